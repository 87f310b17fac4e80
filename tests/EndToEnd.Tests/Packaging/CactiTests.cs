// Cacti as Debian has it, with its database: the templates are what it exports, and imported they fetch our numbers.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

[Collection(FreshHost.Name)]
public sealed class CactiTests(DebianRoot host)
{
    private static readonly string Files = Path.Combine(Repository.Root, "deploy", "monitoring", "cacti");

    // A database for this script alone, and what fills it as Debian's package would.
    private const string Database =
        """
        mkdir -p /run/mysqld
        chown mysql /run/mysqld
        mariadbd --user=mysql --skip-networking --socket=/run/mysqld/mysqld.sock >/tmp/mariadb.log 2>&1 &
        for _ in $(seq 600); do mysqladmin ping >/dev/null 2>&1 && break; sleep 0.1; done
        sql() { mysql -N cacti -e "$1"; }
        fresh() {
            mysql -e "drop database if exists cacti; create database cacti character set utf8mb4 collate utf8mb4_unicode_ci;
                create or replace user cacti@localhost identified by 'cacti'; grant all on cacti.* to cacti@localhost"
            mysql cacti </usr/share/doc/cacti/cacti.sql
            sql "update version set cacti = '$(dpkg-query -W -f '${source:Upstream-Version}' cacti | sed 's/+.*//')'"
        }
        cli=/usr/share/cacti/cli

        """;

    [Fact]
    public async Task Its_templates_are_its_own_export_and_fetch_every_number()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("STATS_TEST_LONG") is { Length: > 0 }, "takes minutes: STATS_TEST_LONG=1");
        await host.RunAsync(
            """
            printf 'cacti cacti/dbconfig-install boolean false\ncacti cacti/webserver select None\n' | debconf-set-selections
            apt-get install -y -qq --no-install-recommends cacti mariadb-server php-cli >/tmp/apt.log 2>&1
            sed -i "s/^\$database_\(username\|password\) = .*/\$database_\1 = 'cacti';/" /etc/cacti/debian.php
            """,
            network: true);
        host.Copy(Path.Combine(Repository.Root, "deploy", "cacti-templates.php"), "/root/cacti-templates.php");
        foreach (string file in Directory.EnumerateFiles(Files, "*.xml"))
        {
            host.Copy(file, "/usr/share/cacti/site/resource/snmp_queries/" + Path.GetFileName(file));
        }

        host.Copy(Repository.SampleLog, "/var/log/mail.log");

        string made = await host.RunAsync(Database + "fresh; php /root/cacti-templates.php");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Files, "postfix_templates.xml"), TestContext.Current.CancellationToken), made);

        string imported = await host.RunAsync(
            Database + "fresh; php $cli/import_template.php --filename=/usr/share/cacti/site/resource/snmp_queries/postfix_templates.xml");
        Assert.Contains("[success] Postfix by SNMP [new]", imported, StringComparison.Ordinal);
        Assert.DoesNotContain("[fail", imported, StringComparison.Ordinal);

        // Of the sample log: two graphs of four numbers for each of two instances, two of seven in all for each of nine services, one of two
        // for each of 34 reasons, two of one for each of six queues.
        Assert.Equal("68 graphs\n159 numbers, 0 of them unknown\nsmtpReceptions 32\ndeliveries 22\nmessages 1\n", await host.RunAsync(
            Database +
            $$"""
            dpkg -i {{host.Package}} >/dev/null 2>&1
            mkdir -p /tmp/spool/{maildrop,incoming,active,deferred/A,hold,corrupt,public}
            install -m 700 /dev/null /tmp/spool/deferred/A/A1B2C3D4E5
            printf 'rocommunity public 127.0.0.1\nmaster agentx\nagentXSocket unix:/tmp/agentx\n' >/tmp/snmpd.conf
            snmpd -f -Lo -C -c /tmp/snmpd.conf -I -smux udp:127.0.0.1:161 >/tmp/snmpd.log 2>&1 &
            postfix-statsd run --log /var/log/mail.log --from-start --state /tmp/cacti-state --agentx unix:/tmp/agentx --queues postfix=/tmp/spool >/tmp/daemon.log 2>&1 &
            for _ in $(seq 600); do
                [ "$(snmpget -v2c -c public -Oqv localhost .1.3.6.1.4.1.8072.9999.9999.2525.15.1.1.3.1.4 2>/dev/null)" = 1 ] && break
                sleep 0.1
            done

            php $cli/add_device.php --description=mx --ip=127.0.0.1 --version=2 --community=public --avail=snmp \
                --template="$(sql "select id from host_template where name = 'Postfix by SNMP'")" >/tmp/device.log
            device=$(sql "select id from host where description = 'mx'")
            sql "select q.id, g.id, g.graph_template_id from snmp_query q join snmp_query_graph g on g.snmp_query_id = q.id where q.name like 'Postfix%'" |
                while read -r query graph template; do
                    php $cli/add_graphs.php --host-id="$device" --graph-type=ds --graph-template-id="$template" --snmp-query-id="$query" \
                        --snmp-query-type-id="$graph" --snmp-field=postfixName --snmp-value-regex=. >>/tmp/graphs.log </dev/null
                done
            sql "replace into settings (name, value) values ('path_rrdtool', '/usr/bin/rrdtool'), ('path_php_binary', '/usr/bin/php'),
                ('path_snmpget', '/usr/bin/snmpget'), ('rrdtool_version', '1.7.2'), ('poller_type', '1'), ('path_cactilog', '/tmp/cacti.log')"
            (cd /usr/share/cacti/site && php poller.php --force >/tmp/poller.log 2>&1)

            echo "$(sql 'select count(*) from graph_local') graphs"
            rra=$(dirname "$(find / -xdev -name 'mx_*.rrd' -print -quit)")
            echo "$(ls "$rra" | wc -l) numbers, $(for file in "$rra"/*.rrd; do rrdtool lastupdate "$file"; done | grep -c ': U' || :) of them unknown"
            for each in smtpReceptions:postfix deliveries:smtp messages:deferred; do
                source=$(sql "select f.data_source_path from data_template_data f join data_local l on l.id = f.local_data_id
                    join host_snmp_cache c on c.host_id = l.host_id and c.snmp_query_id = l.snmp_query_id and c.snmp_index = l.snmp_index
                    where f.name_cache like '%- ${each%:*}' and c.field_name = 'postfixName' and c.field_value = '${each#*:}' limit 1")
                echo "${each%:*} $(rrdtool lastupdate "$rra/${source##*/}" | sed -n '$s/.*: //p')"
            done
            rm -r "$rra"/mx_*.rrd /tmp/cacti-state* /tmp/spool
            dpkg --purge agentx-postfix-stats >/dev/null 2>&1
            """));
    }
}
