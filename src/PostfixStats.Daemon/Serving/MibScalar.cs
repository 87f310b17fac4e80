// A scalar object of our MIB.

namespace PostfixStats.Daemon.Serving;

/// <inheritdoc />
/// <param name="Arc">Its arc below the section.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Syntax">Its type.</param>
/// <param name="Units">What is counted or measured.</param>
/// <param name="Description">What it means.</param>
/// <param name="Key">The getter's key.</param>
/// <param name="Write">Writes its value.</param>
/// <param name="IsLive">Known to the running daemon alone: the state file does not have it.</param>
internal sealed record MibScalar(
    uint Arc, string Descriptor, MibSyntax Syntax, string? Units, string Description, string? Key, CellWriter Write, bool IsLive = false)
    : MibObject(Arc, Descriptor, Syntax, Units, Description, Key);
