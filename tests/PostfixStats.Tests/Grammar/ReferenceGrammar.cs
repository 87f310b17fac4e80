// The grammar a second time: plain, slow, with regular expressions, written from the description of the lines and not from
// the code it checks. It knows stock options and no names over the caps.

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PostfixStats.Grammar;

/// <summary>Classifies one line; texts hold a byte a character (Latin 1).</summary>
internal static class ReferenceGrammar
{
    private const string Word = @"[A-Za-z0-9.\x80-\xFF]*[A-Za-z\x80-\xFF][A-Za-z0-9.\x80-\xFF]*";
    private const string Day = @"\d{4}-\d\d-\d\d";
    private const string Clock = @"\d\d:\d\d:\d\d(?:[.,]\d+)?";
    private const string Iso = $@"{Day}T{Clock}(?:Z|[+-]\d\d(?::?\d\d)?)?";
    private const string Bsd = $@"(?:\d{{4}} )?{Word}  ?\d{{1,2}} (?:\d{{4}} )?{Clock}";

    private static readonly Regex Header = Make($@"(?:<\d{{1,3}}>)?(?:{Iso}|\d{{9,}}\.\d+|{Word} {Day} {Clock} [^ ]+|{Bsd}) (?:<[^>]*> )?([^< ][^ ]*) (.+)");
    private static readonly Regex Structured = Make($@"(?:<\d{{1,3}}>)?1 (?:-|{Iso}) [^ ]+ ([^ ]+) [^ ]+ [^ ]+ (?:-|(?:\[(?:[^""\]]|""(?:[^""\\]|\\.)*"")*\])+) ?(?:\xEF\xBB\xBF)?(.*)");
    private static readonly Regex Container = Make($@"{Iso} (?:postfix(?:-[^/]*)?/|(?:stdout|stderr) [FP] |(?:{Iso}|{Bsd}) [^ ]+ .).*");

    private const string Instance = @"postfix(?:-[^/\[: ]*)?";
    private static readonly Regex Tag = Make($@"(?<name>{Instance}(?:/[^ ]*?(?:: [0-9a-fA-F:.\]]+)?)?(?:/[a-z_-]+)?)(?:\[\d+(?:\]:?)?|:) (?<message>.*)");
    private static readonly Regex Name = Make($@"(?<instance>{Instance})(?:(?:/(?<middle>.*))?/(?<program>[^/]*))?");

    private const string Id = @"(?!NOQUEUE:)[A-Za-z0-9]{5,}: ";
    private const string AnyId = @"[A-Za-z0-9]{5,}: ";
    private const string Quoted = @"""(?:[^""\\]|\\.)*""";
    private const string Literal = @"\[(?:[^\]\\]|\\.)*\]";
    private const string Address = $@"(?:{Quoted}@[^>]*|[^"">@]*@(?:{Literal}|[^>\[]*)|)";
    private const string OldAddress = @"(?:.*?@[^>@]*|[^@]*?)";

    /// <summary>The form since Postfix 3.5: neither space nor bracket outside of quotes and of a domain literal.</summary>
    private const string ExternalAddress = $@"(?:(?:{Quoted}|[^""<>\[ @]*)@(?:{Literal}|[^""<>\[ ]*)|)";

    private static readonly Regex[] Contexts = [.. new[] { ExternalAddress, Address }.Select(address => new Regex(
        $@"\G from (?<origin>[^ ;]+);(?: from=<(?:{address})>)?(?: to=<(?:{address})>)?(?: proto=[^ :]*)?(?: helo=<[^>]*>)?(?:: (?<text>.*))?\z",
        RegexOptions.Singleline | RegexOptions.CultureInvariant))];

    private static readonly Regex[] Records = [.. new[] { Address, @"[^@]*@[^>@]*", @"[^@]*?" }.Select(to => Make(
        $@"{Id}to=<{to}>(?:, orig_to=<(?:{Address}|{OldAddress})>)?, relay=(?<relay>[^, >]+),(?: (?!relay=|to=|orig_to=)[a-z_]+=[^, >]+,)* status=(?<status>[^ ]+)(?: \(?(?<reason>.*))?"))];

