// What snmpd answers for our subtree, asked in every way that managers have.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed partial class ServedObjectsTests : IDisposable
{
    private const string SysUpTime = ".1.3.6.1.2.1.1.3.0";
    private const string SysLocation = ".1.3.6.1.2.1.1.6.0";
    private const string SmtpDeliveries = StatsMib.Root + ".1.3.0";

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task The_walk_shows_what_the_log_holds()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        Assert.Equal(
            "recv:smtp 36\nrecv:local 12\nsent:smtp 35\nsent:local 3\nsmtp:4xx 3\nsmtp:5xx 3\nsmtpd:4xx 3\nsmtpd:5xx 7\n",
            await StatsMib.TotalsAsync(host.Tools));
        Assert.Equal(
            """
            postfix recv:smtp 32
            postfix recv:local 12
            postfix sent:smtp 22
            postfix sent:local 3
            postfix smtp:4xx 2
            postfix smtp:5xx 3
            postfix smtpd:4xx 3
            postfix smtpd:5xx 7
            postfix-out recv:smtp 4
            postfix-out recv:local 0
            postfix-out sent:smtp 13
            postfix-out sent:local 0
            postfix-out smtp:4xx 1
            postfix-out smtp:5xx 0
            postfix-out smtpd:4xx 0
            postfix-out smtpd:5xx 0

            """,
            await StatsMib.InstancesAsync(host.Tools));
        Assert.Equal(
            """
            1 discard 1 0 0
            1 legal 4 0 0
            1 lmtp 16 1 0
            1 local 3 0 1
            1 smtp 22 3 3
            1 virtual 1 0 0
            2 error 0 1 0
            2 slow 6 1 0
            2 smtp 13 0 0

            """,
            await StatsMib.ServicesAsync(host.Tools));
    }

    [Fact]
    public async Task The_health_of_the_agent_tells_what_lines_the_log_holds()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        Assert.Equal("Counter32: 467 lines", await host.Tools.ValueAsync(StatsMib.Health(3)));
        Assert.Equal(
            $"STRING: {Repository.SampleLog}:{new FileInfo(Repository.SampleLog).Length}", await host.Tools.ValueAsync(StatsMib.Health(23)));
        Assert.Equal("Counter32: 0 lines", await host.Tools.ValueAsync(StatsMib.Health(4)));
        Assert.Equal("Counter32: 2 lines", await host.Tools.ValueAsync(StatsMib.Health(5)));
        Assert.Equal("Counter32: 0 lines", await host.Tools.ValueAsync(StatsMib.Health(6)));
    }

    [Fact]
    public async Task Every_object_of_the_module_is_served_with_its_own_name_and_type()
    {
        var log = _directory.Write(
            "mail.log",
            await File.ReadAllTextAsync(Repository.SampleLog, TestContext.Current.CancellationToken)
            + "Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 Service unavailable; "
            + "Client host [203.0.113.5] blocked using zen.spamhaus.org; from=<> to=<r@y.test> proto=ESMTP helo=<x>\n");
        await using var host = await SampleHost.StartAsync(log);

        var served = (await host.Tools.WalkAsync("-Os", "-Oe", StatsMib.Root))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(['.', ' ', ':'], StringSplitOptions.RemoveEmptyEntries))
            .Select(words => $"{words[0]} {words[Array.IndexOf(words, "=") + 1]}")
            .Distinct();

        var declared = AccessibleObject()
            .Matches(await File.ReadAllTextAsync(Repository.Module, TestContext.Current.CancellationToken))
            .Select(match => $"{match.Groups["name"].Value} {AsPrinted(match.Groups["syntax"].Value)}")
            // There is no Postfix here whose queues could be read; QueuesTests walk them.
            .Where(each => !each.StartsWith("postfixStatsQueue", StringComparison.Ordinal));
        Assert.Equal(declared.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Walks_in_bulk_see_the_same_as_walks_step_by_step()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        var walk = await host.Tools.WalkAsync("-On", StatsMib.Root);
        Assert.Equal(StatsMib.SampleObjects, walk.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (var repetitions in new[] { 1, 10, 50, 100 })
        {
            Assert.Equal(StatsMib.Still(walk), StatsMib.Still(await host.Tools.BulkWalkAsync(repetitions, "-On", StatsMib.Root)));
        }
    }

    [Fact]
    public async Task Version_1_and_version_3_see_the_same_as_version_2c()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog, new SnmpdOptions
        {
            Lines = ["createUser reader SHA first-secret AES second-secret", "rouser reader priv"],
        });
        var walk = await host.Tools.WalkAsync("-On", StatsMib.Root);

        // There is no Counter64 in version 1 (RFC 3584 section 4.2.2.1): such objects are passed over.
        var narrow = string.Concat(walk.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(" = Counter64: ", StringComparison.Ordinal))
            .Select(line => line + "\n"));
        Assert.Equal(
            StatsMib.Still(narrow), StatsMib.Still(await host.Snmpd.ToolsAs("-v1", "-c", "public").WalkAsync("-On", StatsMib.Root)));
        Assert.Equal(
            StatsMib.Still(walk),
            StatsMib.Still(await host.Snmpd
                .ToolsAs("-v3", "-u", "reader", "-l", "authPriv", "-a", "SHA", "-A", "first-secret", "-x", "AES", "-X", "second-secret")
                .WalkAsync("-On", StatsMib.Root)));
    }

    [Fact]
    public async Task One_request_can_ask_for_everything_and_for_what_is_missing()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);
        // net-snmp's tools ask for 128 objects at most.
        var oids = (await host.Tools.ValuesAsync(StatsMib.Root)).Take(126).Select(value => value.Key).ToArray();
        var missing = StatsMib.Root + ".1.99.0";

        var answer = await host.Tools.GetAsync(["-On", "-Oe", .. oids, missing, StatsMib.Root + ".1.3.1"]);

        Assert.Equal(
            string.Concat((await host.Tools.WalkAsync("-On", "-Oe", StatsMib.Root)).Split('\n').Take(oids.Length).Select(line => line + "\n"))
            + $"{missing} = No Such Object available on this agent at this OID\n"
            + $"{StatsMib.Root}.1.3.1 = No Such Instance currently exists at this OID\n",
            answer);
    }

    [Fact]
    public async Task The_next_object_is_found_from_before_the_tree_and_behind_it()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        var first = await host.Tools.GetNextAsync("-On", ".1.3.6.1.4.1.8072.9999.9999");
        Assert.Equal($"{StatsMib.Root}.1.1.0 = Counter32: 36 messages\n", first);
        var behind = await host.Tools.GetNextAsync("-On", StatsMib.Root + ".98");
        Assert.DoesNotContain(StatsMib.Root, behind, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_their_columns_by_name()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        var table = await host.Tools.TableAsync("POSTFIX-STATS-MIB::postfixStatsServiceTable");

        Assert.Contains("\nName|Deliveries|Deferrals|Bounces|4xxReplies|5xxReplies|ConnectFailures|", table, StringComparison.Ordinal);
        Assert.Contains("\nsmtp|22 recipients|3 attempts|3 recipients|", table, StringComparison.Ordinal);
    }

    /// <summary>
    /// snmptable leaves out what all columns begin with: what is left has to be a name, and a cell has to hold a value. Queues are read of
    /// a real Postfix.
    /// </summary>
    [Fact]
    public async Task Every_table_reads_well()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = new StatsDaemon(
            Path.Combine(_directory.Make("state"), "state"), Repository.SampleLog, snmpd.AgentX, "--queues", $"postfix={postfix.Spool}", "--queue-interval", "1");
        await postfix.SendAsync(1, PrivatePostfix.Deferred);
        await postfix.LogsAsync(1, "status=deferred ");
        daemon.Start();
        await Eventually.HoldsAsync(
            "the queues are read",
            () => snmpd.Tools.ValueAsync($"{StatsMib.Root}.15.1.1.3.1.4"),
            value => value == "Gauge32: 1 messages");

        string[] tables = [.. Table().Matches(await File.ReadAllTextAsync(Repository.Module, TestContext.Current.CancellationToken)).Select(match => match.Groups["name"].Value)];
        Assert.Equal(17, tables.Length);
        foreach (string table in tables)
        {
            string[] lines = (await snmpd.Tools.TableAsync("-Ci", $"POSTFIX-STATS-MIB::{table}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines is [_, _, _, ..] || table == "postfixStatsDnsblTable", $"{table}: {string.Join('\n', lines)}");
            Assert.Equal($"SNMP table: POSTFIX-STATS-MIB::{table}", lines[0]);
            string[] names = lines[1].Split('|');
            Assert.All(names[1..], name => Assert.Matches("^[A-Z0-9][A-Za-z0-9]+$", name));
            Assert.Equal(names.Distinct(), names);
            foreach (string line in lines[2..])
            {
                string[] cells = line.Split('|');
                Assert.True(cells.Length == names.Length, $"{table}: {line}");
                Assert.DoesNotContain("?", cells);
            }
        }
    }

    [Fact]
    public async Task Nothing_can_be_set_and_a_try_leaves_the_agent_as_it_was()
    {
        await using var host = await SampleHost.StartAsync(
            Repository.SampleLog, new SnmpdOptions { Access = "rwcommunity public 127.0.0.1" });

        Assert.Contains("notWritable", await host.Tools.SetAsync("-Ir", SmtpDeliveries, "u", "0"), StringComparison.Ordinal);
        Assert.Contains(
            "notWritable",
            await host.Tools.SetAsync("-Ir", SysLocation, "s", "elsewhere", SmtpDeliveries, "u", "0"),
            StringComparison.Ordinal);

        Assert.StartsWith("Timeticks", await host.Tools.ValueAsync(SysUpTime), StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", await host.Tools.ValueAsync(SysLocation), StringComparison.Ordinal);
        Assert.Equal("Counter32: 35 recipients", await host.Tools.ValueAsync(SmtpDeliveries));
    }

    [Fact]
    public async Task Many_managers_at_once_see_the_same()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);
        var walk = await host.Tools.WalkAsync("-On", StatsMib.Root);

        var walks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Tools.WalkAsync("-On", StatsMib.Root)));

        Assert.All(walks, other => Assert.Equal(StatsMib.Still(walk), StatsMib.Still(other)));
    }

    public void Dispose() => _directory.Dispose();

    // How net-snmp names the types that stand behind textual conventions.
    private static string AsPrinted(string syntax) => syntax switch
    {
        "SnmpAdminString" or "DateAndTime" => "STRING",
        "TruthValue" or "Integer32" => "INTEGER",
        "TimeStamp" => "Timeticks",
        _ => syntax,
    };

    [GeneratedRegex(@"^(?<name>\w+Table) OBJECT-TYPE$", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^(?<name>postfixStats\w+) OBJECT-TYPE\s+SYNTAX\s+(?<syntax>\w+)\s+(UNITS\s+""\w+""\s+)?MAX-ACCESS\s+read-only", RegexOptions.Multiline)]
    private static partial Regex AccessibleObject();
}
