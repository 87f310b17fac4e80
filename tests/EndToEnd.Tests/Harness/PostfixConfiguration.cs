// main.cf and master.cf of the tests' Postfix.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>The configuration files of a <see cref="PrivatePostfix"/>, which touch nothing outside its directory.</summary>
internal static class PostfixConfiguration
{
    private static readonly Dictionary<string, string> Refusals = new() { [PrivatePostfix.Later] = "450 4.2.0 Come again later" };

    /// <summary>What happens to mail by its subject.</summary>
    public const string HeaderChecks = """
        /^Subject: refuse/ REJECT not here
        /^Subject: hold/ HOLD
        /^Subject: discard/ DISCARD

        """;

    /// <summary>Global settings. `routes` names a transport for each test domain.</summary>
    public static string MainFile(TempDirectory directory, string name, IReadOnlyDictionary<string, string> routes) => $"""
        compatibility_level = 3.6
        syslog_name = {name}
        myhostname = mx.example.test
        mydestination = {PrivatePostfix.DomainOf(PrivatePostfix.Local)}
        inet_protocols = ipv4
        inet_interfaces = 127.0.0.1
        mynetworks = 127.0.0.0/8
        queue_directory = {directory["spool"]}
        data_directory = {directory["data"]}
        # Postfix's own logger: no syslog daemon is needed, and the log is this test's alone.
        maillog_file = {directory["mail.log"]}
        maillog_file_prefixes = {directory.Path}
        transport_maps = inline:{Braces(routes)}
        # A file owned by nobody, so that no user of this host is needed.
        alias_maps = inline:{Braces(Aliases(directory))}
        alias_database =
        header_checks = regexp:{directory["etc/header_checks"]}
        smtpd_peername_lookup = no
        smtpd_tls_chain_files = {directory["etc/tls.pem"]}
        smtpd_tls_loglevel = 1
        smtp_tls_loglevel = 1
        smtpd_sasl_local_domain = example.test
        postscreen_access_list =
        postscreen_greet_wait = 2s
        postscreen_greet_action = enforce
        postscreen_cache_map =
        smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
        smtpd_recipient_restrictions = check_recipient_access inline:{Braces(Refusals)}

        """;

    /// <summary>The services. One smtpd takes mail for everywhere, the other relays for nobody.</summary>
    public static string MasterFile(PrivatePostfix postfix) => string.Create(CultureInfo.InvariantCulture, $$"""
        127.0.0.1:{{postfix.RelayPort}} inet n - n - - smtpd
        127.0.0.1:{{postfix.ClosedPort}} inet n - n - - smtpd
            -o mynetworks=192.0.2.0/24
        127.0.0.1:{{postfix.FilteredPort}} inet n - n - - smtpd
            -o content_filter=scan:[127.0.0.1]:{{postfix.ReinjectionPort}}
        127.0.0.1:{{postfix.ProxiedPort}} inet n - n - - smtpd
            -o smtpd_proxy_filter=127.0.0.1:{{postfix.ReinjectionPort}}
        127.0.0.1:{{postfix.ReinjectionPort}} inet n - n - - smtpd
            -o smtpd_authorized_xforward_hosts=127.0.0.0/8
        scan unix - - n - - smtp
            -o smtp_send_xforward_command=yes
        127.0.0.1:{{postfix.SubmissionPort}} inet n - n - - smtpd
            -o syslog_name={{postfix.Name}}/submission
            -o smtpd_tls_security_level=encrypt
            -o smtpd_sasl_auth_enable=yes
            -o smtpd_relay_restrictions=permit_sasl_authenticated,reject_unauth_destination
        127.0.0.1:{{postfix.ScreenedPort}} inet n - n - 1 postscreen
        smtpd pass - - n - - smtpd
        dnsblog unix - - n - 0 dnsblog
        tlsproxy unix - - n - 0 tlsproxy
        encrypted unix - - n - - smtp
            -o smtp_tls_security_level=encrypt
        postlog unix-dgram n - n - 1 postlogd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
            -o syslog_name={{postfix.Name}}/$service_name
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        local unix - n n - - local
        virtual unix - n n - - virtual
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        tlsmgr unix - - n 1000? 1 tlsmgr
        {{PrivatePostfix.PipeService}} unix - n n - - pipe
            flags=F user=nobody argv=/bin/sh -c {cat >/dev/null}

        """);

    private static Dictionary<string, string> Aliases(TempDirectory directory) => new()
    {
        ["clerk"] = directory["mailbox/clerk"],
        ["later"] = directory["mailbox/later"],
        ["absent"] = PrivatePostfix.Good,
    };

    private static string Braces(IEnumerable<KeyValuePair<string, string>> map) =>
        "{" + string.Join(", ", map.Select(entry => $"{{{entry.Key} = {entry.Value}}}")) + "}";
}
