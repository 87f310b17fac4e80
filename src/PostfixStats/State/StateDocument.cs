// What the state file remembers besides the counters.

using PostfixStats.Following;

namespace PostfixStats.State;

/// <summary>Everything that survives a restart, except the counters themselves.</summary>
public sealed class StateDocument
{
    /// <summary>When it was saved: the daemon's heartbeat.</summary>
    public DateTimeOffset Saved { get; set; }

    /// <summary>When counting began, from zero or after a loss: counters have no discontinuity since.</summary>
    public DateTimeOffset CountingSince { get; set; }

    /// <summary>How often lines were lost.</summary>
    public long Gaps { get; set; }

    /// <summary>How often the state could not be written.</summary>
    public long WriteErrors { get; set; }

    /// <summary>Where counting stands in each log, by the log's name.</summary>
    public Dictionary<string, IReadOnlyList<LogPosition>> Logs { get; } = new(StringComparer.Ordinal);
}
