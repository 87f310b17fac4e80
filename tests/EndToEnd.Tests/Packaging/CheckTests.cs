// `postfix-statsd check` on a fresh host: each thing that an installation trips on is provoked, found, and mended by the very
// command that was printed.

namespace EndToEnd.Tests.Packaging;

[Collection(FreshHost.Name)]
public sealed class CheckTests(DebianRoot host) : IAsyncLifetime
{
    // systemctl without systemd: it starts snmpd as the unit does, and waits until it listens.
    private const string Prelude =
        """
        systemctl() {
            [ "$*" = "restart snmpd" ] || return 0
            if [ -e /run/snmpd.pid ]; then
                kill "$(cat /run/snmpd.pid)" 2>/dev/null || :
                while kill -0 "$(cat /run/snmpd.pid)" 2>/dev/null; do sleep 0.05; done
                rm -f /run/snmpd.pid
            fi
            snmpd -LOw -u Debian-snmp -g Debian-snmp -I -smux,mteTrigger,mteTriggerConf -f -p /run/snmpd.pid >>/tmp/snmpd.log 2>&1 &
            for _ in $(seq 600); do snmpget -v2c -c public localhost .1.3.6.1.2.1.1.1.0 >/dev/null 2>&1 && return; sleep 0.05; done
            return 1
        }
        check() { postfix-statsd check "$@" || :; }
        # What is wrong, then again once the commands for it were typed.
        mend() {
            check "$@" | grep '^WRONG' | cut -d: -f1
            check "$@" | sed -n 's/^       //p' >/tmp/remedies
            while read -r command; do eval "$command" >/dev/null; done </tmp/remedies
            check "$@" | grep '^WRONG' || echo mended
        }
        # Only then: before it, snmpd would be asked in vain.
        systemctl restart snmpd

        """;

    public async ValueTask InitializeAsync() => await host.RunAsync(
        $"""
        install -m 640 -g adm /dev/null /var/log/mail.log
        dpkg -i {host.Package} >/dev/null
        """);

    [Fact]
    public async Task A_new_installation_is_all_right_once_snmpd_was_restarted()
    {
        Assert.Equal("ok log\nok state\nok agentx\nok view\n", await host.RunAsync(
            Prelude + "check | sed -n 's/^\\([^ ]*\\) *\\([a-z]*\\):.*/\\1 \\2/p'"));
    }

    [Fact]
    public async Task Each_obstacle_is_named_and_mended_by_what_is_printed()
    {
        Assert.Equal("WRONG  log\nmended\n", await host.RunAsync(Prelude + "deluser --quiet postfix-stats adm; mend"));
        Assert.Equal("WRONG  state\nmended\n", await host.RunAsync(
            Prelude + "chown root:root /var/lib/postfix-stats; chmod 0700 /var/lib/postfix-stats; mend"));
        Assert.Equal("WRONG  agentx\nmended\n", await host.RunAsync(
            """
            sed -i 's/^master.*agentx/#&/' /etc/snmp/snmpd.conf /etc/snmp/snmpd.conf.d/50-postfix-stats.conf

            """ + Prelude + "mend"));
        Assert.Equal("WRONG  agentx\nmended\n", await host.RunAsync(
            """
            sed -i 's/^agentXPerms/#&/' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf

            """ + Prelude + "mend"));
        Assert.Equal("WRONG  view\nmended\n", await host.RunAsync(
            """
            sed -i 's/^view systemonly included .1.3.6.1.4.1.8072/#&/' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf

            """ + Prelude + "mend"));
    }

    [Fact]
    public async Task A_daemon_that_was_started_before_its_user_got_a_group_is_found()
    {
        Assert.Equal(
            """
            WRONG  log: /var/log/mail.log may not be read by postfix-stats: /var/log/mail.log is root:adm 0640
                   adduser postfix-stats adm && systemctl restart postfix-stats

            """,
            await host.RunAsync(Prelude +
                """
                setpriv --reuid=postfix-stats --regid=postfix-stats --clear-groups postfix-statsd run >/tmp/daemon.log 2>&1 &
                for _ in $(seq 600); do grep -qs ^registered /var/lib/postfix-stats/state.agentx && break; sleep 0.05; done
                id -Gn postfix-stats | grep -q adm
                check | grep -A 1 ' log: '
                kill $!
                wait $!
                """));
    }

