// The few ways in which values are written.

using System.Buffers.Binary;
using System.Text.Unicode;
using AgentX;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Makes <see cref="CellReader"/>s.</summary>
internal static class Cells
{
    /// <summary>The octets of an SnmpAdminString (RFC 3411).</summary>
    private const int MaxText = 255;

    /// <summary>There is no value.</summary>
    public static CellReader None { get; } = new(static (_, _, _, ref _) =>
    {
    });

    /// <summary>A delivery service's counter, summed over the instances.</summary>
    public static CellReader Total(ServiceCounter counter, string service) =>
        new((published, _, _, ref writer) => writer.Counter32((uint)published.Counters.Total(counter, service)));

    /// <summary>A counter at a slot; a Counter32 is the low 32 bits (RFC 2578 7.1.6).</summary>
    public static CellReader Slot(int slot) => new(static (published, place, _, ref writer) => writer.Counter32((uint)published.Counters[place]), slot);

    /// <summary>All of a counter at a slot.</summary>
    public static CellReader Wide(int slot) => new(static (published, place, _, ref writer) => writer.Counter64((ulong)published.Counters[place]), slot);

    /// <summary>A counter of octets in whole units of 1024 octets.</summary>
    public static CellReader Kilo(int slot) =>
        new(static (published, place, _, ref writer) => writer.Counter32((uint)(published.Counters[place] / 1024)), slot);

    /// <summary>The sum of counters at several slots.</summary>
    public static CellReader Sum(IReadOnlyList<int> slots) =>
        new((published, _, _, ref writer) =>
        {
            long sum = 0;
            foreach (int slot in slots)
            {
                sum += published.Counters[slot];
            }

            writer.Counter32((uint)sum);
        });

    /// <summary>The sum over the fixed rows of a family of the counter at a slot of the first one.</summary>
    public static CellReader Sum(CounterFamily family, int slot) =>
        new(
            static (published, place, about, ref writer) =>
            {
                var family = (CounterFamily)about!;
                long sum = 0;
                for (int row = 0; row < family.FixedRows.Count; row++)
                {
                    sum += published.Counters[place + (row * family.Width)];
                }

                writer.Counter32((uint)sum);
            },
            slot,
            family);

    /// <summary>A number that does not change.</summary>
    public static CellReader Number(int number) => new(static (_, place, _, ref writer) => writer.Integer32(place), number);

    /// <summary>A gauge that does not change.</summary>
    public static CellReader Gauge(uint value) => new(static (_, place, _, ref writer) => writer.Gauge32((uint)place), (int)value);

    /// <summary>A delivery service's counter, summed over services and instances.</summary>
    public static CellReader Total(ServiceCounter counter) =>
        new((published, _, _, ref writer) => writer.Counter32((uint)published.Counters.Total(counter)));

    /// <summary>Fixed counters, summed over the instances.</summary>
    public static CellReader Total(params Counter[] counters) =>
        new((published, _, _, ref writer) => writer.Counter32((uint)counters.Sum(published.Counters.Total)));

    /// <summary>A service's counter in one instance, 0 where the instance has no such service.</summary>
    public static CellReader Slot(InstanceCounters instance, ServiceCounter counter, string service) =>
        new((published, _, _, ref writer) => writer.Counter32(
            instance.FindRow(CounterFamilies.Service, service) is >= 0 and int row ? (uint)published.Counters[instance.Slot(counter, row)] : 0));

    /// <summary>A count of the agent's own.</summary>
    public static CellReader Count(Func<Health, long> count) =>
        new((published, _, _, ref writer) => writer.Counter32((uint)count(published.Health)));

    /// <summary>A gauge, which stays at its end where the value is beyond it.</summary>
    public static CellReader Gauge(Func<Health, long> value) =>
        new((published, _, _, ref writer) =>
            writer.Gauge32((uint)Math.Min(value(published.Health), uint.MaxValue)));

    /// <summary>A gauge that is absent where it is not known, and stays at its end where it is beyond it.</summary>
    public static CellReader Gauge(Func<Published, long?> value) =>
        new((published, _, _, ref writer) =>
        {
            if (value(published) is { } known)
            {
                writer.Gauge32((uint)Math.Min(known, uint.MaxValue));
            }
        });

    /// <summary>A gauge that the running daemon keeps.</summary>
    public static CellReader Live(Func<long> value) =>
        new((_, _, _, ref writer) => writer.Gauge32((uint)Math.Min(value(), uint.MaxValue)));

