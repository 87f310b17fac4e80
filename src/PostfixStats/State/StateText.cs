// The outer form of the state file, and finding one number in it: all that the getter needs.

using System.Buffers.Text;

namespace PostfixStats.State;

/// <summary>
/// The state file is text, one record a line, its kind first: <c>postfix-stats-state 1</c>, then the records, last
/// <c>checksum XXXXXXXX</c>, the CRC-32C of everything before that line. It is whole or it is refused.
/// </summary>
/// <remarks>
/// <code>
/// saved TIME                     the heartbeat; times are UTC, to the millisecond
/// since TIME                     when counting began
/// gaps N                         how often lines were lost
/// write-errors N                 how often the state could not be written
/// queue-ids GENERATION           which memory of messages belongs to it, in hexadecimal; see MessageFile
/// total NAME N                   a counter, summed over the instances: what the getter reads
/// unowned                        the counters of no instance follow
/// instance NAME TIME             the counters of an instance follow, in the order of their rows; when it was first seen
/// service NAME                   a delivery service of the instance, in the order of their rows
/// count NAME N                   a counter of the instance that is in the closed list
/// row FAMILY NAME [N ...]        the details of a row (<see cref="Counting.CounterFamilies"/>), in the order of its counters
/// log PATH                       the positions in a log follow; in a path, % is %25 and a line feed %0A
/// known TIME                     every file of the log that was last written to before is known
/// file reading|finished|blocked DEVICE:INODE OFFSET LENGTH:HASH
///                                a file of the log, oldest first: device in hexadecimal, octets counted, fingerprint
/// journal [DIRECTORY]            the position in a journal follows; this machine's own has no directory
/// cursor [CURSOR]                the last entry that was counted; none before the first
/// effect NAME [INSTANCE [N]]     a counter that the last line before the file's or journal's position moved, or, before any
///                                file of a log, the last line that was read; N where not by 1
/// weight N                       how many lines that line stood for, where not 1
/// interval TIME N,-,...          the last five minutes as LibreNMS counts them; when they ended; - is unknown
/// queues NAME [TIME N]           the queues of an instance follow; when they were read, and how many milliseconds that took
/// failure TEXT                   why the last try to read them failed
/// queue NAME N [N N N,N,...]     messages in a queue, and where known octets, seconds since the oldest arrived, messages by age
/// </code>
/// A record or a counter of another name is passed over, so that adding one is no new version.
/// </remarks>
public static class StateText
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>No state file is larger, in octets.</summary>
    public const int MaxLength = 256 * 1024;

    internal const int TrailerLength = 18;

    internal static ReadOnlySpan<byte> Magic => "postfix-stats-state "u8;

    private static ReadOnlySpan<byte> Trailer => "checksum "u8;

    /// <summary>Checks that a file is complete, undamaged and of a known version.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="records">The lines between the first and the last, each with its line feed.</param>
    public static StateVerdict Verify(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> records)
    {
        records = default;
        if (file.IsEmpty)
        {
            return StateVerdict.Empty;
        }

        if (!file.StartsWith(Magic))
        {
            return StateVerdict.Foreign;
        }

        int end = file.Length - TrailerLength;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        if (end <= 0 || file[end - 1] != (byte)'\n')
        {
            return StateVerdict.Damaged;
        }

        WriteTrailer(file[..end], trailer);
        if (!file[end..].SequenceEqual(trailer))
        {
            return StateVerdict.Damaged;
        }

        int firstLine = file.IndexOf((byte)'\n');
        if (!Utf8Parser.TryParse(file[Magic.Length..firstLine], out int version, out int length)
            || version != Version || Magic.Length + length != firstLine)
        {
            return StateVerdict.UnknownVersion;
        }

        records = file[(firstLine + 1)..end];
        return StateVerdict.Good;
    }

    /// <summary>Finds the value of a name, summed over all instances.</summary>
    /// <param name="records">What <see cref="Verify"/> found good.</param>
    /// <param name="name">A counter's name.</param>
    /// <param name="value">Its value, 64 bits.</param>
    public static bool TryGetTotal(ReadOnlySpan<byte> records, ReadOnlySpan<byte> name, out ulong value)
    {
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("total"u8) && record.First.SequenceEqual(name))
            {
                return TryParseValue(record.Rest, out value);
            }
        }

        value = 0;
        return false;
    }

    /// <summary>Reads a number that takes up a whole field.</summary>
    public static bool TryParseValue(ReadOnlySpan<byte> text, out ulong value) =>
        Utf8Parser.TryParse(text, out value, out int length) && length == text.Length && length > 0;

    internal static void WriteTrailer(ReadOnlySpan<byte> before, Span<byte> trailer)
    {
        Trailer.CopyTo(trailer);
        Utf8Formatter.TryFormat(Checksum.Of(before), trailer[Trailer.Length..], out _, new('x', 8));
        trailer[^1] = (byte)'\n';
    }
}
