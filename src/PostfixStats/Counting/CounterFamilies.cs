// The families of counters, in one table.

namespace PostfixStats.Counting;

/// <summary>Every kind of rows that an instance has.</summary>
public static class CounterFamilies
{
    /// <summary>Delivery services ("transports"); the counters are <see cref="ServiceCounter"/>.</summary>
    public static readonly CounterFamily Service = new(
        "service",
        [
            "sent:", "deferred:", "bounced:",
            "reply-4xx:", "reply-5xx:", "failed-connect:", "failed-dns:", "failed-tls:", "failed-timeout:", "failed-lost:",
            "failed-sasl:", "failed-other:", "delay-ms:", "delay-records:",
        ],
        InstanceCounters.MaxServices)
    { Listed = (int)ServiceCounter.Bounced + 1 };

    /// <summary>Negative replies of our SMTP server by <see cref="RejectStage"/> and <see cref="ReplyColumn"/>.</summary>
    public static readonly CounterFamily Stage = new(
        "stage",
        ["reject-4xx:", "reject-5xx:", "reject-nocode:"],
        ["connect", "helo", "mail", "rcpt", "data", "bdat", "end-of-message", "etrn", "vrfy", "auth", "starttls", "other"]);

    /// <summary>Negative replies of our SMTP server by <see cref="RejectReason"/> and <see cref="ReplyColumn"/>.</summary>
    public static readonly CounterFamily Reason = new(
        "reason",
        ["reason-4xx:", "reason-5xx:", "reason-nocode:"],
        [
            "relay-denied", "unknown-user", "dnsbl", "helo", "sender", "recipient", "policy", "rate-limit", "milter", "header", "body",
            "size", "pipelining", "server-configuration", "client", "proxy", "other",
        ]);

    /// <summary>Lists that a client was found in (DNSBL, RHSBL), by their domain; the counters are <see cref="DnsblCounter"/>.</summary>
    public static readonly CounterFamily Dnsbl = new("dnsbl", ["dnsbl:", "dnsbl-postscreen:"], capacity: 32);

    /// <summary>Enhanced status codes (RFC 3463) by their text, such as <c>4.4.1</c>; the counters are <see cref="StatusCounter"/>.</summary>
    public static readonly CounterFamily Status = new(
        "status",
        ["status-rejected:", "status-deferred:", "status-bounced:"],
        capacity: 32,
        StatusCode.RegisteredCount,
        StatusCode.IsRegistered);

    /// <summary>SASL mechanisms, by <see cref="SaslMechanisms"/>; the counters are <see cref="SaslCounter"/>.</summary>
    public static readonly CounterFamily Sasl = new("sasl", ["sasl-messages:", "sasl-failed:"], SaslMechanisms.Names);

    /// <summary>TLS sessions by <see cref="TlsVersion"/>, into this host and out of it (<see cref="TlsDirection"/>).</summary>
    public static readonly CounterFamily Tls = new(
        "tls", ["tls-in:", "tls-out:"], ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", "other"]);

    /// <summary>
    /// Recipients delivered to by the time it took, in all and in each of Postfix's four stages (<see cref="DelayStage"/>): how many
    /// took no longer than the row's seconds and longer than those of the row before.
    /// </summary>
    public static readonly CounterFamily Delay = new(
        "delay",
        ["delay:", "delay-before-qmgr:", "delay-in-qmgr:", "delay-connect:", "delay-transmit:"],
        ["0.1", "1", "10", "60", "600", "3600", "86400", "more"]);

    /// <summary>The time those deliveries took, in milliseconds, by <see cref="DelayStage"/>.</summary>
    public static readonly CounterFamily DelaySum = new(
        "delay-sum", ["delay-sum-ms:"], ["total", "before-qmgr", "in-qmgr", "connect", "transmit"]);

    /// <summary>Messages, by <see cref="MessageCounter"/>.</summary>
    public static readonly CounterFamily Message = new(
        "message",
        ["msg:"],
        [
            "received", "received-recipients", "received-octets", "sent", "sent-recipients", "sent-octets",
            "internal", "reinjected", "requeued", "excluded", "probe", "unknown-origin", "discarded", "rejected", "forgotten",
        ])
    { Set = CounterSet.Messages };

    /// <summary>Records whose name went to <c>~other</c>, by family.</summary>
    public static readonly CounterFamily Capped = new("capped", ["capped:"], ["dnsbl", "status"]);

    /// <summary>All families, in the order of their slots.</summary>
    public static readonly IReadOnlyList<CounterFamily> All = Arrange(
        Service, Stage, Reason, Dnsbl, Status, Sasl, Tls, Delay, DelaySum, Capped, Message);

    /// <summary>Slots that all families of one instance take.</summary>
    internal static readonly int Size = All[^1].Offset - CounterNames.FixedCount + (All[^1].Rows * All[^1].Width);

    private static readonly Dictionary<string, (CounterFamily Family, int Column)> ByPrefix = IndexPrefixes();

    /// <summary>Takes a name such as <c>sent:legal</c> apart; false where the prefix is none of a family's.</summary>
    /// <param name="name">A name, as people type it.</param>
    /// <param name="family">The family.</param>
    /// <param name="column">The counter's place in a row.</param>
    /// <param name="row">The row's name, which need not exist.</param>
    public static bool TryParse(string name, out CounterFamily family, out int column, out string row)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        row = name[(colon + 1)..];
        if (ByPrefix.TryGetValue(name[..(colon + 1)], out (CounterFamily Family, int Column) found))
        {
            (family, column) = found;
            return true;
        }

        (family, column) = (Service, 0);
        return false;
    }

    /// <summary>The family that a slot belongs to.</summary>
    /// <param name="offset">The slot's place in its instance's block, behind the fixed counters.</param>
    internal static CounterFamily At(int offset)
    {
        int index = All.Count - 1;
        while (All[index].Offset > offset)
        {
            index--;
        }

        return All[index];
    }

    private static CounterFamily[] Arrange(params CounterFamily[] families)
    {
        int offset = CounterNames.FixedCount;
        for (int i = 0; i < families.Length; i++)
        {
            families[i].Index = i;
            families[i].Offset = offset;
            offset += families[i].Rows * families[i].Width;
        }

        return families;
    }

    private static Dictionary<string, (CounterFamily Family, int Column)> IndexPrefixes()
    {
        var index = new Dictionary<string, (CounterFamily Family, int Column)>(StringComparer.Ordinal);
        foreach (CounterFamily family in All)
        {
            for (int column = 0; column < family.Width; column++)
            {
                index.Add(family.Prefixes[column], (family, column));
            }
        }

        return index;
    }
}
