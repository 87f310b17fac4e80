// What is remembered of one message.

using System.Runtime.InteropServices;

namespace PostfixStats.Messages;

/// <summary>
/// One message of the memory, 22 octets: there are hundreds of thousands. A number of 24 bits and one of 8 share a field.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(ushort))]
internal struct MessageEntry
{
    /// <summary>The bits of a key that an entry holds; the table has the others.</summary>
    public const int KeyBits = 56;

    /// <summary>Octets that are told apart: more than a tebibyte, and more than any message has.</summary>
    private const long MaxSize = (1L << 40) - 1;

    private const int MaxRecipients = (1 << 24) - 1;

    private const int InstanceBits = 5;

    private uint _key;
    private uint _keyAndAgents;
    private uint _size;
    private uint _recipientsAndSize;
    private byte _originAndInstance;

    /// <summary>What was seen of it.</summary>
    public MessageFlags Flags;

    /// <summary>When it was last heard of, in minutes since 1970.</summary>
    public uint Minute;

    /// <summary>The lower <see cref="KeyBits"/> bits of what stands for instance and queue id (<see cref="QueueIdKey"/>).</summary>
    public ulong Key
    {
        readonly get => ((ulong)Upper(_keyAndAgents) << 32) | _key;
        set
        {
            _key = (uint)value;
            SetUpper(ref _keyAndAgents, (uint)(value >> 32));
        }
    }

    /// <summary>Octets of its content (qmgr <c>size=</c>).</summary>
    public long Size
    {
        readonly get => ((long)Lower(_recipientsAndSize) << 32) | _size;
        set
        {
            long size = Math.Min(value, MaxSize);
            _size = (uint)size;
            SetLower(ref _recipientsAndSize, (byte)(size >> 32));
        }
    }

    /// <summary>Recipients after alias expansion by cleanup (qmgr <c>nrcpt=</c>); no more than 24 bits hold are told apart.</summary>
    public int Recipients
    {
        readonly get => (int)Upper(_recipientsAndSize);
        set => SetUpper(ref _recipientsAndSize, (uint)Math.Min(value, MaxRecipients));
    }

    /// <summary>The index of its Postfix instance, less than 32.</summary>
    public byte Instance
    {
        readonly get => (byte)(_originAndInstance & ((1 << InstanceBits) - 1));
        set => _originAndInstance = (byte)(((int)Origin << InstanceBits) | value);
    }

    /// <summary>Where it came from.</summary>
    public MessageOrigin Origin
    {
        readonly get => (MessageOrigin)(_originAndInstance >> InstanceBits);
        set => _originAndInstance = (byte)(((int)value << InstanceBits) | Instance);
    }

    /// <summary>The delivery agents that have delivered it, a bit each.</summary>
    public byte Agents
    {
        readonly get => Lower(_keyAndAgents);
        set => SetLower(ref _keyAndAgents, value);
    }

    /// <summary>Whether a flag is set.</summary>
    public readonly bool Has(MessageFlags flag) => (Flags & flag) != 0;

    /// <summary>Takes over what another one says of the message, and keeps the key.</summary>
    public void Take(in MessageEntry other) => this = other with { Key = Key };

    private static uint Upper(uint field) => field >> 8;

    private static byte Lower(uint field) => (byte)field;

    private static void SetUpper(ref uint field, uint value) => field = (value << 8) | Lower(field);

    private static void SetLower(ref uint field, byte value) => field = (field & ~0xFFu) | value;
}
