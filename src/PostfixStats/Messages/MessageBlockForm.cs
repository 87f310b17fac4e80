// The form of state.queue-ids.

namespace PostfixStats.Messages;

/// <summary>
/// The file is a line of text and then blocks, of which the first one is whole. All numbers are little-endian:
/// <code>
/// octets  block
/// 4       octets that follow up to the checksum
/// 8       generation
/// 4       1 for a whole block, else 0
/// 4       MessageMemory.Uncertain
/// 8       MessageMemory.DiscardedClient
/// 4       how many messages were removed
/// 8 each  their keys
/// 28 each the messages that were added or changed, the least recently heard of first:
///         key 8, octets 8, recipients 4, minute 4, instance 1, origin 1, flags 1, agents 1
/// 4       CRC-32C of all that before, with the length
/// </code>
/// A damaged block, and what follows it, is as if it had not been written.
/// </summary>
internal static class MessageBlockForm
{
    /// <summary>Octets of the length.</summary>
    public const int LengthSize = 4;

    /// <summary>Octets from the generation to the number of removed messages.</summary>
    public const int HeaderSize = 28;

    /// <summary>Octets of the key of a removed message.</summary>
    public const int KeySize = 8;

    /// <summary>Octets of a message.</summary>
    public const int EntrySize = 28;

    /// <summary>Octets of the checksum.</summary>
    public const int ChecksumSize = 4;

    /// <summary>The line of text; another version has another number in it.</summary>
    public static ReadOnlySpan<byte> Magic => "postfix-stats-queue-ids 1\n"u8;
}
