// What can be configured, checked and ready to use.

using AgentX;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Queues;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Configuration;

/// <summary>The configuration of a run. The defaults are those of a package on a Debian host.</summary>
internal sealed record Settings
{
    /// <summary>The root of our tree while the project has no enterprise number of its own: netSnmpPlaypen 2525.</summary>
    public static readonly ObjectIdentifier DefaultBaseOid = ObjectIdentifier.Parse("1.3.6.1.4.1.8072.9999.9999.2525");

    /// <summary>Where snmpd listens for subagents: Net-SNMP's own default, then the directory that Debian's unit makes.</summary>
    public static readonly IReadOnlyList<AgentXAddress> DefaultAgentX =
        [AgentXAddress.Parse("unix:/var/agentx/master"), AgentXAddress.Parse("unix:/run/agentx/master")];

    /// <summary>Logs to follow.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>Where rotated logs are, besides the log's own directory: logrotate's olddir; null for nowhere.</summary>
    public string? OldDirectory { get; init; }

    /// <summary>The journal to follow instead: a directory, empty for this machine's own; null for none. Without logs either, <see cref="SourceChoice"/> decides.</summary>
    public string? Journal { get; init; }

    /// <summary>Where syslog daemons write mail's log.</summary>
    public static IReadOnlyList<string> UsualLogs { get; } = ["/var/log/mail.log", "/var/log/maillog"];

    /// <summary>At a first start, count what the log holds already.</summary>
    public bool FromStart { get; init; }

    /// <summary>The state file.</summary>
    public string State { get; init; } = "/var/lib/postfix-stats/state";

    /// <summary>Where the master agent listens, tried in turn.</summary>
    public IReadOnlyList<AgentXAddress> AgentX { get; init; } = DefaultAgentX;

    /// <summary>The root of the tree that is served.</summary>
    public ObjectIdentifier BaseOid { get; init; } = DefaultBaseOid;

    /// <summary>What is special about the Postfix of this host.</summary>
    public GrammarOptions Grammar { get; init; } = GrammarOptions.Default;

    /// <summary>How many messages are remembered while they are in the queue.</summary>
    public int MessageMemory { get; init; } = MessageTracker.DefaultCapacity;

    /// <summary>The instances whose queues are read; none unless it was asked for.</summary>
    public IReadOnlyList<QueueLocation> Queues { get; init; } = [];

    /// <summary>The pause between two readings of the queues.</summary>
    public TimeSpan QueueInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether NETWORK-SERVICES-MIB and MTA-MIB are served too.</summary>
    public bool StandardMibs { get; init; }

    /// <summary>When notifications are sent; never unless it was asked for.</summary>
    public NotificationLimits Notifications { get; init; } = new();

    /// <summary>The least severity that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
