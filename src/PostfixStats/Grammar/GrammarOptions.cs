// What an administrator can tell the grammar about a host.

namespace PostfixStats.Grammar;

/// <summary>Settings of the grammar. The defaults are right for a stock Postfix.</summary>
public sealed record GrammarOptions
{
    /// <summary>The settings of a stock host.</summary>
    public static GrammarOptions Default { get; } = new();

    /// <summary>
    /// Further first tag parts that are Postfix, such as <c>mailout</c> for <c>syslog_name = mailout</c>;
    /// <c>postfix</c> and names that begin with <c>postfix-</c> always are.
    /// </summary>
    public IReadOnlyList<string> InstanceNames { get; init; } = [];

    /// <summary>
    /// Service names in the tag of smtp(8) and lmtp(8) that name no transport of their own: their deliveries count under the
    /// program's name. The stock <c>relay</c> service logs as <c>postfix/relay/smtp</c> since Postfix 3.3.
    /// </summary>
    public IReadOnlyList<string> FoldedServices { get; init; } = ["relay"];

    /// <summary>
    /// Relays whose deliveries count as <c>excluded:sent</c>: <c>host</c>, <c>[address]</c>, <c>host:port</c>,
    /// <c>[address]:port</c> or <c>:port</c>, as they stand in <c>relay=</c>.
    /// </summary>
    public IReadOnlyList<string> ExcludedRelays { get; init; } = [];

    /// <summary>Clients whose transactions count as <c>excluded:recv</c>: a name, or <c>[address]</c>, as in <c>client=</c>.</summary>
    public IReadOnlyList<string> ExcludedClients { get; init; } = [];

    /// <summary>
    /// Services whose deliveries and receptions count as <c>excluded:sent</c> and <c>excluded:recv</c>: the service name of the
    /// tag (<c>postfix/10025/smtpd</c>), or the name a delivery would count under.
    /// </summary>
    public IReadOnlyList<string> ExcludedServices { get; init; } = [];

    /// <summary>Whether details are counted too, which takes about a fifth more time; the closed list is the same either way.</summary>
    public bool Details { get; init; } = true;
}
