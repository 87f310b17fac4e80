// Lines whose counts are known because of how they are made.

using CsCheck;

namespace PostfixStats.Grammar;

/// <summary>A message of one Postfix program and what it has to count; texts hold a byte a character (Latin 1).</summary>
/// <param name="Expected"><c>name=count,...</c> without <c>lines:</c>.</param>
/// <param name="Program">The tag after the instance's name.</param>
/// <param name="Message">What the program writes.</param>
internal sealed record GeneratedLine(string Expected, string Program, string Message)
{
    private static readonly Gen<string> QueueId = Gen.OneOf(
        Gen.OneOf("0123456789ABCDEF".ToCharArray()).Array[8, 12].Select(each => new string(each)),
        Gen.OneOf("0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz".ToCharArray()).Array[12, 17].Select(each => new string(each)));

    private static readonly Gen<string> NoQueueOrId = Gen.Frequency((1, Gen.Const("NOQUEUE")), (1, QueueId));

    /// <summary>The fields between relay and status, of all ages of Postfix.</summary>
    private static readonly Gen<string> Times = Gen.OneOf(
        ", delay=7", ", delay=1.2, delays=0.1/0.01/0.6/0.5, dsn=2.0.0", ", conn_use=4, delay=0, delays=0/0/0/0, dsn=5.1.1",
        ", delay=1, delays=0/0/0/1, tls=dane:encrypt, dsn=4.7.0", ", delay=1, delays=0/0/0/1, tls=verify/!requiretls:nocertmatch, x_new=a/b:c, dsn=2.0.0");

    private static readonly Gen<string> Relay = Gen.OneOf("mx.remote.test[198.51.100.1]:25", "mx.remote.test[2001:db8::1]:25", "none", "h[198.51.100.7]");

    private static readonly Gen<(string Text, int Class)> Code = Gen.OneOf(
        ("450 4.2.0 ", 4), ("451-4.7.1 ", 4), ("421 ", 4), ("550 5.1.1 ", 5), ("554-", 5), ("571 ", 5));

    private static readonly Gen<string> SmtpOrLmtp = Gen.OneOf("smtp", "lmtp");

    /// <summary>Any line.</summary>
    public static Gen<GeneratedLine> Any { get; } = Gen.OneOf(
        Sent, Deferred, DeferredWithReply, LocalDelivery, Failover, Client, Reject, CleanupReject, MilterReject, Action, Pickup, Queue, Session, Ignored);

    private static Gen<GeneratedLine> Sent =>
        Gen.Select(QueueId, Recipients, Relay, Times, HostileText.Any, Gen.OneOf("smtp", "lmtp", "relay/smtp", "slow/smtp", "out-1/lmtp", "discard"))
            .Select((id, to, relay, times, reply, program) => new GeneratedLine(
                $"sent:{Service(program)}=1", program, $"{id}: {to}, relay={relay}{times}, status=sent (250 {reply})"));

    private static Gen<GeneratedLine> Deferred =>
        Gen.Select(QueueId, Recipients, Relay, Times, HostileText.Any, Gen.OneOf("smtp", "lmtp", "error", "qmgr", "cleanup"), Gen.OneOf("deferred", "bounced", "SOFTBOUNCE"))
            .Select((id, to, relay, times, text, program, status) => new GeneratedLine(
                $"{(status == "bounced" ? "bounced" : "deferred")}:{program}=1{(status == "SOFTBOUNCE" ? ",softbounce=1" : "")}",
                program,
                $"{id}: {to}, relay={relay}{times}, status={status} ({(program is "smtp" or "lmtp" ? "lost connection with " : "delivery temporarily suspended: ")}{text})"));

    private static Gen<GeneratedLine> DeferredWithReply =>
        Gen.Select(QueueId, Recipients, Times, ReplyPhrase, HostileText.Any, SmtpOrLmtp, Gen.OneOf("deferred", "bounced"))
            .Select((id, to, times, phrase, text, program, status) => new GeneratedLine(
                $"{program}:{phrase.Class}xx=1,{status}:{program}=1",
                program,
                $"{id}: {to}, relay=mx.remote.test[198.51.100.1]:25{times}, status={status} ({phrase.Text}{text} (in reply to RCPT TO command))"));