    [Fact]
    public async Task State_that_snmpd_may_not_read_is_found()
    {
        Assert.Equal("WRONG  state\nmended\n", await host.RunAsync(
            Prelude + "install -m 600 -o postfix-stats /dev/null /var/lib/postfix-stats/state; mend; rm /var/lib/postfix-stats/state"));
    }

    [Fact]
    public async Task Queues_that_the_daemon_may_not_read_are_opened_by_the_drop_in()
    {
        Assert.Equal(
            """
            WRONG  queues: /var/spool/postfix/public/showq is closed to postfix-stats: /var/spool/postfix/public is postfix:postdrop 2710
            WRONG  queues
            mended
            ok     queues: /var/spool/postfix/public/showq tells 0 messages of postfix
            postfix-stats adm systemd-journal
            WRONG  queues: /var/spool/postfix/public/showq: nobody listens there; Postfix is not running

            """,
            await host.RunAsync(Prelude +
                """
                touch /etc/postfix/main.cf
                cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
                postconf -e maillog_file=/var/log/mail.log myhostname=mx.example inet_interfaces=loopback-only inet_protocols=ipv4 2>/dev/null
                postfix start 2>/dev/null
                export POSTFIX_STATS_QUEUES=true
                check | grep ' queues: '
                mend
                check | grep ' queues: '
                # The service has the group, its user has not.
                id -Gn postfix-stats
                postfix stop 2>/dev/null
                check | grep ' queues: '
                rm -r /etc/systemd/system/postfix-stats.service.d
                """));
    }

    [Fact]
    public async Task Another_subagent_on_our_tree_is_found()
    {
        Assert.Equal("WRONG  agentx: another subagent of snmpd holds 1.3.6.1.4.1.8072.9999.9999.2525\n", await host.RunAsync(
            Prelude +
            """
            mkdir -p /tmp/other
            postfix-statsd run --state /tmp/other/state --log /var/log/mail.log >/tmp/other.log 2>&1 &
            for _ in $(seq 600); do check | grep '^WRONG' && break; sleep 0.05; done
            """));
    }

    [Fact]
    public async Task Another_subagent_on_the_standard_MIBs_is_found()
    {
        Assert.Equal(
            """
            WRONG  agentx: another subagent of snmpd holds NETWORK-SERVICES-MIB
            WRONG  agentx: another subagent of snmpd holds MTA-MIB

            """,
            await host.RunAsync(
                Prelude +
                """
                mkdir -p /tmp/other
                export POSTFIX_STATS_STANDARD_MIBS=true
                postfix-statsd run --base-oid 1.3.6.1.4.1.8072.9999.9999.2526 --state /tmp/other/state --log /var/log/mail.log >/tmp/other.log 2>&1 &
                for _ in $(seq 600); do grep -q 'the master has registered' /tmp/other.log && break; sleep 0.05; done
                check | grep ' agentx: another'
                """));
    }

    [Fact]
    public async Task A_snmpd_that_does_not_run_is_found_and_started()
    {
        Assert.Equal("WRONG  agentx\nmended\n", await host.RunAsync(
            Prelude +
            """
            kill "$(cat /run/snmpd.pid)"
            while kill -0 "$(cat /run/snmpd.pid)" 2>/dev/null; do sleep 0.05; done
            rm -f /run/snmpd.pid /var/agentx/master
            mend
            """));
    }

    [Fact]
    public async Task Another_user_is_not_told_to_give_himself_what_is_the_daemons()
    {
        Assert.Equal(
            """
            ?      log, state: nobody cannot try what postfix-stats may do with them
                   sudo postfix-statsd check

            """,
            await host.RunAsync(Prelude + "setpriv --reuid=nobody --regid=nogroup --clear-groups postfix-statsd check | grep -A 1 -e log -e ' state: ' || :"));
    }

