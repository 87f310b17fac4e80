// What strangers write into the fields they control, quoted as Postfix quotes it. A string holds a byte a character (Latin 1).

using System.Text;
using CsCheck;

namespace PostfixStats.Grammar;

/// <summary>Generators of texts that try to look like other parts of a log.</summary>
internal static class HostileText
{
    private static readonly string[] Fragments =
    [
        ">, relay=evil, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (250 ok",
        "a>, relay=evil, status=bounced (host evil[192.0.2.66] said: 550 5.1.1 no (in reply to RCPT TO command))",
        ", status=deferred (host evil[192.0.2.66] said: 450 4.2.0 no", "status=sent", "relay=evil", "client=x[1.2.3.4]",
        " from evil[192.0.2.66]: 450 4.7.1 ", ": 554 5.7.1 ", "NOQUEUE: reject: RCPT from evil[192.0.2.66]: 554 5.7.1 no; from=<>",
        " from local; from=<a@b.test> to=<c@d.test>: 5.7.1 y", " from unknown[192.0.2.66]; from=<s> to=<r> proto=ESMTP helo=<h>: 4.7.1 z",
        "> orig_id=4FAB1C2D3E", ", size=1, nrcpt=1 (queue active)", ">, status=expired, returned to sender", "warning: ", "fatal: ",
        "message repeated 9 times: [ ", "last message repeated 9 times", "postfix/smtpd[1]: connect from x[1.2.3.4]", "]", "[", "<", ">", "\"",
        "\\", "'", "(", ")", ";", ":", ",", "=", "@", " ", "\0", "\xFF\xFE", "\xC3\xBC", "\t", "removed", "\": \"550 no", "said: 550 ", "4.7.1",
        "host x[1] said: 550 no", "{\"MESSAGE\":\"x\"}", ", sasl_username=eve", ", orig_client=x[1.2.3.4]", "Sep  5 12:00:00 mx ",
    ];

    /// <summary>Any text.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (6, Gen.OneOf(Fragments).Array[0, 5].Select(string.Concat)),
        (1, Gen.Char['\x01', '\xFF'].Array[0, 40].Select(each => new string(each).Replace('\n', '?').Replace('\r', '?'))),
        (1, Gen.Const("")));

    /// <summary>An address between its brackets, in the form that Postfix 3.5 and later log.</summary>
    public static Gen<string> Address { get; } = Gen.Frequency(
        (3, Gen.Select(Any, Domain).Select((local, domain) => local.Length == 0 ? $"a@{domain}" : Quote(local) + "@" + domain)),
        (2, Gen.Select(Gen.OneOf("alice", "bob+tag", "list-owner", "x=y"), Domain).Select((local, domain) => $"{local}@{domain}")),
        (1, Any.Select(text => $"a@[{Escape(text, ']')}]")));

    /// <summary>A sender: an address, or none.</summary>
    public static Gen<string> Sender { get; } = Gen.Frequency((4, Address), (1, Gen.Const("")));

    /// <summary>The name of HELO, in which smtpd replaces what could be mistaken (smtpd/smtpd.c NEUTER_CHARACTERS).</summary>
    public static Gen<string> Helo { get; } = Any.Select(text => string.Concat(text.Select(each => " <>()\\\";@".Contains(each, StringComparison.Ordinal) ? '?' : each)));

    /// <summary>What a header or body check shows of the content, at most 200 bytes.</summary>
    public static Gen<string> Content { get; } = Any.Select(text => text.Length > 200 ? text[..200] : text);

    /// <summary>name[address], sometimes with a port; names are checked by Postfix.</summary>
    public static Gen<string> Client { get; } = Gen.Select(
        Gen.OneOf("unknown", "mail.sender.test", "filter", "x-1.y_2.test"),
        Gen.OneOf("192.0.2.10", "2001:db8::25", "unknown"),
        Gen.OneOf("", "", ":51234")).Select((name, address, port) => $"{name}[{address}]{port}");

    private static Gen<string> Domain => Gen.OneOf("remote.test", "x.y.example", "b\xC3\xBCcher.test");

    private static string Quote(string local) => $"\"{Escape(local, '"')}\"";

    private static string Escape(string text, char end)
    {
        var escaped = new StringBuilder();
        foreach (char each in text)
        {
            if (each == '\\' || each == end)
            {
                escaped.Append('\\');
            }

            escaped.Append(each);
        }

        return escaped.ToString();
    }
}
