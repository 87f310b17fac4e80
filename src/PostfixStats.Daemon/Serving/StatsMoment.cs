// One snapshot with the table of OIDs that fits it.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>All served values at one moment.</summary>
/// <param name="Layout">The instances there are; a row number is that of a part, and below it that of a cell of the part.</param>
/// <param name="Parts">The tables and scalars.</param>
/// <param name="Published">The snapshot.</param>
internal sealed record StatsMoment(MibLayout Layout, IServedCells[] Parts, Published Published) : IMibMoment
{
    /// <summary>More cells than any part has; a power of two.</summary>
    public const int PartSize = 1 << 22;

    /// <inheritdoc />
    public void WriteValue(int row, ref ValueWriter writer) => Parts[row / PartSize].Write(Published, row % PartSize, ref writer);
}