    private const string Host = @"[^ ]+";
    private static readonly Regex RemoteReply = Make(
        $@"(?:(?:Protocol error: )?host {Host} (?:said|refused to talk to me)|(?:TLS is required|Sender requested REQUIRETLS), but host {Host} refused to start TLS|SASL authentication failed; server {Host} said): (?<code>[45])\d\d(?![A-Za-z0-9]).*");

    private static readonly Regex Reject = Make($@"{AnyId}(?<action>[a-z_-]+): .*? from [^ ]+: (?:(?<code>[45])\d\d(?![A-Za-z0-9]))?.*");
    private static readonly Regex MilterReject = Make($@"{Id}milter-reject: .*? from [^ ]+: (?:(?<code>[45])\.\d{{1,3}}\.\d{{1,3}}(?=[ ;])).*|{Id}milter-reject: .*? from [^ ]+: .*");

    private static readonly string[] SmtpdActions =
        ["warn", "info", "hold", "discard", "redirect", "filter", "bcc", "delay", "hangup", "permit", "reject_warning", "milter-hold", "milter-discard"];

    private static readonly string[] CleanupActions =
        ["warning", "info", "hold", "discard", "redirect", "filter", "bcc", "delay", "prepend", "replace", "strip", "pass"];

    /// <summary>Lines that count one name by their text alone: program, name, message.</summary>
    private static readonly (string Program, string Name, Regex Message)[] Simple =
    [
        ("smtpd", "smtpd:connect", Make("connect from .*")),
        ("smtpd", "smtpd:disconnect", Make("disconnect from .*")),
        ("smtpd", "smtpd:lost-connection", Make($"(?:{AnyId})?lost connection after .* from .*")),
        ("smtpd", "smtpd:timeout", Make($"(?:{AnyId})?timeout after .* from .*")),
        ("smtpd", "smtpd:too-many-errors", Make($"(?:{AnyId})?too many errors after .* from .*")),
        ("smtpd", "proxy:accepted", Make("proxy-accept: .*?: .*")),
        ("cleanup", "cleanup:messages", Make($"{Id}message-id=.*")),
        ("cleanup", "cleanup:canceled", Make(Id + @"removed \(canceled\)")),
        ("cleanup", "cleanup:discarded", Make(Id + @"removed \(discarded\)")),
        ("qmgr", "qmgr:removed", Make($"{Id}removed")),
        ("qmgr", "qmgr:active", Make($@"{Id}from=<(?:{Address}|{OldAddress})>, size=\d+, nrcpt=\d+ \(queue active\)")),
        ("qmgr", "qmgr:expired", Make($"{Id}from=<(?:{Address}|{OldAddress})>, status=expired, returned to sender")),
        ("qmgr", "qmgr:force-expired", Make($"{Id}from=<(?:{Address}|{OldAddress})>, status=force-expired, returned to sender")),
        ("pickup", "requeued", Make($@"{Id}uid=\d+ from=<(?:{Address}|{OldAddress})> orig_id=[A-Za-z0-9]{{5,}}")),
        ("pickup", "recv:local", Make($@"{Id}uid=\d+ from=<(?:{Address}|{OldAddress})>")),
        ("qmqpd", "recv:qmqp", Make($"{Id}client=.*")),
        ("bounce", "bounce:sender-non-delivery", Make($"{Id}sender non-delivery notification: .*")),
        ("bounce", "bounce:sender-delay", Make($"{Id}sender delay notification: .*")),
        ("bounce", "bounce:sender-delivery-status", Make($"{Id}sender delivery status notification: .*")),
        ("bounce", "bounce:postmaster-non-delivery", Make($"{Id}postmaster non-delivery notification: .*")),
        ("bounce", "bounce:postmaster-delay", Make($"{Id}postmaster delay notification: .*")),
        ("postsuper", "postsuper:removed", Make($"{Id}removed")),
        ("postsuper", "postsuper:requeued", Make($"{Id}requeued")),
        ("postsuper", "postsuper:placed-on-hold", Make($"{Id}placed on hold")),
        ("postsuper", "postsuper:released-from-hold", Make($"{Id}released from hold")),
        ("postsuper", "postsuper:expired", Make($"{Id}expired")),
        ("postscreen", "postscreen:5xx", Make(@"NOQUEUE: reject: .*? from [^ ]+: 5\d\d.*")),
        ("postscreen", "postscreen:4xx", Make("(?:NOQUEUE: )?reject: .*? from [^ ]+: .*")),
        ("postscreen", "postscreen:connect", Make(@"CONNECT from \[.*")),
        ("postscreen", "postscreen:disconnect", Make(@"DISCONNECT \[.*")),
        ("postscreen", "postscreen:pass-new", Make(@"PASS NEW \[.*")),
        ("postscreen", "postscreen:pass-old", Make(@"PASS OLD \[.*")),
        ("postscreen", "postscreen:pregreet", Make("PREGREET .*")),
        ("postscreen", "postscreen:dnsbl", Make("DNSBL rank .*")),
        ("postscreen", "postscreen:hangup", Make("HANGUP after .*")),
        ("postscreen", "postscreen:allowlisted", Make(@"(?:ALLOW|WHITE)LISTED \[.*")),
        ("postscreen", "postscreen:denylisted", Make(@"(?:DENY|BLACK)LISTED \[.*")),
        ("postscreen", "postscreen:protocol-error", Make(@"(?:COMMAND (?:PIPELINING|(?:TIME|COUNT|LENGTH) LIMIT)|NON-SMTP COMMAND|BARE NEWLINE) from \[.*")),
    ];

