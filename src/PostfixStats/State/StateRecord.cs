// One line of the state file.

namespace PostfixStats.State;

/// <summary>A line taken apart at its first two spaces.</summary>
public readonly ref struct StateRecord
{
    internal StateRecord(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        Kind = space < 0 ? line : line[..space];
        Text = space < 0 ? default : line[(space + 1)..];
        space = Text.IndexOf((byte)' ');
        First = space < 0 ? Text : Text[..space];
        Rest = space < 0 ? default : Text[(space + 1)..];
    }

    /// <summary>The first word: what the line tells.</summary>
    public ReadOnlySpan<byte> Kind { get; }

    /// <summary>All that follows.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The second word.</summary>
    public ReadOnlySpan<byte> First { get; }

    /// <summary>What follows the second word.</summary>
    public ReadOnlySpan<byte> Rest { get; }
}
