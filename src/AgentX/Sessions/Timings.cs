// Every waiting time of a session in one place.
namespace AgentX.Sessions;

/// <summary>How long a session waits for what.</summary>
internal static class Timings
{
    /// <summary>For a connection to be made.</summary>
    public static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    /// <summary>For the answer to an administrative PDU: a busy master answers late, but a request that it dropped it never answers.</summary>
    public static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Of silence before the master is pinged: a dead connection need not show in any other way.</summary>
    public static readonly TimeSpan IdleBeforePing = TimeSpan.FromSeconds(15);

    /// <summary>For the answer to a Ping: net-snmp has one thread, which a slow script may hold for many seconds.</summary>
    public static readonly TimeSpan PingDeadline = TimeSpan.FromSeconds(30);

    /// <summary>For the answer to our Close.</summary>
    public static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(1);

    /// <summary>Before a refused registration is tried again, at least: its holder may be a dying connection of our own.</summary>
    public static readonly TimeSpan RegistrationRetryMin = TimeSpan.FromSeconds(5);

    /// <summary>Before a refused registration is tried again, at most.</summary>
    public static readonly TimeSpan RegistrationRetryMax = TimeSpan.FromSeconds(15);
}
