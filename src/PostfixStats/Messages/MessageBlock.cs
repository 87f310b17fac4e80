// A part of state.queue-ids.

namespace PostfixStats.Messages;

/// <summary>The changes of the memory from one generation to the next, or all of it, ready to be appended to the file.</summary>
public sealed class MessageBlock : IDisposable
{
    private readonly NativeOctets _octets;

    /// <summary>Takes over the octets.</summary>
    internal MessageBlock(ulong generation, bool isWhole, NativeOctets octets)
    {
        Generation = generation;
        IsWhole = isWhole;
        _octets = octets;
    }

    /// <summary>What the memory is called after it.</summary>
    public ulong Generation { get; }

    /// <summary>Whether nothing before it in the file matters.</summary>
    public bool IsWhole { get; }

    /// <summary>The block, with its length and checksum; until it is disposed of.</summary>
    public ReadOnlySpan<byte> Octets => _octets.Span;

    /// <inheritdoc />
    public void Dispose() => _octets.Dispose();
}