    /// <summary>What a line counts: <c>name=count,...</c> without <c>lines:</c>, or null where it is no line of Postfix.</summary>
    public static string? Classify(byte[] bytes)
    {
        string line = Encoding.Latin1.GetString(bytes);
        line = line.EndsWith('\r') ? line[..^1] : line;
        if (!TrySplit(line, out string name, out string message) || Name.Match(name) is not { Success: true } tag)
        {
            return null;
        }

        int times = 1;
        message = Regex.Replace(message, @"\A\[ID [^\]]*\] ", "");
        if (Regex.Match(message, @"\Amessage repeated (\d{1,9}) times?: \[ ?(.*?)\]?\z", RegexOptions.Singleline) is { Success: true } repeat)
        {
            times = int.Parse(repeat.Groups[1].Value, null);
            message = repeat.Groups[2].Value;
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (PostfixPrograms.Find(tag.Groups["program"].Value) != PostfixProgram.Unknown)
        {
            Count(tag.Groups["program"].Value, tag.Groups["middle"].Value, message, names);
        }

        return string.Join(',', names.Select(each => $"{each}={times}"));
    }

    private static bool TrySplit(string line, out string name, out string message)
    {
        name = message = "";
        if (Header.Match(line) is { Success: true } header)
        {
            if (Container.IsMatch(line) || Tag.Match(header.Groups[2].Value) is not { Success: true } tag)
            {
                return false;
            }

            (name, message) = (tag.Groups["name"].Value, tag.Groups["message"].Value);
            return true;
        }

        if (Structured.Match(line) is { Success: true } structured)
        {
            (name, message) = (structured.Groups[1].Value, structured.Groups[2].Value);
            return true;
        }

        return line.StartsWith('{') && TryReadJson(line, out name, out message);
    }

    private static bool TryReadJson(string line, out string name, out string message)
    {
        name = message = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.Latin1.GetBytes(line));
            if (!document.RootElement.TryGetProperty("MESSAGE", out JsonElement text) || !document.RootElement.TryGetProperty("SYSLOG_IDENTIFIER", out JsonElement identifier))
            {
                return false;
            }

            (name, message) = (Text(identifier), Text(text));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value.GetString()!)),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String => Text(value[0]),
        JsonValueKind.Array => new string([.. value.EnumerateArray().Select(each => (char)each.GetByte())]),
        _ => "",
    };

    private static void Count(string program, string middle, string message, SortedSet<string> names)
    {
        if (Regex.Match(message, @"\A(warning|error|fatal|panic): (.*)\z", RegexOptions.Singleline) is { Success: true } severity)
        {
            names.Add("log:" + severity.Groups[1].Value);
            if (severity.Groups[1].Value == "warning" && program == "smtpd")
            {
                CountWarning(severity.Groups[2].Value, names);
            }

            return;
        }

        string listed = program is "nqmgr" or "oqmgr" ? "qmgr" : program;
        foreach ((string of, string counter, Regex shape) in Simple)
        {
            if (of == listed && shape.IsMatch(message))
            {
                names.Add(counter);
                return;
            }
        }

        if (program is "smtp" or "lmtp" or "smtpd" or "tlsproxy"
            && Regex.Match(message, @"\A(?:(?:Anonymous|Untrusted|Trusted|Verified) )?TLS connection (?:established|reused) (from|to) ") is { Success: true } tls)
        {
            names.Add(tls.Groups[1].Value == "from" ? "tls:in" : "tls:out");
            return;
        }

        if (program is "smtp" or "lmtp" or "local" or "virtual" or "pipe" or "error" or "discard" or "bounce" or "verify" or "cleanup" || listed == "qmgr")
        {
            CountDelivery(program, middle, message, names);
        }

        if (program == "smtpd")
        {
            CountSmtpd(message, names);
        }
        else if (program == "cleanup")
        {
            CountCleanup(message, names);
        }
    }

    private static void CountWarning(string text, SortedSet<string> names)
    {
        if (Regex.Match(text, $@"\Aproxy [^ ]+ rejected ""(?:[^<""]*|[^<]*<{Address}>.*?)"": ""([45])\d\d", RegexOptions.Singleline) is { Success: true } proxy)
        {
            names.Add($"smtpd:{proxy.Groups[1].Value}xx");
        }
        else if (Regex.IsMatch(text, @"\A(?:Connection rate|Connection concurrency|Message delivery request rate|Recipient address rate|AUTH command rate|New TLS session rate) limit exceeded: "))
        {
            names.Add("smtpd:rate-limited");
        }
        else if (Regex.IsMatch(text, @"\A[^ ]+: SASL [^ ]+ authentication failed"))
        {
            names.Add("sasl:failed");
        }
    }

    private static void CountDelivery(string program, string middle, string message, SortedSet<string> names)
    {
        if (program is "smtp" or "lmtp" && Regex.Match(message, $@"\A{Id}(.*)\z", RegexOptions.Singleline) is { Success: true } failover
            && RemoteReply.Match(failover.Groups[1].Value) is { Success: true } reply)
        {
            names.Add($"{program}:{reply.Groups["code"].Value}xx");
            names.Add($"{program}:failover");
            return;
        }

        if (Records.Select(each => each.Match(message)).FirstOrDefault(each => each.Success) is not { } record)
        {
            return;
        }

        string relay = record.Groups["relay"].Value;
        string reason = record.Groups["reason"].Value;
        string last = middle[(middle.LastIndexOf('/') + 1)..];
        const string Valid = @"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z";
        string service = program switch
        {
            "pipe" or "local" or "virtual" => Regex.IsMatch(relay, Valid) && relay != "none" ? relay : program,
            "smtp" or "lmtp" => Regex.IsMatch(last, Valid) && last != "relay" ? last : program,
            _ => program,
        };

        switch (record.Groups["status"].Value)
        {
            case "sent" when program is "cleanup" or "qmgr" or "nqmgr" or "oqmgr":
                names.Add("discarded");
                return;
            case "sent" when program == "local" && reason.StartsWith("forwarded as ", StringComparison.Ordinal):
                names.Add("forwarded");
                return;
            case "sent":
                names.Add("sent:" + service);
                if (program == "smtp" && Regex.IsMatch(relay, @"\[(?:127\.|::1\]|::ffff:127\.)"))
                {
                    names.Add("internal:sent");
                }

                return;
            case "deferred":
                names.Add("deferred:" + service);
                break;
            case "bounced":
                names.Add("bounced:" + service);
                break;
            case "SOFTBOUNCE":
                names.Add("deferred:" + service);
                names.Add("softbounce");
                break;
            case "deliverable" or "undeliverable" or "undeliverable-but-not-cached":
                names.Add("probe:" + record.Groups["status"].Value);
                return;
            default:
                return;
        }

        if (program is "smtp" or "lmtp" && RemoteReply.Match(reason) is { Success: true } code)
        {
            names.Add($"{program}:{code.Groups["code"].Value}xx");
        }
    }

    private static void CountSmtpd(string message, SortedSet<string> names)
    {
        if (Regex.Match(message, $@"\A(?<id>{AnyId})client=(?<client>[^,]*)(?<rest>.*)\z", RegexOptions.Singleline) is { Success: true } client)
        {
            string rest = client.Groups["rest"].Value;
            bool reinjected = Regex.IsMatch(client.Groups["client"].Value, @"\[(?:127\.|::1\]|::ffff:127\.)")
                && Regex.IsMatch(rest, @"\A(?:, sasl_[a-z]+=[^,]*)*, orig_(?:queue_id|client)=");
            names.Add(client.Groups["id"].Value == "NOQUEUE: " ? "smtpd:proxied" : reinjected ? "recv:reinjected" : "recv:smtp");
            if (Regex.IsMatch(rest, @"\A, sasl_.*sasl_username=", RegexOptions.Singleline))
            {
                names.Add("sasl:messages");
            }

            return;
        }

        if (Regex.Match(message, @"\Aproxy-reject: .*?: (?:([45])\d\d)?", RegexOptions.Singleline) is { Success: true } proxy)
        {
            names.Add("reject:proxy");
            names.Add(proxy.Groups[1].Success ? $"smtpd:{proxy.Groups[1].Value}xx" : "smtpd:nocode");
            return;
        }

        if (Reject.Match(message) is { Success: true } reject)
        {
            string action = reject.Groups["action"].Value;
            if (action is "reject" or "milter-reject")
            {
                names.Add(action == "reject" ? "reject:smtpd" : "reject:milter");
                names.Add(reject.Groups["code"].Success ? $"smtpd:{reject.Groups["code"].Value}xx" : "smtpd:nocode");
            }
            else if (SmtpdActions.Contains(action))
            {
                names.Add("action:" + action.Replace('_', '-'));
            }
        }
    }

    private static void CountCleanup(string message, SortedSet<string> names)
    {
        if (MilterReject.Match(message) is { Success: true } milter)
        {
            names.Add("reject:milter");
            names.Add(milter.Groups["code"].Success ? $"smtpd:{milter.Groups["code"].Value}xx" : "smtpd:nocode");
            return;
        }

        if (Regex.Match(message, $@"\A{Id}(milter-hold|milter-discard): .*? from [^ ]+: ", RegexOptions.Singleline) is { Success: true } held)
        {
            names.Add("action:" + held.Groups[1].Value);
            return;
        }

        Match check = Regex.Match(message, $@"\A{Id}(?<action>[a-z]+): (?<check>(?:header|body|content|mime-error) .*)\z", RegexOptions.Singleline);
        string action = check.Groups["action"].Value;
        if (check.Success && (action == "reject" || CleanupActions.Contains(action)) && LastContext(check.Groups["check"].Value) is { } context)
        {
            if (action != "reject")
            {
                names.Add("action:" + action);
                return;
            }

            names.Add("reject:content");
            if (context.Groups["origin"].Value != "local")
            {
                bool mimeError = check.Groups["check"].Value.StartsWith("mime-error ", StringComparison.Ordinal);
                string text = context.Groups["text"].Value;
                names.Add(
                    mimeError ? "smtpd:5xx"
                    : Regex.Match(text, @"\A([45])\.\d{1,3}\.\d{1,3}(?: |\z)") is { Success: true } code ? $"smtpd:{code.Groups[1].Value}xx"
                    : "smtpd:nocode");
            }
        }
    }

    /// <summary>
    /// The context that cleanup adds to a content check: the first one that is whole, or a later one in the text after it.
    /// </summary>
    private static Match? LastContext(string text) =>
        Contexts.Select(context => LastContext(text, context)).FirstOrDefault(each => each is not null);

    private static Match? LastContext(string text, Regex context)
    {
        Match? last = null;
        int limit = text.StartsWith("mime-error ", StringComparison.Ordinal) ? 250 : 208;
        for (int at = text.IndexOf(" from ", StringComparison.Ordinal); at >= 0 && at <= limit; at = text.IndexOf(" from ", at + 1, StringComparison.Ordinal))
        {
            if (context.Match(text, at) is { Success: true } found)
            {
                last = found;
                at = (found.Groups["text"].Success ? found.Groups["text"].Index - 1 : text.Length) - 1;
                if (at + 1 >= text.Length)
                {
                    break;
                }
            }
        }

        return last;
    }

    private static Regex Make(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
