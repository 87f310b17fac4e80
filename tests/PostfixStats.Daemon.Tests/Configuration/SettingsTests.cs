// File, environment and options: which one wins, and what a person reads when one of them is wrong.

using System.Collections;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Notifying;

namespace PostfixStats.Daemon.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Without_anything_the_defaults_of_a_debian_host_hold()
    {
        Settings settings = Load("{}");
        Assert.Empty(settings.Logs);
        Assert.Equal("/var/lib/postfix-stats/state", settings.State);
        Assert.Equal(["unix:/var/agentx/master", "unix:/run/agentx/master"], settings.AgentX.Select(each => each.ToString()));
        Assert.Equal("1.3.6.1.4.1.8072.9999.9999.2525", settings.BaseOid.ToString());
        Assert.False(settings.FromStart);
        Assert.False(settings.StandardMibs);
        Assert.Equal(new NotificationLimits(), settings.Notifications);
    }

    [Fact]
    public void The_file_sets_every_key()
    {
        Settings settings = Load(
            """
            {
              // comments and trailing commas are welcome
              "log": ["/var/log/a.log", "/var/log/b.log"],
              "from-start": true,
              "state": "/tmp/state",
              "agentx": "tcp:127.0.0.1:705",
              "base-oid": ".1.3.6.1.4.1.99999.1",
              "log-level": "debug",
              "syslog-name": "mailout",
              "fold-service": ["relay", "slow"],
              "exclude-relay": ["[127.0.0.1]:10024", "filter", ":10026", "filter.test:25", "[::1]"],
              "exclude-client": ["[::1]", "filter.test"],
              "exclude-service": ["127.0.0.1:10025", "spamassassin"],
              "queues": true,
              "standard-mibs": true,
              "notify-log-silent": 3600,
              "notify-deferred": "1000",
              "notify-oldest": 86400,
              "notify-state": true,
              "notify-gap": "yes",
            }
            """);
        Assert.Equal(["/var/log/a.log", "/var/log/b.log"], settings.Logs);
        Assert.True(settings.FromStart);
        Assert.Equal("/tmp/state", settings.State);
        Assert.Equal("tcp:127.0.0.1:705", Assert.Single(settings.AgentX).ToString());
        Assert.Equal("1.3.6.1.4.1.99999.1", settings.BaseOid.ToString());
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, settings.LogLevel);
        Assert.Equal(["mailout"], settings.Grammar.InstanceNames);
        Assert.Equal(["relay", "slow"], settings.Grammar.FoldedServices);
        Assert.Equal(["[127.0.0.1]:10024", "filter", ":10026", "filter.test:25", "[::1]"], settings.Grammar.ExcludedRelays);
        Assert.Equal(["[::1]", "filter.test"], settings.Grammar.ExcludedClients);
        Assert.Equal(["127.0.0.1:10025", "spamassassin"], settings.Grammar.ExcludedServices);
        Assert.True(settings.StandardMibs);
        Assert.Equal(
            new NotificationLimits { LogSilence = 3600, Deferred = 1000, OldestMessage = 86400, State = true, Gap = true },
            settings.Notifications);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("no")]
    [InlineData("0")]
    public void The_environment_can_take_a_limit_back(string value)
    {
        Settings settings = Load("""{ "notify-log-silent": 3600 }""", ("POSTFIX_STATS_NOTIFY_LOG_SILENT", value));
        Assert.Equal(new NotificationLimits(), settings.Notifications);
    }

    [Theory]
    [InlineData("true", "")]
    [InlineData("\"/var/log/journal/remote\"", "/var/log/journal/remote")]
    [InlineData("false", null)]
    public void A_journal_is_this_machines_own_or_a_directory(string value, string? expected) =>
        Assert.Equal(expected, Load($$"""{ "journal": {{value}} }""").Journal);

    [Fact]
    public void Logs_and_a_journal_replace_each_other_from_place_to_place()
    {
        Settings settings = Load("""{ "log": "/file.log" }""", ("POSTFIX_STATS_JOURNAL", "yes"));
        Assert.Equal("", settings.Journal);
        Assert.Empty(settings.Logs);

        settings = Load("""{ "journal": true }""", ("POSTFIX_STATS_LOG", "/env.log"));
        Assert.Null(settings.Journal);
        Assert.Equal(["/env.log"], settings.Logs);
    }

    [Fact]
    public void Logs_and_a_journal_in_one_place_are_a_mistake()
    {
        ExitException e = Assert.Throws<ExitException>(() => Load("""{ "journal": true, "log": "/var/log/mail.log" }"""));
        Assert.Equal($"{_file}: journal: either logs or the journal are followed, not both", e.Message);
        Assert.Equal(ExitCode.Config, e.Code);
    }

    [Theory]
    [InlineData("true", "postfix=/var/spool/postfix")]
    [InlineData("\"auto\"", "postfix=/var/spool/postfix")]
    [InlineData("false", "")]
    [InlineData("\"/var/spool/postfix-out/\"", "postfix-out=/var/spool/postfix-out")]
    [InlineData("[\"/var/spool/postfix\", \"out=/srv/spool=2\"]", "postfix=/var/spool/postfix out=/srv/spool=2")]
    [InlineData("{ \"postfix-out\": \"/srv/spool\" }", "postfix-out=/srv/spool")]
    public void Queues_are_those_of_a_directory_and_an_instance(string value, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', Load($$"""{ "queues": {{value}} }""").Queues.Select(each => $"{each.Instance}={each.Directory}")));

    [Fact]
    public void Queues_are_not_read_unless_that_is_asked_for()
    {
        Assert.Empty(Load("{}").Queues);
        Assert.Equal(60, Load("{}").QueueInterval.TotalSeconds);
        Assert.Equal(300, Load("""{ "queue-interval": 300 }""").QueueInterval.TotalSeconds);
    }

    [Fact]
    public void Queue_directories_in_the_environment_have_colons_as_in_PATH() =>
        Assert.Equal(
            ["postfix", "out"],
            Load("{}", ("POSTFIX_STATS_QUEUES", "/var/spool/postfix:out=/srv/spool")).Queues.Select(each => each.Instance));

    [Fact]
    public void There_are_at_most_as_many_queue_directories_as_instances()
    {
        string seventeen = string.Join(", ", Enumerable.Range(1, 17).Select(each => $"\"/spool/p{each}\""));
        ExitException e = Assert.Throws<ExitException>(() => Load($$"""{ "queues": [{{seventeen}}] }"""));
        Assert.Equal($"{_file}: queues: there are at most 16 instances, not 17", e.Message);
    }

    [Fact]
    public void Lists_in_the_environment_have_commas() =>
        Assert.Equal(
            ["[::1]:10024", ":10026"],
            Load("{}", ("POSTFIX_STATS_EXCLUDE_RELAY", "[::1]:10024, :10026")).Grammar.ExcludedRelays);

    [Fact]
    public void The_environment_is_stronger_than_the_file() =>
        Assert.Equal("/env", Load("""{ "state": "/file" }""", ("POSTFIX_STATS_STATE", "/env")).State);

    [Fact]
    public void An_option_is_stronger_than_the_environment()
    {
        var option = new Setting("state", ["/option"], "--state", ExitCode.Usage);
        File.WriteAllText(_file, "{}");
        Assert.Equal(
            "/option",
            SettingSources.Load(_file, new Hashtable { ["POSTFIX_STATS_STATE"] = "/env" }, [option]).State);
    }

    [Theory]
    [InlineData("""{ "lag": 1 }""", "FILE: lag: there is no such setting; there are log, olddir, journal, from-start, state, agentx, base-oid, message-memory, log-level, syslog-name, fold-service, exclude-relay, exclude-client, exclude-service, queues, queue-interval, standard-mibs, notify-log-silent, notify-deferred, notify-oldest, notify-state, notify-gap")]
    [InlineData("""{ "state": ["/a", "/b"] }""", "FILE: state: one value is wanted, not a list")]
    [InlineData("""{ "state": "" }""", "FILE: state: a file name is wanted, not an empty text")]
    [InlineData("""{ "olddir": "" }""", "FILE: olddir: a file name is wanted, not an empty text")]
    [InlineData("""{ "from-start": "maybe" }""", "FILE: from-start: true or false is wanted, not \"maybe\"")]
    [InlineData("""{ "log-level": "loud" }""", "FILE: log-level: \"loud\" is none of trace, debug, info, warning, error")]
    [InlineData("""{ "base-oid": "1.3.6.1.4.1" }""", "FILE: base-oid: \"1.3.6.1.4.1\" is too short to be a tree of one's own")]
    [InlineData("""{ "base-oid": "1.2.840.1.2.3.4" }""", "FILE: base-oid: \"1.2.840.1.2.3.4\" is not below 1.3.6.1, where SNMP's trees are")]
    [InlineData("""{ "syslog-name": "mail/out" }""", "FILE: syslog-name: \"mail/out\" is no name of letters, digits, \".\", \"_\" and \"-\", as they stand in syslog tags")]
    [InlineData("""{ "exclude-relay": "10024" }""", "FILE: exclude-relay: \"10024\" is neither a host's name nor an [address] in brackets")]
    [InlineData("""{ "exclude-relay": "::1" }""", "FILE: exclude-relay: \":\" is neither a host's name nor an [address] in brackets")]
    [InlineData("""{ "exclude-relay": "filter:smtp" }""", "FILE: exclude-relay: \"filter:smtp\" ends with no port number")]
    [InlineData("""{ "exclude-client": "" }""", "FILE: exclude-client: \"\" is neither a host's name nor an [address] in brackets")]
    [InlineData("""{ "exclude-client": "::1" }""", "FILE: exclude-client: \"::1\" is neither a host's name nor an [address] in brackets")]
    [InlineData("""{ "exclude-service": "postfix/scan" }""", "FILE: exclude-service: \"postfix/scan\" is no name of a service in master.cf")]
    [InlineData("""{ "notify-log-silent": true }""", "FILE: notify-log-silent: a number of seconds up to 2147483647 is wanted, or false, not \"true\"")]
    [InlineData("""{ "notify-deferred": -1 }""", "FILE: notify-deferred: a number of messages up to 2147483647 is wanted, or false, not \"-1\"")]
    [InlineData("""{ "notify-deferred": 10 }""", "FILE: notify-deferred: no queues are read; set queues too")]
    [InlineData("""{ "notify-oldest": 10, "queues": false }""", "FILE: notify-oldest: no queues are read; set queues too")]
    [InlineData("""{ "notify-gap": 2 }""", "FILE: notify-gap: true or false is wanted, not \"2\"")]
    [InlineData("""{ "message-memory": 999 }""", "FILE: message-memory: \"999\" is no number of messages from 1000 to 10000000")]
    [InlineData("""{ "message-memory": "many" }""", "FILE: message-memory: \"many\" is no number of messages from 1000 to 10000000")]
    [InlineData("""{ "queues": "spool" }""", "FILE: queues: true, or Postfix's queue_directory is wanted, such as /var/spool/postfix, not \"spool\"")]
    [InlineData("""{ "queues": "/" }""", "FILE: queues: true, or Postfix's queue_directory is wanted, such as /var/spool/postfix, not \"/\"")]
    [InlineData("""{ "queues": "postfix=spool" }""", "FILE: queues: true, or Postfix's queue_directory is wanted, such as /var/spool/postfix, not \"postfix=spool\"")]
    [InlineData("""{ "queues": "/srv/the mail" }""", "FILE: queues: \"the mail\" is no name of an instance; name it as in the log: NAME=/srv/the mail")]
    [InlineData("""{ "queues": { "a/b": "/srv/mail" } }""", "FILE: queues: \"a/b\" is no name of an instance; name it as in the log: NAME=/srv/mail")]
    [InlineData("""{ "queues": ["/var/spool/postfix", "/srv/postfix"] }""", "FILE: queues: the instance postfix has one queue directory, not 2; name it as in the log: NAME=DIRECTORY")]
    [InlineData("""{ "queues": "/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/b23456" }""", "FILE: queues: \"/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/a23456789/b23456\" is too long: the name of a socket in it would not fit; at most 94 octets do")]
    [InlineData("""{ "queue-interval": 0 }""", "FILE: queue-interval: seconds from 1 to 3600 are wanted, not \"0\"")]
    [InlineData("""{ "queue-interval": "1m" }""", "FILE: queue-interval: seconds from 1 to 3600 are wanted, not \"1m\"")]
    [InlineData("""{ "queue-interval": 3601 }""", "FILE: queue-interval: seconds from 1 to 3600 are wanted, not \"3601\"")]
    [InlineData("""{ "queues": { "postfix": ["/a"] } }""", "FILE: queues: a text, a number, true or false is wanted")]
    [InlineData("""{ "queue-interval": {} }""", "FILE: queue-interval: a text, a number, true or false is wanted")]
    [InlineData("""{ "state": {} }""", "FILE: state: a text is wanted, in quotes")]
    [InlineData("""{ "log": true }""", "FILE: log: a text is wanted, in quotes")]
    [InlineData("""{ "log": ["/var/log/mail.log", 1] }""", "FILE: log: a text is wanted, in quotes")]
    [InlineData("""{ "base-oid": 1.3 }""", "FILE: base-oid: a text is wanted, in quotes")]
    [InlineData("""{ "syslog-name": false }""", "FILE: syslog-name: a text is wanted, in quotes")]
    [InlineData("""{ "log": "/var/log/a", "queues": true, "log": "/var/log/b" }""", "FILE: log: it is set twice")]
    [InlineData("""[]""", "FILE: an object is wanted: { \"log\": \"/var/log/mail.log\" }")]
    [InlineData("{\n\"log\": nothing\n}", "FILE:2: this is not JSON")]
    public void A_bad_value_is_named_with_its_place_and_reason(string text, string expected)
    {
        ExitException e = Assert.Throws<ExitException>(() => Load(text));
        Assert.Equal(expected.Replace("FILE", _file, StringComparison.Ordinal), e.Message);
        Assert.Equal(ExitCode.Config, e.Code);
    }

    [Fact]
    public void A_bad_variable_is_named()
    {
        ExitException e = Assert.Throws<ExitException>(() => Load("{}", ("POSTFIX_STATS_FROM_START", "2")));
        Assert.Equal("POSTFIX_STATS_FROM_START: true or false is wanted, not \"2\"", e.Message);
        Assert.Equal(ExitCode.Config, e.Code);
    }

    [Theory]
    [InlineData("POSTFIX_STATS_LOGLEVEL")]
    [InlineData("POSTFIX_STATS_log_level")]
    [InlineData("POSTFIX_STATS_LOG-LEVEL")]
    [InlineData("POSTFIX_STATS_")]
    [InlineData("POSTFIX_STATS_PORTS")]
    public void A_variable_that_is_misspelt_is_named(string variable)
    {
        ExitException e = Assert.Throws<ExitException>(() => Load("{}", (variable, "info")));
        Assert.StartsWith($"{variable}: there is no such setting; there are log, olddir, journal, ", e.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Config, e.Code);
    }

    [Fact]
    public void A_variable_that_is_not_ours_is_none_of_our_business() =>
        Assert.Equal("/env", Load("{}", ("POSTFIX_STATS_STATE", "/env"), ("POSTFIX_STATE", "/no"), ("STATS_TEST_LONG", "1")).State);

    [Fact]
    public void What_containers_are_told_of_a_service_of_our_name_is_no_setting() =>
        Assert.Equal("/env", Load(
            "{}",
            ("POSTFIX_STATS_STATE", "/env"),
            ("POSTFIX_STATS_PORT", "tcp://10.0.0.1:9117"),
            ("POSTFIX_STATS_PORT_9117_TCP_ADDR", "10.0.0.1"),
            ("POSTFIX_STATS_SERVICE_HOST", "10.0.0.1"),
            ("POSTFIX_STATS_SERVICE_PORT_METRICS", "9117")).State);

    [Fact]
    public void A_file_that_is_named_must_exist() =>
        Assert.Equal(
            ExitCode.Config,
            Assert.Throws<ExitException>(() => SettingSources.Load("/nonexistent.json", new Hashtable(), [])).Code);

    private Settings Load(string text, params (string Variable, string Value)[] environment)
    {
        File.WriteAllText(_file, text);
        return SettingSources.Load(_file, environment.ToDictionary(each => each.Variable, each => each.Value), []);
    }
}
