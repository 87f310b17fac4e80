// A part of state.queue-ids.

namespace PostfixStats.Messages;

/// <summary>The changes of the memory from one generation to the next, or all of it, ready to be appended to the file.</summary>
/// <param name="Generation">What the memory is called after it.</param>
/// <param name="IsWhole">Whether nothing before it in the file matters.</param>
/// <param name="Octets">The block, with its length and checksum.</param>
public sealed record MessageBlock(ulong Generation, bool IsWhole, ReadOnlyMemory<byte> Octets);
