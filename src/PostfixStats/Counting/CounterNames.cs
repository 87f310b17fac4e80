// The names people type for counters, in one table.

namespace PostfixStats.Counting;

/// <summary>
/// The names of the fixed counters, such as <c>recv:smtp</c>. Together with <c>sent:NAME</c>, <c>deferred:NAME</c> and
/// <c>bounced:NAME</c> for each delivery service they are the closed list that <c>count</c> prints; all other names of
/// <see cref="CounterFamilies"/> are printed where they are asked for.
/// </summary>
public static class CounterNames
{
    /// <summary>How many fixed counters an instance has.</summary>
    public const int FixedCount = (int)Counter.NamesCapped + 1;

    private static readonly string[] FixedNames =
    [
        "recv:smtp", "recv:local", "recv:reinjected", "recv:qmqp", "requeued",
        "forwarded", "discarded", "softbounce", "internal:sent", "excluded:sent", "excluded:recv",
        "smtp:4xx", "smtp:5xx", "smtp:failover", "lmtp:4xx", "lmtp:5xx", "lmtp:failover",
        "smtpd:4xx", "smtpd:5xx", "smtpd:nocode",
        "reject:smtpd", "reject:milter", "reject:content", "reject:proxy",
        "action:warn", "action:warning", "action:info", "action:hold", "action:discard", "action:redirect",
        "action:filter", "action:bcc", "action:delay", "action:hangup", "action:permit", "action:prepend",
        "action:replace", "action:strip", "action:pass", "action:reject-warning", "action:milter-hold",
        "action:milter-discard",
        "smtpd:connect", "smtpd:disconnect", "smtpd:lost-connection", "smtpd:timeout", "smtpd:too-many-errors",
        "smtpd:rate-limited", "smtpd:proxied", "proxy:accepted",
        "sasl:messages", "sasl:failed", "tls:in", "tls:out",
        "postscreen:4xx", "postscreen:5xx", "postscreen:connect", "postscreen:disconnect", "postscreen:pass-new",
        "postscreen:pass-old", "postscreen:pregreet", "postscreen:dnsbl", "postscreen:hangup",
        "postscreen:allowlisted", "postscreen:denylisted", "postscreen:protocol-error",
        "probe:deliverable", "probe:undeliverable", "probe:undeliverable-but-not-cached",
        "qmgr:active", "qmgr:removed", "qmgr:expired", "qmgr:force-expired",
        "cleanup:messages", "cleanup:canceled", "cleanup:discarded",
        "bounce:sender-non-delivery", "bounce:sender-delay", "bounce:sender-delivery-status",
        "bounce:postmaster-non-delivery", "bounce:postmaster-delay",
        "postsuper:removed", "postsuper:requeued", "postsuper:placed-on-hold", "postsuper:released-from-hold",
        "postsuper:expired",
        "log:warning", "log:error", "log:fatal", "log:panic",
        "lines:counted", "lines:ignored", "lines:unknown", "lines:foreign", "lines:unparsed",
        "names:capped",
    ];

    private static readonly Dictionary<string, Counter> ByName = IndexNames();

    /// <summary>The eight names that always exist, in the order of the MIB's totals.</summary>
    public static IReadOnlyList<string> Documented { get; } =
        ["recv:smtp", "recv:local", "sent:smtp", "sent:local", "smtp:4xx", "smtp:5xx", "smtpd:4xx", "smtpd:5xx"];

    /// <summary>The name of a fixed counter.</summary>
    public static string Of(Counter counter) => FixedNames[(int)counter];

    /// <summary>Finds a fixed counter by its name.</summary>
    public static bool TryParse(string name, out Counter counter) => ByName.TryGetValue(name, out counter);

    private static Dictionary<string, Counter> IndexNames()
    {
        var index = new Dictionary<string, Counter>(StringComparer.Ordinal);
        for (int i = 0; i < FixedNames.Length; i++)
        {
            index.Add(FixedNames[i], (Counter)i);
        }

        return index;
    }
}
