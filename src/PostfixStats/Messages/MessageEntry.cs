// What is remembered of one message.

namespace PostfixStats.Messages;

/// <summary>One message of the memory, 40 octets.</summary>
internal struct MessageEntry
{
    /// <summary>Stands for instance and queue id (<see cref="QueueIdKey"/>); 0 where the place is free.</summary>
    public ulong Key;

    /// <summary>Octets of its content (qmgr <c>size=</c>).</summary>
    public long Size;

    /// <summary>Recipients after alias expansion by cleanup (qmgr <c>nrcpt=</c>).</summary>
    public int Recipients;

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

    /// <summary>The next one in the same bucket, or the next free place; -1 at the end.</summary>
    public int Next;

    /// <summary>The one that was heard of before it, or -1.</summary>
    public int Older;

    /// <summary>The one that was heard of after it, or -1.</summary>
    public int Newer;

    /// <summary>Whether a flag is set.</summary>
    public readonly bool Has(MessageFlags flag) => (Flags & flag) != 0;

    /// <summary>Takes over what another one says of the message, and keeps the place.</summary>
    public void Take(in MessageEntry other)
    {
        (Key, Size, Recipients, Minute) = (other.Key, other.Size, other.Recipients, other.Minute);
        (Instance, Origin, Flags, Agents) = (other.Instance, other.Origin, other.Flags, other.Agents);
    }
}
