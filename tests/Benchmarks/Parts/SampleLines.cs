// A line of each kind that a mail log is made of.

namespace Parts.Benchmarks;

/// <summary>Lines by the name of their kind, as rsyslog writes them.</summary>
internal static class SampleLines
{
    private const string Head = "2026-09-01T00:00:00.000000+02:00 mx1 ";

    private static readonly Dictionary<string, string> Messages = new()
    {
        ["connect"] = "postfix/smtpd[4711]: connect from mx.example.net[192.0.2.25]",
        ["disconnect"] = "postfix/smtpd[4711]: disconnect from mx.example.net[192.0.2.25] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7",
        ["reception"] = "postfix/smtpd[4711]: 4ZQkYx1vFnz9rsT7: client=mx.example.net[192.0.2.25]",
        ["cleanup"] = "postfix/cleanup[4712]: 4ZQkYx1vFnz9rsT7: message-id=<20260901.4711@mail.example.org>",
        ["qmgr"] = "postfix/qmgr[4713]: 4ZQkYx1vFnz9rsT7: from=<alice@example.com>, size=4711, nrcpt=1 (queue active)",
        ["delivery"] = "postfix/smtp[4714]: 4ZQkYx1vFnz9rsT7: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1.5, delays=0.1/0.01/1.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4ZQkYx1vFnz9rsT8)",
        ["deferral"] = "postfix/smtp[4714]: 4ZQkYx1vFnz9rsT7: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1.5, delays=0.1/0.01/1.2/0.2, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 <bob@example.net>: Greylisted (in reply to RCPT TO command))",
        ["reject"] = "postfix/smtpd[4711]: NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.example.org; from=<s@x.test> to=<r@y.test> proto=ESMTP helo=<x>",
        ["foreign"] = "dovecot: imap-login: Login: user=<alice@example.com>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=815, TLS",
    };

    /// <summary>The kinds.</summary>
    public static IEnumerable<string> Kinds => Messages.Keys;

    /// <summary>A line without its line feed.</summary>
    public static byte[] Line(string kind) => [.. System.Text.Encoding.ASCII.GetBytes(Head + Messages[kind])];

    /// <summary>What the line of a kind says, without header and tag.</summary>
    public static byte[] Text(string kind)
    {
        string message = Messages[kind];
        return System.Text.Encoding.ASCII.GetBytes(message[(message.IndexOf("]: ", StringComparison.Ordinal) + 3)..]);
    }
}
