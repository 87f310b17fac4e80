// What the log tells of a Postfix instance besides counters.

namespace PostfixStats.Applications;

/// <summary>A Postfix instance as an application of RFC 2788: its master process, its sessions, and what it did last.</summary>
/// <param name="Instance">Its name, as its log lines begin.</param>
public sealed record ApplicationStatus(string Instance)
{
    /// <summary>The reason of an application that was started and has had no session of the kind since (RFC 2789, mtaGroupInboundRejectionReason).</summary>
    public const string Never = "never";

    /// <summary>The version that master(8) wrote when it was started or reloaded last; null before it did.</summary>
    public string? Version { get; init; }

    /// <summary>When master(8) was started; null where no line has told it.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Whether it runs, as the log tells; null before it did.</summary>
    public bool? IsUp { get; init; }

    /// <summary>Since when <see cref="IsUp"/> is what it is; null where that is not known.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>When a client connected to smtpd(8) last.</summary>
    public DateTimeOffset? LastInbound { get; init; }

    /// <summary>When a server last answered smtp(8) or lmtp(8) to what was to be delivered.</summary>
    public DateTimeOffset? LastOutbound { get; init; }

    /// <summary>When smtp(8) or lmtp(8) last tried to connect, or delivered.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>Clients that smtpd(8) refused for their number or rate of connections.</summary>
    public long RefusedConnections { get; init; }

    /// <summary>Connections that smtp(8) and lmtp(8) could not make.</summary>
    public long FailedConnections { get; init; }

    /// <summary>Why the last client was refused when it connected, in a word of ours; empty where it was not; null where it is not known.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>Why the last connection could not be made, in Postfix's words, without any name or address; empty where it could; null where it is not known.</summary>
    public string? ConnectFailureReason { get; init; }

    /// <summary>The process ids of smtpd(8) in whose sessions clients are.</summary>
    public IReadOnlyList<int> Sessions { get; init; } = [];
}