    [Fact]
    public async Task Who_may_not_read_snmpds_configuration_is_told_how_to_check_the_view()
    {
        Assert.Equal(
            """
            ?      view: snmpd's configuration may not be read by this user
                   postfix-statsd check --community COMMUNITY, or run it as root
            WRONG  view: snmpd shows nothing at 1.3.6.1.4.1.8072.9999.9999.2525 to this community
                   echo 'view systemonly included .1.3.6.1.4.1.8072.9999.9999.2525' >>/etc/snmp/snmpd.conf.d/50-postfix-stats.conf && systemctl restart snmpd

            """,
            await host.RunAsync(
                """
                sed -i 's/^view systemonly included .1.3.6.1.4.1.8072/#&/' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf

                """ + Prelude +
                """
                for community in '' '--community public'; do
                    setpriv --reuid=nobody --regid=nogroup --clear-groups postfix-statsd check $community | grep -A 1 ' view: '
                done
                """));
    }

    [Fact]
    public async Task The_view_is_seen_through_a_community_too()
    {
        Assert.Equal("ok     view: snmpd shows 1.3.6.1.4.1.8072.9999.9999.2525 to this community\n", await host.RunAsync(
            Prelude +
            """
            setpriv --reuid=postfix-stats --regid=postfix-stats --init-groups postfix-statsd run >/tmp/daemon.log 2>&1 &
            for _ in $(seq 600); do check --community public | grep '^ok     view' && break; sleep 0.05; done
            """));
    }

    [Fact]
    public async Task A_journal_that_may_not_be_read_and_a_log_that_is_a_leftover_are_found()
    {
        const string Journal =
            """
            [ -s /etc/machine-id ] || echo 0123456789abcdef0123456789abcdef >/etc/machine-id
            journal=/var/log/journal/$(cat /etc/machine-id)
            mkdir -p "$journal"
            printf '%s\n' __REALTIME_TIMESTAMP=1788602400000000 __MONOTONIC_TIMESTAMP=1000 _BOOT_ID=0123456789abcdef0123456789abcdef \
                SYSLOG_FACILITY=2 SYSLOG_IDENTIFIER=postfix/smtpd 'MESSAGE=connect from a[192.0.2.1]' '' |
                /lib/systemd/systemd-journal-remote --output="$journal/system.journal" --split-mode=none - 2>/dev/null
            chgrp -R systemd-journal "$journal"
            chmod 0640 "$journal/system.journal"
            # 2026-09-05 10:00 UTC is the time of the entry.
            touch -d '2026-09-05 08:59 UTC' /var/log/mail.log

            """;
        Assert.Equal(
            """
            ok     log: the journal is readable by postfix-stats, its newest mail is of 2026-09-05 10:00; it is followed because /var/log/mail.log was last written to at 2026-09-05 08:59, and the journal has mail of 2026-09-05 10:00
            WRONG  log: /var/log/mail.log was last written to at 2026-09-05 08:59, but the journal has mail of 2026-09-05 10:00
            WRONG  log
            mended
            ok     log: /var/log/mail.log is readable by postfix-stats, last written to at 2026-09-05 09:00; it is followed because it exists, and no much newer mail is seen in the journal

            """,
            await host.RunAsync(Prelude + Journal +
                """
                export TZ=UTC
                check | grep ' log: '
                check --log /var/log/mail.log | grep ' log: '
                mv /var/log/mail.log /var/log/mail.log.away
                # systemd's access lists let adm read the journal too.
                deluser --quiet postfix-stats systemd-journal
                deluser --quiet postfix-stats adm
                mend
                adduser --quiet postfix-stats adm
                mv /var/log/mail.log.away /var/log/mail.log
                touch -d '2026-09-05 09:00 UTC' /var/log/mail.log
                check | grep ' log: '
                rm -r /var/log/journal
                """));
    }

    public async ValueTask DisposeAsync() => await host.RunAsync("dpkg --purge agentx-postfix-stats >/dev/null 2>&1");
}
