// The Debian package on a fresh host: installed, serving, upgraded, removed, installed again, purged.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

[Collection(FreshHost.Name)]
public sealed class PackageTests(DebianRoot host)
{
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

        Assert.EndsWith(
            "No systemd runs here: start snmpd again, then postfix-statsd run as the user postfix-stats.\n",
            await host.RunAsync($"{DebianRoot.Source}/deploy/install.sh {host.Package}"),
            StringComparison.Ordinal);
        Assert.Equal("postfix-stats adm systemd-journal\n", await host.RunAsync("id -Gn postfix-stats"));
        Assert.Equal("root:root 755 /usr/sbin/postfix-statsd\npostfix-stats:postfix-stats 755 /var/lib/postfix-stats\n", await host.RunAsync(
            "stat -c '%U:%G %a %n' /usr/sbin/postfix-statsd /var/lib/postfix-stats"));

        Assert.Equal("0 3 0 3 0 0 0 0 3 0 0 0 \n3\n", await host.RunAsync(DebianRoot.Serving +
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
        Assert.Equal("0 3 0 3 0 0 0 0 3 0 0 0 \n", await host.RunAsync(DebianRoot.Serving +
            """
            wait_for '0 3 0 3 0 0 0 0 3 0 0 0 ' walk
            walk
            echo
            """));

        await host.RunAsync(
            """
            for drop_in in queues agentx-over-tcp; do
                install -D -m 0644 -t /etc/systemd/system/postfix-stats.service.d /usr/share/agentx-postfix-stats/$drop_in.conf
            done
            dpkg --purge agentx-postfix-stats
            """);
        Assert.Equal("", await host.RunAsync(
            """
            find / -xdev \( -path /root -o -path /tmp -o -path /proc -o -path /dev \) -prune -o -name '*postfix-stats*' -print
            grep -l postfix-stats /etc/snmp/*.conf /etc/snmp/snmpd.conf.d/* /var/lib/ucf/registry /var/lib/ucf/hashfile 2>/dev/null || :
            ! getent passwd postfix-stats
            """));
    }

    [Fact]
    public async Task The_service_is_started_restarted_and_stopped()
    {
        // systemctl without systemd: it writes down what it is asked to do to the service, and with which groups that would start.
        const string Systemctl =
            """
            #!/bin/sh
            case "$*" in
            *is-enabled*) echo enabled ;;
            *postfix-stats.service*)
                for word; do
                    case $word in
                    start) echo "start with $(id -Gn postfix-stats)" >>/tmp/systemctl.log ;;
                    preset | enable | disable | restart | stop) echo "$word" >>/tmp/systemctl.log ;;
                    esac
                done
                ;;
            esac
            """;
        Assert.Equal("installed: preset start with postfix-stats adm systemd-journal\nupgraded: restart\nremoved: stop\n", await host.RunAsync(
            $$"""
            mv /usr/sbin/policy-rc.d /root/policy-rc.d
            mkdir -p /run/systemd/system
            cat >/usr/local/sbin/systemctl <<'END'
            {{Systemctl}}
            END
            chmod 755 /usr/local/sbin/systemctl
            PATH=/usr/local/sbin:$PATH
            asked() { echo "$1:" $(cat /tmp/systemctl.log); rm /tmp/systemctl.log; }

            dpkg -i {{host.Package}} >/dev/null 2>&1
            asked installed
            dpkg -i {{host.Upgrade}} >/dev/null 2>&1
            asked upgraded
            dpkg --remove agentx-postfix-stats >/dev/null 2>&1
            asked removed

            dpkg --purge agentx-postfix-stats >/dev/null 2>&1
            rm /usr/local/sbin/systemctl
            rmdir /run/systemd/system
            mv /root/policy-rc.d /usr/sbin/policy-rc.d
            """));
    }

    [Fact]
    public async Task What_cannot_be_installed_is_named()
    {
        Assert.Equal(
            """
            install.sh: /root/source is no Debian package that I can read
            install.sh: it installs a package: run me as root

            """,
            await host.RunAsync(
                $$"""
                {{DebianRoot.Source}}/deploy/install.sh {{DebianRoot.Source}} 2>&1 || :
                chmod 755 /root
                setpriv --reuid=nobody --clear-groups {{DebianRoot.Source}}/deploy/install.sh 2>&1 || :
                chmod 700 /root
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
