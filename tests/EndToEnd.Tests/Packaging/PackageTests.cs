// The Debian package on a fresh host: installed, serving, upgraded, removed, installed again, purged.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

[Collection(FreshHost.Name)]
public sealed class PackageTests(DebianRoot host)
{
    // As their units start them: snmpd drops to its own user, the daemon has its user from the beginning.
    private const string Start =
        """
        snmpd -LOw -u Debian-snmp -g Debian-snmp -I -smux,mteTrigger,mteTriggerConf -f -p /run/snmpd.pid >/tmp/snmpd.log 2>&1 &
        setpriv --reuid=postfix-stats --regid=postfix-stats --init-groups postfix-statsd run --from-start >/tmp/daemon.log 2>&1 &
        daemon=$!
        walk() { snmpwalk -v2c -c public -Oqv localhost .1.3.6.1.4.1.8072.9999.9999.2525.1 2>/dev/null | tr '\n' ' '; }
        wait_for() { for _ in $(seq 600); do [ "$("${@:2}")" = "$1" ] && return; sleep 0.1; done; "${@:2}"; cat /tmp/*.log; return 1; }

        """;

    [Fact]
    public async Task It_serves_real_mail_and_keeps_its_numbers_through_upgrade_and_removal()
    {
        await host.RunAsync(
            """
            touch /etc/postfix/main.cf
            cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
            postconf -e maillog_file=/var/log/mail.log myhostname=mx.example mydestination=mx.example inet_interfaces=loopback-only \
                inet_protocols=ipv4 alias_maps= 2>/dev/null
            install -m 640 -g adm /dev/null /var/log/mail.log
            """);

        await host.RunAsync($"dpkg -i {host.Package}");
        Assert.Equal("postfix-stats adm systemd-journal\n", await host.RunAsync("id -Gn postfix-stats"));
        Assert.Equal("root:root 755 /usr/sbin/postfix-statsd\npostfix-stats:postfix-stats 755 /var/lib/postfix-stats\n", await host.RunAsync(
            "stat -c '%U:%G %a %n' /usr/sbin/postfix-statsd /var/lib/postfix-stats"));

        Assert.Equal("0 3 0 3 0 0 0 0 3 0 0 0 \n3\n", await host.RunAsync(Start +
            """
            postfix start 2>/dev/null
            for message in 1 2 3; do printf 'Subject: test\n\nText\n' | sendmail root@mx.example; done
            wait_for '0 3 0 3 0 0 0 0 3 0 0 0 ' walk
            walk
            echo
            kill $daemon
            wait $daemon
            runuser -u Debian-snmp -- postfix-stats-get sent:local
            postfix stop 2>/dev/null
            """));

        await host.RunAsync(
            $"""
            echo '// kept' >>/etc/postfix-stats/postfix-stats.json
            echo '# kept' >>/etc/snmp/snmpd.conf.d/50-postfix-stats.conf
            dpkg --force-confold -i {host.Upgrade}
            """);
        Assert.Equal("99\n// kept\n# kept\n3\n", await host.RunAsync(
            """
            dpkg-query -W -f '${Version}\n' agentx-postfix-stats
            tail -n 1 /etc/postfix-stats/postfix-stats.json
            tail -n 1 /etc/snmp/snmpd.conf.d/50-postfix-stats.conf
            postfix-stats-get sent:local
            """));

        await host.RunAsync("dpkg --remove agentx-postfix-stats");
        Assert.Equal("no program\n", await host.RunAsync("[ -e /usr/sbin/postfix-statsd ] || echo no program; ls /var/lib/postfix-stats/state >/dev/null"));

        await host.RunAsync($"dpkg -i {host.Upgrade}");
        Assert.Equal("0 3 0 3 0 0 0 0 3 0 0 0 \n", await host.RunAsync(Start +
            """
            wait_for '0 3 0 3 0 0 0 0 3 0 0 0 ' walk
            walk
            echo
            """));

        await host.RunAsync("dpkg --purge agentx-postfix-stats");
        Assert.Equal("", await host.RunAsync(
            """
            for path in /etc/postfix-stats /etc/snmp/snmpd.conf.d/50-postfix-stats.conf* /var/lib/postfix-stats; do
                [ ! -e "$path" ] || echo "$path"
            done
            ! getent passwd postfix-stats
            """));
    }

    [Fact]
    public async Task Permissions_of_the_socket_that_another_file_sets_are_left_alone()
    {
        Assert.Equal("#agentXPerms\nagentXPerms\n", await host.RunAsync(
            $$"""
            lines() { sed -n 's/^\(#*agentXPerms\).*/\1/p' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf; }
            mkdir -p /etc/snmp/snmpd.conf.d
            echo 'agentXPerms 0660 0750' >/etc/snmp/snmpd.conf.d/10-other.conf
            dpkg -i {{host.Package}} >/dev/null
            lines
            dpkg --purge agentx-postfix-stats >/dev/null 2>&1
            rm /etc/snmp/snmpd.conf.d/10-other.conf
            dpkg -i {{host.Package}} >/dev/null
            lines
            dpkg --purge agentx-postfix-stats >/dev/null 2>&1
            """));
    }
}