    /// <summary>A fixed row's first counter, summed over the instances.</summary>
    public static CellReader Total(CounterFamily family, int row) =>
        new((published, _, _, ref writer) =>
        {
            long sum = 0;
            foreach (InstanceCounters instance in published.Counters.Instances)
            {
                sum += published.Counters[instance.Slot(family, row, 0)];
            }

            writer.Counter32((uint)sum);
        });

    /// <summary>true(1) or false(2).</summary>
    public static CellReader Truth(Func<Health, bool> value) =>
        new((published, _, _, ref writer) => writer.Integer32(value(published.Health) ? 1 : 2));

    /// <summary>A text that does not change.</summary>
    public static CellReader Text(string text) => new(static (_, _, about, ref writer) => WriteText((string)about!, ref writer), About: text);

    /// <summary>An OID that does not change.</summary>
    public static CellReader Oid(ObjectIdentifier oid) =>
        new(static (_, _, about, ref writer) => writer.ObjectIdentifier(((ObjectIdentifier)about!).Span), About: oid);

    /// <summary>A text that is another from time to time, as far as an SnmpAdminString holds it: 255 octets (RFC 3411).</summary>
    public static CellReader Text(Func<Published, string> text) =>
        new((published, _, _, ref writer) => WriteText(text(published), ref writer));

    /// <summary>A point in time; absent where it is not known.</summary>
    public static CellReader Time(Func<Published, DateTimeOffset?> time) =>
        new((published, _, _, ref writer) =>
        {
            if (time(published) is { } known)
            {
                WriteTime(known, ref writer);
            }
        });

    /// <summary>When an instance was first seen.</summary>
    public static CellReader FirstSeen(InstanceCounters instance) =>
        new(static (_, _, about, ref writer) => WriteTime(((InstanceCounters)about!).FirstSeen, ref writer), About: instance);

    /// <summary>A point in time as the master's sysUpTime; absent where it is not known.</summary>
    public static CellReader TimeStamp(Func<Published, DateTimeOffset?> time, TimeProvider clock) =>
        new((published, _, _, ref writer) =>
        {
            if (clock.GetUtcNow() - time(published) is { } age)
            {
                writer.TimeStamp(age < TimeSpan.Zero ? TimeSpan.Zero : age);
            }
        });

    /// <summary>A TimeInterval: hundredths of a second (RFC 2579); absent where it is not known, and at its end where it is beyond it.</summary>
    public static CellReader Interval(Func<Published, TimeSpan?> interval) =>
        new((published, _, _, ref writer) =>
        {
            if (interval(published) is { } known)
            {
                writer.Integer32((int)Math.Clamp(known.Ticks / (TimeSpan.TicksPerSecond / 100), 0, int.MaxValue));
            }
        });

    /// <summary>How long ago something was; absent where it is not known.</summary>
    public static CellReader IntervalSince(Func<Published, DateTimeOffset?> time, TimeProvider clock) =>
        Interval(published => clock.GetUtcNow() - time(published));

    /// <summary>A text that is absent where it is not known.</summary>
    public static CellReader OptionalText(Func<Published, string?> text) =>
        new((published, _, _, ref writer) =>
        {
            if (text(published) is { } known)
            {
                WriteText(known, ref writer);
            }
        });

    private static void WriteText(string text, ref ValueWriter writer)
    {
        Span<byte> utf8 = stackalloc byte[MaxText];
        Utf8.FromUtf16(text, utf8, out _, out int length);
        writer.OctetString(utf8[..length]);
    }

    private static void WriteTime(DateTimeOffset time, ref ValueWriter writer)
    {
        Span<byte> octets = stackalloc byte[11];
        WriteDateAndTime(octets, time.UtcDateTime);
        writer.OctetString(octets);
    }

    /// <summary>DateAndTime of RFC 2579, in UTC.</summary>
    private static void WriteDateAndTime(Span<byte> octets, DateTime utc)
    {
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)utc.Year);
        octets[2] = (byte)utc.Month;
        octets[3] = (byte)utc.Day;
        octets[4] = (byte)utc.Hour;
        octets[5] = (byte)utc.Minute;
        octets[6] = (byte)utc.Second;
        octets[7] = (byte)(utc.Millisecond / 100);
        octets[8] = (byte)'+';
        octets[9] = 0;
        octets[10] = 0;
    }
}
