// A log line taken apart once more, for its time and its process, which counting steps over.

using System.Buffers.Text;
using PostfixStats.Grammar;

namespace PostfixStats.Applications;

/// <summary>Time, process and message of a line that has been counted.</summary>
internal readonly ref struct LineParts
{
    private LineParts(ReadOnlySpan<byte> time, ReadOnlySpan<byte> process, ReadOnlySpan<byte> message)
    {
        Time = time;
        Process = Utf8Parser.TryParse(process, out int number, out _) ? number : 0;

        // "[ID 197553 mail.info] " of Solaris before every message.
        if (message.StartsWith("[ID "u8))
        {
            message.SkipPast("] "u8);
        }

        Message = message;
    }

    /// <summary>What stands before the tag: time, and maybe the host.</summary>
    public ReadOnlySpan<byte> Time { get; }

    /// <summary>The process id; 0 where there is none.</summary>
    public int Process { get; }

    /// <summary>The text after the tag.</summary>
    public ReadOnlySpan<byte> Message { get; }

    /// <summary>Takes a line apart.</summary>
    /// <returns>False where it has no tag of Postfix's own, as a repeat line has none.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> line, out LineParts parts)
    {
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        int header = SyslogHeader.Length(line);
        if (header == 0)
        {
            return TrySplitStructured(line, out parts);
        }

        ReadOnlySpan<byte> text = line[header..];
        if (!PostfixTag.TrySplit(text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> message))
        {
            parts = default;
            return false;
        }

        ReadOnlySpan<byte> process = text[name.Length..];
        parts = new LineParts(line[..header], process.Skip("["u8) ? process : default, message);
        return true;
    }

    /// <summary>RFC 5424: TIMESTAMP and PROCID are fields of their own.</summary>
    private static bool TrySplitStructured(ReadOnlySpan<byte> line, out LineParts parts)
    {
        parts = default;
        if (!StructuredHeader.TryRead(line, out _, out ReadOnlySpan<byte> message))
        {
            return false;
        }

        SyslogHeader.TrySkipPriority(ref line);
        line.Skip("1 "u8);
        ReadOnlySpan<byte> time = line;
        line.TakeUntil((byte)' ', out _);
        line.TakeUntil((byte)' ', out _);
        line.TakeUntil((byte)' ', out _);
        parts = new LineParts(time, line, message);
        return true;
    }
}
