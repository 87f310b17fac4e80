// Who told what is in the queues.

namespace PostfixStats.Daemon.Queues;

/// <summary>One of the two ways in which queues are read.</summary>
internal enum QueueSource
{
    /// <summary>Postfix's own list, from showq(8).</summary>
    Showq,

    /// <summary>The directories of the queues.</summary>
    Directories,
}