    private static Gen<GeneratedLine> LocalDelivery =>
        Gen.Select(QueueId, Recipients, Times, HostileText.Any, Gen.OneOf("local", "virtual", "pipe"), Gen.OneOf("local", "virtual", "dovecot", "m_1.x-y"), Gen.OneOf("sent", "bounced", "deferred"))
            .Select((id, to, times, text, program, relay, status) => new GeneratedLine(
                $"{status}:{relay}=1", program, $"{id}: {to}, relay={relay}{times}, status={status} (delivered to command: {text})"));

    private static Gen<GeneratedLine> Failover =>
        Gen.Select(QueueId, ReplyPhrase, HostileText.Any, SmtpOrLmtp).Select((id, phrase, text, program) => new GeneratedLine(
            $"{program}:{phrase.Class}xx=1,{program}:failover=1", program, $"{id}: {phrase.Text}{text} (in reply to MAIL FROM command)"));

    private static Gen<GeneratedLine> Client =>
        Gen.Select(QueueId, HostileText.Client, Gen.OneOf(0, 1, 2, 3)).Select((id, client, kind) => kind switch
        {
            0 => new GeneratedLine("recv:smtp=1", "smtpd", $"{id}: client={client}"),
            1 => new GeneratedLine("recv:smtp=1,sasl:messages=1", "submission/smtpd", $"{id}: client={client}, sasl_method=PLAIN, sasl_username=bob"),
            2 => new GeneratedLine("recv:reinjected=1", "127.0.0.1:10025/smtpd", $"{id}: client=localhost[127.0.0.1], orig_queue_id={id}, orig_client={client}"),
            _ => new GeneratedLine("smtpd:proxied=1", "smtpd", $"NOQUEUE: client={client}"),
        });

    private static Gen<GeneratedLine> Reject =>
        Gen.Select(NoQueueOrId, HostileText.Client, Code, HostileText.Any, HostileText.Sender, HostileText.Address, HostileText.Helo, Gen.OneOf("reject", "milter-reject", "reject_warning", "hold"))
            .Select((id, client, code, text, from, to, helo, action) => new GeneratedLine(
                action switch
                {
                    "reject" => $"reject:smtpd=1,smtpd:{code.Class}xx=1",
                    "milter-reject" => $"reject:milter=1,smtpd:{code.Class}xx=1",
                    "hold" => "action:hold=1",
                    _ => "action:reject-warning=1",
                },
                "smtpd",
                $"{id}: {action}: RCPT from {client}: {code.Text}<{to}>: {text}; from=<{from}> to=<{to}> proto=ESMTP helo=<{helo}>"));

    private static Gen<GeneratedLine> CleanupReject =>
        Gen.Select(QueueId, HostileText.Content, Gen.OneOf("local", "unknown", "mail.x.test[192.0.2.10]"), HostileText.Sender, HostileText.Address, HostileText.Helo, Gen.Bool, Gen.OneOf("header Subject: ", "body ", "content "))
            .Select((id, content, origin, from, to, helo, temporary, where) => new GeneratedLine(
                origin == "local" ? "reject:content=1" : $"reject:content=1,smtpd:{(temporary ? 4 : 5)}xx=1",
                "cleanup",
                $"{id}: reject: {Cut(where, content)} from {origin}; from=<{from}> to=<{to}> proto=ESMTP helo=<{helo}>: {(temporary ? "4.7.1" : "5.7.1")} no such mail here"));

    private static Gen<GeneratedLine> MilterReject =>
        Gen.Select(QueueId, HostileText.Any, HostileText.Sender, HostileText.Helo, Gen.OneOf("4.7.1 ", "5.7.1 ", "no code ")).Select((id, text, from, helo, code) => new GeneratedLine(
            $"reject:milter=1,smtpd:{(code[0] == 'n' ? "nocode" : code[0] + "xx")}=1",
            "cleanup",
            $"{id}: milter-reject: END-OF-MESSAGE from x[192.0.2.10]: {code}{text}; from=<{from}> proto=ESMTP helo=<{helo}>"));

    private static Gen<GeneratedLine> Action =>
        Gen.Select(QueueId, HostileText.Content, HostileText.Sender, HostileText.Any, Gen.OneOf("warning", "info", "prepend", "replace", "filter", "redirect", "strip", "bcc")).Select((id, content, from, text, action) => new GeneratedLine(
            $"action:{action}=1", "cleanup", $"{id}: {action}: {Cut("header ", content)} from x[192.0.2.10]; from=<{from}> to=<a@b.test> proto=ESMTP helo=<h>: {text}"));

