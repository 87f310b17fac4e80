// The scalars of a section.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <inheritdoc />
internal sealed class ServedScalars(IReadOnlyList<MibScalar> scalars) : IServedCells
{
    /// <inheritdoc />
    public void Write(Published published, int cell, ref ValueWriter writer) => scalars[cell].Write(published, ref writer);
}
