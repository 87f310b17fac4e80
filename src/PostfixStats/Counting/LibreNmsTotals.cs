// The numbers of LibreNMS' application "postfix", as far as our counters tell them.

namespace PostfixStats.Counting;

/// <summary>The lines of its script <c>postfixdetailed</c>, in their order, each as a sum of counters.</summary>
public static class LibreNmsTotals
{
    /// <summary>Names of counters, or what names begin with; empty where no counter of ours is meant.</summary>
    private static readonly string[][] Lines =
    [
        /* received */ ["recv:smtp", "recv:local", "recv:qmqp"],
        /* delivered */ ["sent:"],
        /* forwarded */ ["forwarded"],
        /* deferred */ ["deferred:"],
        /* bounced */ ["bounced:"],
        /* rejected */ ["reject:smtpd", "reject:milter", "reject:content", "reject:proxy"],
        /* reject warnings */ ["action:reject-warning"],
        /* held */ ["action:hold", "action:milter-hold"],
        /* discarded */ ["action:discard", "action:milter-discard"],
        /* bytes received */ ["msg:received-octets"],
        /* bytes delivered */ ["msg:sent-octets"],
        /* senders, sending hosts, recipients, recipient hosts */ [], [], [], [],
        /* deferrals: Connection refused, Host is down */ [], [],
        /* Client host rejected */ ["reason-4xx:client", "reason-5xx:client"],
        /* Helo command rejected: need fully-qualified hostname */ [],
        /* Sender address rejected: Domain not found, not owned by user */ [], [],
        /* blocked using */ ["reason-4xx:dnsbl", "reason-5xx:dnsbl"],
        /* Recipient address rejected: User unknown */ ["reason-4xx:unknown-user", "reason-5xx:unknown-user"],
        /* Helo command rejected: Invalid name */ [],
        /* Sender address rejected: need fully-qualified address */ [],
        /* Recipient address rejected: Domain not found, need fully-qualified address */ [], [],
        /* Improper use of SMTP command pipelining */ ["reason-4xx:pipelining", "reason-5xx:pipelining"],
        /* Server configuration error, Server configuration problem */ [], [],
        /* unknown reject reason */ [],
        /* Message size exceeds fixed limit */ ["reason-4xx:size", "reason-5xx:size"],
    ];

    /// <summary>How many lines there are.</summary>
    public static int Count => Lines.Length;

    /// <summary>The lines since counting began; null for those that our counters do not tell.</summary>
    public static long?[] Of(CounterSnapshot counters)
    {
        SortedDictionary<string, long> named = counters.Named(also: CounterSet.Details | CounterSet.Messages);
        return [.. Lines.Select(names => names.Length > 0 ? named.Where(each => IsOneOf(each.Key, names)).Sum(each => each.Value) : (long?)null)];
    }

    private static bool IsOneOf(string name, string[] names) => Array.Exists(
        names, each => each.EndsWith(':') ? name.StartsWith(each, StringComparison.Ordinal) : name == each);
}
