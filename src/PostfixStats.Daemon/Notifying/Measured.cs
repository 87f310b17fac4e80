// A value that was looked at.

namespace PostfixStats.Daemon.Notifying;

/// <summary>How a value stands to its limit.</summary>
/// <param name="Level">The level; null where the value is not known now.</param>
/// <param name="Row">The index of the row that has the value, for a value in a table.</param>
internal sealed record Measured(AlarmLevel? Level, params uint[] Row)
{
    /// <summary>A value that is not known now.</summary>
    public static Measured Unknown { get; } = new(Level: null);
}
