// Reads a block of state.queue-ids.

using System.Buffers.Binary;
using PostfixStats.State;

namespace PostfixStats.Messages;

/// <summary>One undamaged block (<see cref="MessageBlockForm"/>): first its removed messages are read, then the others.</summary>
internal ref struct MessageBlockReader
{
    private ReadOnlySpan<byte> _removed;
    private ReadOnlySpan<byte> _entries;

    /// <summary>What the memory is called after it.</summary>
    public ulong Generation { get; private init; }

    /// <summary>Whether nothing before it matters.</summary>
    public bool IsWhole { get; private init; }

    /// <inheritdoc cref="MessageMemory.Uncertain" />
    public int Uncertain { get; private init; }

    /// <inheritdoc cref="MessageMemory.DiscardedClient" />
    public ulong DiscardedClient { get; private init; }

    /// <summary>Steps over a block.</summary>
    /// <param name="file">What is left of the file.</param>
    /// <param name="block">The block.</param>
    /// <returns>False at the end, and at what is damaged.</returns>
    public static bool TryRead(ref ReadOnlySpan<byte> file, out MessageBlockReader block)
    {
        block = default;
        if (file.Length < MessageBlockForm.LengthSize)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(file);
        if (length < MessageBlockForm.HeaderSize
            || length > file.Length - MessageBlockForm.LengthSize - MessageBlockForm.ChecksumSize)
        {
            return false;
        }

        ReadOnlySpan<byte> covered = file[..(MessageBlockForm.LengthSize + length)];
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[covered.Length..]) != Checksum.Of(covered))
        {
            return false;
        }

        file = file[(covered.Length + MessageBlockForm.ChecksumSize)..];
        ReadOnlySpan<byte> header = covered[MessageBlockForm.LengthSize..];
        int removed = BinaryPrimitives.ReadInt32LittleEndian(header[24..]) * MessageBlockForm.KeySize;
        block = new MessageBlockReader
        {
            Generation = BinaryPrimitives.ReadUInt64LittleEndian(header),
            IsWhole = BinaryPrimitives.ReadInt32LittleEndian(header[8..]) == 1,
            Uncertain = BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            DiscardedClient = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
            _removed = header.Slice(MessageBlockForm.HeaderSize, removed),
            _entries = header[(MessageBlockForm.HeaderSize + removed)..],
        };
        return true;
    }

    /// <summary>The next removed message's key.</summary>
    public bool TryReadRemoved(out ulong key)
    {
        key = 0;
        if (_removed.IsEmpty)
        {
            return false;
        }

        key = BinaryPrimitives.ReadUInt64LittleEndian(_removed);
        _removed = _removed[MessageBlockForm.KeySize..];
        return true;
    }

    /// <summary>The next message and its key; the entry is in no place and has no key.</summary>
    public bool TryReadEntry(out ulong key, out MessageEntry entry)
    {
        key = 0;
        entry = default;
        if (_entries.IsEmpty)
        {
            return false;
        }

        key = BinaryPrimitives.ReadUInt64LittleEndian(_entries);
        entry = new MessageEntry
        {
            Size = BinaryPrimitives.ReadInt64LittleEndian(_entries[8..]),
            Recipients = BinaryPrimitives.ReadInt32LittleEndian(_entries[16..]),
            Minute = BinaryPrimitives.ReadUInt32LittleEndian(_entries[20..]),
            Instance = _entries[24],
            Origin = (MessageOrigin)_entries[25],
            Flags = (MessageFlags)_entries[26] & MessageFlags.Kept,
            Agents = _entries[27],
        };
        _entries = _entries[MessageBlockForm.EntrySize..];
        return true;
    }
}
