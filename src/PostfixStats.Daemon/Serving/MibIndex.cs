// The index object of a table that has one of its own.

namespace PostfixStats.Daemon.Serving;

/// <summary>The column at arc 1, not accessible: Integer32 (1..65535).</summary>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Description">What its numbers mean.</param>
internal sealed record MibIndex(string Descriptor, string Description);
