// How counting itself is doing.

namespace PostfixStats.Daemon.Collecting;

/// <summary>The agent's own condition, served beside the counters. While it stays equal, no counter has changed.</summary>
/// <param name="Lines">Lines read since counting began.</param>
/// <param name="OctetsBehind">Octets of the log not counted yet.</param>
/// <param name="LastLine">When the log was last written to; null where there is none yet.</param>
/// <param name="StateWriteErrors">How often the state could not be written.</param>
/// <param name="Gaps">How often lines were lost.</param>
/// <param name="RememberedMessages">How many messages are remembered.</param>
/// <param name="IsCatchingUp">Whether counting is notably behind the log.</param>
/// <param name="IsStateFailing">Whether the last try to write the state failed.</param>
internal readonly record struct Health(
    long Lines,
    long OctetsBehind,
    DateTimeOffset? LastLine,
    long StateWriteErrors,
    long Gaps,
    int RememberedMessages,
    bool IsCatchingUp,
    bool IsStateFailing = false);
