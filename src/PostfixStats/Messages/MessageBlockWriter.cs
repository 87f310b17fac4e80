// Writes a block of state.queue-ids.

using System.Buffers.Binary;
using PostfixStats.State;

namespace PostfixStats.Messages;

/// <summary>Formats one block (<see cref="MessageBlockForm"/>) in memory of just its size: a whole one may have megabytes.</summary>
#pragma warning disable CA1001 // The octets are the block's in the end.
internal ref struct MessageBlockWriter
#pragma warning restore CA1001
{
    private readonly NativeOctets _octets;
    private readonly bool _isWhole;
    private Span<byte> _left;

    /// <summary>Begins a block.</summary>
    /// <param name="isWhole">Whether nothing before it in the file matters.</param>
    /// <param name="uncertain"><see cref="MessageMemory.Uncertain"/>.</param>
    /// <param name="discardedClient"><see cref="MessageMemory.DiscardedClient"/>.</param>
    /// <param name="removed">The keys of messages that were removed.</param>
    /// <param name="entries">How many messages will be added.</param>
    public MessageBlockWriter(bool isWhole, int uncertain, ulong discardedClient, List<ulong> removed, int entries)
    {
        _isWhole = isWhole;
        _octets = new NativeOctets(
            MessageBlockForm.LengthSize + MessageBlockForm.HeaderSize + (removed.Count * MessageBlockForm.KeySize)
            + (entries * MessageBlockForm.EntrySize) + MessageBlockForm.ChecksumSize);
        _left = _octets.Span;
        Span<byte> header = Take(MessageBlockForm.LengthSize + MessageBlockForm.HeaderSize)[MessageBlockForm.LengthSize..];
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], isWhole ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], uncertain);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], discardedClient);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], removed.Count);
        foreach (ulong key in removed)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(Take(MessageBlockForm.KeySize), key);
        }
    }

    /// <summary>Adds a message.</summary>
    public void Add(ulong key, in MessageEntry entry)
    {
        Span<byte> octets = Take(MessageBlockForm.EntrySize);
        BinaryPrimitives.WriteUInt64LittleEndian(octets, key);
        BinaryPrimitives.WriteInt64LittleEndian(octets[8..], entry.Size);
        BinaryPrimitives.WriteInt32LittleEndian(octets[16..], entry.Recipients);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[20..], entry.Minute);
        octets[24] = entry.Instance;
        octets[25] = (byte)entry.Origin;
        octets[26] = (byte)(entry.Flags & MessageFlags.Kept);
        octets[27] = entry.Agents;
    }

    /// <summary>Ends the block with the name of what it leads to.</summary>
    public readonly MessageBlock End(ulong generation)
    {
        Span<byte> covered = _octets.Span[..^MessageBlockForm.ChecksumSize];
        BinaryPrimitives.WriteInt32LittleEndian(covered, covered.Length - MessageBlockForm.LengthSize);
        BinaryPrimitives.WriteUInt64LittleEndian(covered[MessageBlockForm.LengthSize..], generation);
        BinaryPrimitives.WriteUInt32LittleEndian(_left, Checksum.Of(covered));
        return new MessageBlock(generation, _isWhole, _octets);
    }

    private Span<byte> Take(int length)
    {
        Span<byte> taken = _left[..length];
        _left = _left[length..];
        return taken;
    }
}