    private static Gen<GeneratedLine> Pickup =>
        Gen.Select(QueueId, HostileText.Sender, Gen.Bool).Select((id, from, again) => new GeneratedLine(
            again ? "requeued=1" : "recv:local=1", "pickup", $"{id}: uid=33 from=<{from}>{(again ? $" orig_id={id}" : "")}"));

    private static Gen<GeneratedLine> Queue =>
        Gen.Select(QueueId, HostileText.Sender, Gen.Int[0, 3], HostileText.Any).Select((id, from, kind, text) => kind switch
        {
            0 => new GeneratedLine("qmgr:active=1", "qmgr", $"{id}: from=<{from}>, size=12345, nrcpt=2 (queue active)"),
            1 => new GeneratedLine("qmgr:expired=1", "qmgr", $"{id}: from=<{from}>, status=expired, returned to sender"),
            2 => new GeneratedLine("qmgr:removed=1", "qmgr", $"{id}: removed"),
            _ => new GeneratedLine("cleanup:messages=1", "cleanup", $"{id}: message-id=<{text}>"),
        });

    private static Gen<GeneratedLine> Session =>
        Gen.Select(HostileText.Client, HostileText.Any, Gen.Int[0, 6]).Select((client, text, kind) => kind switch
        {
            0 => new GeneratedLine("smtpd:connect=1", "smtpd", $"connect from {client}"),
            1 => new GeneratedLine("smtpd:disconnect=1", "smtpd", $"disconnect from {client} ehlo=1 xclient=0/1 commands=1/2"),
            2 => new GeneratedLine("smtpd:lost-connection=1", "smtpd", $"lost connection after AUTH from {client}"),
            3 => new GeneratedLine("log:warning=1,sasl:failed=1", "smtps/smtpd", $"warning: {client}: SASL LOGIN authentication failed: {text}"),
            4 => new GeneratedLine("log:warning=1", "smtpd", $"warning: non-SMTP command from {client}: {text}"),
            5 => new GeneratedLine("log:warning=1", "smtp", $"warning: host x[1.2.3.4] said: {text}"),
            _ => new GeneratedLine("postscreen:pregreet=1", "postscreen", $"PREGREET 14 after 0.1 from [192.0.2.1]:4711: {text}"),
        });

    private static Gen<GeneratedLine> Ignored =>
        Gen.Select(HostileText.Client, HostileText.Any, Gen.Int[0, 3]).Select((client, text, kind) => kind switch
        {
            0 => new GeneratedLine("", "smtp", $"connect to {client}:25: {text}"),
            1 => new GeneratedLine("", "smtpd", $"improper command pipelining after RCPT from {client}: {text}"),
            2 => new GeneratedLine("", "smtpd", $"> {client}: {text}"),
            _ => new GeneratedLine("", "smtp", $"4FAB1C2D3E: lost connection with {client} while receiving {text}"),
        });

    private static Gen<string> Recipients => Gen.Select(HostileText.Address, HostileText.Address, Gen.Bool)
        .Select((to, original, both) => both ? $"to=<{to}>, orig_to=<{original}>" : $"to=<{to}>");

    private static Gen<(string Text, int Class)> ReplyPhrase => Gen.Select(
        Code,
        Gen.OneOf(
            "host mx.remote.test[198.51.100.1] said: ", "host mx.remote.test[198.51.100.1] refused to talk to me: ",
            "TLS is required, but host mx.remote.test[198.51.100.1] refused to start TLS: ",
            "SASL authentication failed; server mx.remote.test[198.51.100.1] said: "))
        .Select((code, phrase) => (phrase + code.Text, code.Class));

    private static string Service(string program) => program switch
    {
        "slow/smtp" => "slow",
        "out-1/lmtp" => "out-1",
        "relay/smtp" => "smtp",
        _ => program,
    };

    /// <summary>cleanup shows 200 bytes of the content.</summary>
    private static string Cut(string where, string content)
    {
        string kind = where[..(where.IndexOf(' ', StringComparison.Ordinal) + 1)];
        string shown = where[kind.Length..] + content;
        return kind + (shown.Length > 200 ? shown[..200] : shown);
    }
}
