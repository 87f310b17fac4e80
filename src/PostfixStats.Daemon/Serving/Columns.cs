// The few ways in which columns are written.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Makes <see cref="RowWriter{TRow}"/>s: what is served has tens of thousands of cells, so nothing is kept for each of them.</summary>
internal static class Columns
{
    /// <summary>The low 32 bits of a row's counter.</summary>
    public static RowWriter<TRow> Counter32<TRow>(Func<TRow, int> slot) =>
        (published, row, ref writer) => writer.Counter(published.Counters[slot(row)]);

    /// <summary>All of a row's counter.</summary>
    public static RowWriter<TRow> Counter64<TRow>(Func<TRow, int> slot) =>
        (published, row, ref writer) => writer.Counter64((ulong)published.Counters[slot(row)]);

    /// <summary>A row's counter of octets in whole units of 1024 octets.</summary>
    public static RowWriter<TRow> Kilooctets<TRow>(Func<TRow, int> slot) =>
        (published, row, ref writer) => writer.Counter(published.Counters[slot(row)] / 1024);

    /// <summary>What is summed of several counters.</summary>
    public static RowWriter<TRow> Sum<TRow>(Func<Published, TRow, long> sum) => (published, row, ref writer) => writer.Counter(sum(published, row));

    /// <summary>A number that does not change.</summary>
    public static RowWriter<TRow> Number<TRow>(Func<TRow, int> number) => (_, row, ref writer) => writer.Integer32(number(row));

    /// <summary>A gauge that does not change.</summary>
    public static RowWriter<TRow> Limit<TRow>(Func<TRow, uint> limit) => (_, row, ref writer) => writer.Gauge32(limit(row));

    /// <summary>A gauge; absent where it is not known.</summary>
    public static RowWriter<TRow> Gauge<TRow>(Func<Published, TRow, long?> value) =>
        (published, row, ref writer) =>
        {
            if (value(published, row) is { } known)
            {
                writer.Gauge(known);
            }
        };

    /// <summary>A text that does not change.</summary>
    public static RowWriter<TRow> Text<TRow>(Func<TRow, string> text) => (_, row, ref writer) => writer.Text(text(row));

    /// <summary>A text; absent where it is not known.</summary>
    public static RowWriter<TRow> Text<TRow>(Func<Published, TRow, string?> text) =>
        (published, row, ref writer) =>
        {
            if (text(published, row) is { } known)
            {
                writer.Text(known);
            }
        };

    /// <summary>An OID that does not change; absent where there is none.</summary>
    public static RowWriter<TRow> Oid<TRow>(Func<TRow, ObjectIdentifier?> oid) =>
        (_, row, ref writer) =>
        {
            if (oid(row) is { } known)
            {
                writer.ObjectIdentifier(known.Span);
            }
        };

    /// <summary>A point in time that does not change.</summary>
    public static RowWriter<TRow> Time<TRow>(Func<TRow, DateTimeOffset> time) => (_, row, ref writer) => writer.DateAndTime(time(row));

    /// <summary>A point in time as the master's sysUpTime; absent where it is not known.</summary>
    public static RowWriter<TRow> TimeStamp<TRow>(Func<Published, TRow, DateTimeOffset?> time, TimeProvider clock) =>
        (published, row, ref writer) => writer.TimeStamp(time(published, row), clock);

    /// <summary>A time that passed or will, as a TimeInterval; absent where it is not known.</summary>
    public static RowWriter<TRow> Interval<TRow>(Func<Published, TRow, TimeSpan?> interval) =>
        (published, row, ref writer) => writer.Interval(interval(published, row));
}
