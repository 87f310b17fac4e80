// What every look needs to know.

using PostfixStats.Daemon.Configuration;

namespace PostfixStats.Daemon.Checking;

/// <summary>The installation that is looked at.</summary>
/// <param name="Settings">Its configuration.</param>
/// <param name="Daemon">The user that the daemon runs as, by whose permissions things are tried.</param>
/// <param name="Community">The SNMP community to ask snmpd with; null to ask nothing.</param>
/// <param name="SnmpdFiles">Where snmpd's configuration may stand.</param>
internal sealed record CheckContext(Settings Settings, Account Daemon, string? Community, IReadOnlyList<string> SnmpdFiles)
{
    /// <summary>The drop-in that the package makes, where lines for snmpd belong.</summary>
    public const string SnmpdDropIn = "/etc/snmp/snmpd.conf.d/50-postfix-stats.conf";

    /// <summary>Where a line of the configuration belongs, and what has it heeded.</summary>
    public const string IntoEffect = $"/etc/postfix-stats/postfix-stats.json, then systemctl restart {Service}";

    /// <summary>The unit.</summary>
    public const string Service = "postfix-stats";
}
