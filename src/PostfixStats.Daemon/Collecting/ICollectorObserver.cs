// Who hears what the collector has to say: the log for people, the MIB view for the master agent.

namespace PostfixStats.Daemon.Collecting;

/// <summary>Is called on the counting thread and must not block.</summary>
internal interface ICollectorObserver
{
    /// <summary>There is a new snapshot.</summary>
    void Published(Published snapshot);

    /// <summary>Counting fell behind the log, or caught up with it.</summary>
    void CatchingUpChanged(Published snapshot);

    /// <summary>The state could not be written; told once until it can be again.</summary>
    void StateNotWritten(Exception failure);

    /// <summary>The state can be written again.</summary>
    void StateWrittenAgain();
}
