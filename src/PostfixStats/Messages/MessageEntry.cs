// What is remembered of one message.

namespace PostfixStats.Messages;

/// <summary>One message of the memory, 32 octets: there are hundreds of thousands.</summary>
internal struct MessageEntry
{
    /// <summary>Octets that are told apart: more than a tebibyte, and more than any message has.</summary>
    private const ulong MaxSize = (1UL << SizeBits) - 1;

    /// <summary>Recipients that are told apart.</summary>
    private const int MaxRecipients = (1 << (64 - SizeBits)) - 1;

    private const int SizeBits = 40;

    /// <summary>Stands for instance and queue id (<see cref="QueueIdKey"/>); 0 where the place is free.</summary>
    public ulong Key;

    private ulong _sizeAndRecipients;

    /// <summary>When it was last heard of, in minutes since 1970.</summary>
    public uint Minute;

    /// <summary>The index of its Postfix instance.</summary>
    public byte Instance;

    /// <summary>Where it came from.</summary>
    public MessageOrigin Origin;

    /// <summary>What was seen of it.</summary>
    public MessageFlags Flags;

    /// <summary>The delivery agents that have delivered it, a bit each.</summary>
    public byte Agents;

    /// <summary>The one that was heard of before it, or the next free place; -1 at the end.</summary>
    public int Older;

    /// <summary>The one that was heard of after it, or -1.</summary>
    public int Newer;

    /// <summary>Octets of its content (qmgr <c>size=</c>).</summary>
    public long Size
    {
        readonly get => (long)(_sizeAndRecipients & MaxSize);
        set => _sizeAndRecipients = (_sizeAndRecipients & ~MaxSize) | Math.Min((ulong)value, MaxSize);
    }

    /// <summary>Recipients after alias expansion by cleanup (qmgr <c>nrcpt=</c>).</summary>
    public int Recipients
    {
        readonly get => (int)(_sizeAndRecipients >> SizeBits);
        set => _sizeAndRecipients = (_sizeAndRecipients & MaxSize) | ((ulong)Math.Min(value, MaxRecipients) << SizeBits);
    }

    /// <summary>Whether a flag is set.</summary>
    public readonly bool Has(MessageFlags flag) => (Flags & flag) != 0;

    /// <summary>Takes over what another one says of the message, and keeps the place.</summary>
    public void Take(in MessageEntry other) =>
        this = other with { Older = Older, Newer = Newer };
}
