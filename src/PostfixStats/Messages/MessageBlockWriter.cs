// Writes a block of state.queue-ids.

using System.Buffers;
using System.Buffers.Binary;
using PostfixStats.State;

namespace PostfixStats.Messages;

/// <summary>Formats one block (<see cref="MessageBlockForm"/>).</summary>
internal readonly ref struct MessageBlockWriter
{
    private readonly ArrayBufferWriter<byte> _octets = new(4096);
    private readonly bool _isWhole;

    public MessageBlockWriter(bool isWhole, int uncertain, ulong discardedClient, List<ulong> removed)
    {
        _isWhole = isWhole;
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
    public void Add(in MessageEntry entry)
    {
        Span<byte> octets = Take(MessageBlockForm.EntrySize);
        BinaryPrimitives.WriteUInt64LittleEndian(octets, entry.Key);
        BinaryPrimitives.WriteInt64LittleEndian(octets[8..], entry.Size);
        BinaryPrimitives.WriteInt32LittleEndian(octets[16..], entry.Recipients);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[20..], entry.Minute);
        octets[24] = entry.Instance;
        octets[25] = (byte)entry.Origin;
        octets[26] = (byte)(entry.Flags & MessageFlags.Kept);
        octets[27] = entry.Agents;
    }

    /// <summary>Ends the block with the name of what it leads to.</summary>
    public MessageBlock End(ulong generation)
    {
        byte[] octets = new byte[_octets.WrittenCount + MessageBlockForm.ChecksumSize];
        _octets.WrittenSpan.CopyTo(octets);
        Span<byte> covered = octets.AsSpan(..^MessageBlockForm.ChecksumSize);
        BinaryPrimitives.WriteInt32LittleEndian(covered, covered.Length - MessageBlockForm.LengthSize);
        BinaryPrimitives.WriteUInt64LittleEndian(covered[MessageBlockForm.LengthSize..], generation);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(covered.Length), Checksum.Of(covered));
        return new MessageBlock(generation, _isWhole, octets);
    }

    private Span<byte> Take(int length)
    {
        Span<byte> taken = _octets.GetSpan(length)[..length];
        taken.Clear();
        _octets.Advance(length);
        return taken;
    }
}
