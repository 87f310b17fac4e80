// The stages of a delivery whose time Postfix logs.

namespace PostfixStats.Counting;

/// <summary>A part of the time a delivery took (<c>delay=</c>, <c>delays=a/b/c/d</c>; Postfix global/log_adhoc.c).</summary>
public enum DelayStage
{
    /// <summary>All of it.</summary>
    Total,
    /// <summary>a: before the queue manager, from the arrival on.</summary>
    BeforeQueueManager,
    /// <summary>b: in the queue manager.</summary>
    InQueueManager,
    /// <summary>c: setting up the connection, with DNS, HELO and TLS.</summary>
    ConnectionSetup,
    /// <summary>d: transmitting the message.</summary>
    Transmission,
}
