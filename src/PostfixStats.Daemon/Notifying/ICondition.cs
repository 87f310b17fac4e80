// Something that a manager wants to be told.

using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Notifying;

/// <summary>
/// Knows what is and what the managers were told, and gives a notice as long as the two differ. So nothing depends on when there is
/// a session with the master agent: what still holds when there is one is told then. Used by one thread at a time.
/// </summary>
internal interface ICondition
{
    /// <summary>What has to be told; null for nothing.</summary>
    Notice? Due { get; }

    /// <summary>Looks at what is.</summary>
    /// <returns>False where something was over before anyone was told of it, and is never told now.</returns>
    bool Look(Published published);

    /// <summary>The master agent has taken what was due.</summary>
    void Told();
}
