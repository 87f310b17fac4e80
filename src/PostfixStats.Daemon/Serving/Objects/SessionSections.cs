// root.9 to root.12: sessions of SMTP clients, TLS, SASL and postscreen.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Sessions.</summary>
internal static class SessionSections
{
    /// <summary>Sessions of smtpd.</summary>
    public static MibSection Sessions() => new(
        9,
        "postfixStatsSessions",
        "Sessions of smtpd with clients.",
        "postfixStatsSession",
        "Sessions of smtpd.",
        [],
        [
            Tables.OfInstances(1, "postfixStatsSession", "What became of the sessions of smtpd(8), for each Postfix instance.",
            [
                Session(2, "Connects", "sessions", Counter.SmtpdConnect, "The number of sessions begun ('connect from')."),
                Session(3, "Disconnects", "sessions", Counter.SmtpdDisconnect, """
                    The number of sessions ended ('disconnect from'). What is begun and not ended is open, or was in a process that died.
                    """),
                Session(4, "LostConnections", "sessions", Counter.SmtpdLostConnection, """
                    The number of sessions in which the client went away in the middle ('lost connection after').
                    """),
                Session(5, "Timeouts", "sessions", Counter.SmtpdTimeout, """
                    The number of sessions in which the client fell silent ('timeout after').
                    """),
                Session(6, "TooManyErrors", "sessions", Counter.SmtpdTooManyErrors, """
                    The number of sessions ended because of smtpd_hard_error_limit ('too many errors after').
                    """),
                Session(7, "RateLimits", "events", Counter.SmtpdRateLimited, """
                    The number of times a limit of rate or concurrency was exceeded ('limit exceeded').
                    """),
                Session(8, "SaslMessages", "messages", Counter.SaslMessages, """
                    The number of transactions of authenticated clients ('client=' with 'sasl_username=').
                    """),
                Session(9, "SaslFailures", "attempts", Counter.SaslFailed, """
                    The number of failed authentications ('SASL METHOD authentication failed').
                    """),
                Session(10, "TlsIn", "sessions", Counter.TlsIn, """
                    The number of TLS sessions that clients began. It needs smtpd_tls_loglevel = 1 or more.
                    """),
                Session(11, "TlsOut", "sessions", Counter.TlsOut, """
                    The number of TLS sessions with remote servers. It needs smtp_tls_loglevel = 1 or more.
                    """),
                Session(12, "Proxied", "messages", Counter.SmtpdProxied, """
                    The number of transactions handed to a before-queue filter ('NOQUEUE: client=').
                    """),
                Session(13, "ProxyAccepts", "messages", Counter.ProxyAccepted, """
                    The number of messages that a before-queue filter accepted ('proxy-accept').
                    """),
            ]),
        ]);

    /// <summary>TLS by version.</summary>
    public static MibSection Tls() => new(
        10,
        "postfixStatsTls",
        "TLS sessions by protocol version.",
        "postfixStatsTls",
        "TLS sessions by protocol version.",
        [],
        [
            Tables.OfFamily(1, "postfixStatsTls", """
                TLS sessions ('TLS connection established from' and 'to') by the version of the protocol. They are logged with
                smtpd_tls_loglevel and smtp_tls_loglevel of 1 or more.
                """, "A version of the protocol.", CounterFamilies.Tls,
            [
                Tables.Name("postfixStatsTlsName", "The version, as OpenSSL names it; 'other' for any that is not in the table."),
                Tables.Counter32(3, "postfixStatsTlsIn", "sessions", "The number of sessions that clients began.", CounterFamilies.Tls, (int)TlsDirection.In),
                Tables.Counter32(4, "postfixStatsTlsOut", "sessions", "The number of sessions with remote servers.", CounterFamilies.Tls, (int)TlsDirection.Out),
            ]),
        ]);

    /// <summary>SASL by mechanism.</summary>
    public static MibSection Sasl() => new(
        11,
        "postfixStatsSasl",
        "SASL authentication by mechanism.",
        "postfixStatsSasl",
        "SASL authentication by mechanism.",
        [],
        [
            Tables.OfFamily(1, "postfixStatsSasl", "Authentication of clients by SASL mechanism.", "A SASL mechanism.", CounterFamilies.Sasl,
            [
                Tables.Name("postfixStatsSaslName", "The mechanism; 'other' for any that is not in the table."),
                Tables.Counter32(3, "postfixStatsSaslMessages", "messages", """
                    The number of transactions of clients that authenticated with this mechanism ('sasl_method=').
                    """, CounterFamilies.Sasl, (int)SaslCounter.Messages),
                Tables.Counter32(4, "postfixStatsSaslFailures", "attempts", """
                    The number of failed authentications with this mechanism.
                    """, CounterFamilies.Sasl, (int)SaslCounter.Failed),
            ]),
        ]);

    /// <summary>postscreen.</summary>
    public static MibSection Postscreen() => new(
        12,
        "postfixStatsPostscreen",
        "postscreen: what became of clients before they came to smtpd.",
        "postfixStatsPostscreen",
        "Clients of postscreen.",
        [],
        [
            Tables.OfInstances(1, "postfixStatsPostscreen", "What postscreen(8) found out about clients, for each Postfix instance.",
            [
                Screen(2, "Connects", "sessions", Counter.PostscreenConnect, "The number of sessions begun ('CONNECT from')."),
                Screen(3, "Disconnects", "sessions", Counter.PostscreenDisconnect, "The number of sessions ended ('DISCONNECT')."),
                Screen(4, "PassNew", "clients", Counter.PostscreenPassNew, "The number of clients that passed all tests ('PASS NEW')."),
                Screen(5, "PassOld", "clients", Counter.PostscreenPassOld, "The number of clients that had passed before ('PASS OLD')."),
                Screen(6, "Pregreets", "clients", Counter.PostscreenPregreet, "The number of clients that spoke before their turn ('PREGREET')."),
                Screen(7, "Dnsbl", "clients", Counter.PostscreenDnsbl, "The number of clients over the threshold of DNS lists ('DNSBL rank')."),
                Screen(8, "Hangups", "clients", Counter.PostscreenHangup, "The number of clients that hung up during the tests ('HANGUP')."),
                Screen(9, "ProtocolErrors", "events", Counter.PostscreenProtocolError, """
                    The number of times a client broke the protocol ('COMMAND PIPELINING', 'NON-SMTP COMMAND', 'BARE NEWLINE', and commands
                    too long, too many or too slow).
                    """),
                Screen(10, "4xxReplies", "replies", Counter.Postscreen4xx, "The number of temporary refusals, and of those logged without a code."),
                Screen(11, "5xxReplies", "replies", Counter.Postscreen5xx, "The number of permanent refusals."),
                Screen(12, "Allowlisted", "clients", Counter.PostscreenAllowlisted, "The number of clients on the permanent allow list ('ALLOWLISTED', 'WHITELISTED')."),
                Screen(13, "Denylisted", "clients", Counter.PostscreenDenylisted, "The number of clients on the permanent deny list ('DENYLISTED', 'BLACKLISTED')."),
            ]),
        ]);

    private static MibColumn<InstanceCounters> Session(uint arc, string name, string units, Counter counter, string description) =>
        Tables.Counter32(arc, "postfixStatsSession" + name, units, description, counter);

    private static MibColumn<InstanceCounters> Screen(uint arc, string name, string units, Counter counter, string description) =>
        Tables.Counter32(arc, "postfixStatsPostscreen" + name, units, description, counter);
}
