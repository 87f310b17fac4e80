// A scalar object of our MIB.

namespace PostfixStats.Daemon.Serving;

/// <summary>One scalar.</summary>
/// <param name="Group">Its arc below the root.</param>
/// <param name="Arc">Its arc below the group.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Syntax">Its type.</param>
/// <param name="Read">Writes its value.</param>
/// <param name="IsLive">Known to the running daemon alone: the state file does not have it.</param>
internal sealed record MibScalar(uint Group, uint Arc, string Descriptor, MibSyntax Syntax, CellReader Read, bool IsLive = false);
