// `postfix-statsd count`: whole logs, once.

using System.IO.Compression;
using System.Text;
using PostfixStats.Daemon.Commands;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Commands;

public sealed class CountTests : IDisposable
{
    private const string Received = "Sep  5 12:00:00 mx postfix/smtpd[101]: 4FAB1C2D3E: client=mail.sender.test[192.0.2.10]\n";
    private const string Sent = "Sep  5 12:00:03 mx postfix-out/smtp[120]: 4FAB1C2D3E: to=<a@remote.test>, relay=mx.remote.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n";
    private const string Zeros = "smtp:4xx 0\nsmtp:5xx 0\nsmtpd:4xx 0\nsmtpd:5xx 0\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("count-tests-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_empty_input_prints_the_documented_names_at_zero() =>
        Assert.Equal(
            new DaemonRun($"recv:local 0\nrecv:smtp 0\nsent:local 0\nsent:smtp 0\n{Zeros}", "", 0),
            await DaemonRun.With("count"));

    [Fact]
    public async Task Standard_input_is_counted_with_or_without_a_final_newline() =>
        Assert.Equal(
            new DaemonRun($"lines:counted 2\nrecv:local 0\nrecv:smtp 1\nsent:local 0\nsent:smtp 1\n{Zeros}", "", 0),
            await DaemonRun.WithInput((Received + Sent).TrimEnd('\n'), "count", "-"));

    [Fact]
    public async Task Files_are_one_stream_and_may_be_compressed()
    {
        string plain = Path.Combine(_directory, "mail.log");
        string compressed = Path.Combine(_directory, "mail.log.1.gz");
        await File.WriteAllTextAsync(plain, "Sep  5 12:00:00 mx last message repeated 2 times\n", TestContext.Current.CancellationToken);
        await using (var gzip = new GZipStream(File.Create(compressed), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Received), TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            new DaemonRun($"lines:counted 2\nrecv:local 0\nrecv:smtp 3\nsent:local 0\nsent:smtp 0\n{Zeros}", "", 0),
            await DaemonRun.With("count", compressed, plain));
    }

    [Fact]
    public async Task An_instance_is_counted_alone() =>
        Assert.Equal(
            new DaemonRun($"lines:counted 1\nrecv:local 0\nrecv:smtp 0\nsent:local 0\nsent:smtp 1\n{Zeros}", "", 0),
            await DaemonRun.WithInput(Received + Sent, "count", "--instance", "postfix-out"));

    [Fact]
    public async Task An_unknown_instance_is_one_line() =>
        Assert.Equal(
            new DaemonRun("", "postfix-statsd: No such instance \"postfix-in\"\n", 1),
            await DaemonRun.WithInput(Received, "count", "--instance", "postfix-in"));

    [Fact]
    public async Task Json_has_totals_and_instances() =>
        Assert.Equal(
            new DaemonRun(
                """{"version":1,"totals":{"lines:counted":2,"recv:local":0,"recv:smtp":1,"sent:local":0,"sent:smtp":1,"smtp:4xx":0,"smtp:5xx":0,"smtpd:4xx":0,"smtpd:5xx":0},"instances":{"postfix":{"lines:counted":1,"recv:local":0,"recv:smtp":1,"sent:local":0,"sent:smtp":0,"smtp:4xx":0,"smtp:5xx":0,"smtpd:4xx":0,"smtpd:5xx":0},"postfix-out":{"lines:counted":1,"recv:local":0,"recv:smtp":0,"sent:local":0,"sent:smtp":1,"smtp:4xx":0,"smtp:5xx":0,"smtpd:4xx":0,"smtpd:5xx":0}}}""" + "\n",
                "",
                0),
            await DaemonRun.WithInput(Received + Sent, "count", "--format", "json"));

    [Fact]
    public async Task A_directory_is_called_one()
    {
        DaemonRun run = await DaemonRun.With("count", _directory);
        Assert.Equal($"postfix-statsd: {_directory}: it is a directory\n", run.Errors);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_hide_the_others()
    {
        string plain = Path.Combine(_directory, "mail.log");
        await File.WriteAllTextAsync(plain, Received, TestContext.Current.CancellationToken);
        string missing = Path.Combine(_directory, "missing");
        DaemonRun run = await DaemonRun.With("count", missing, plain);
        Assert.Contains("recv:smtp 1\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"postfix-statsd: {missing}: ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(c => c == '\n'));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_damaged_gz_counts_up_to_the_damage()
    {
        string whole = Path.Combine(_directory, "whole.gz");
        await using (var gzip = new GZipStream(File.Create(whole), CompressionLevel.NoCompression))
        {
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Received + Sent), TestContext.Current.CancellationToken);
        }

        string damaged = Path.Combine(_directory, "damaged.gz");
        byte[] bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(damaged, bytes[..^60], TestContext.Current.CancellationToken);
        DaemonRun run = await DaemonRun.With("count", damaged);
        Assert.Contains("recv:smtp 1\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"postfix-statsd: {damaged}: ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_large_log_is_counted_in_parts_with_the_result_of_one()
    {
        // A repeat line at the first place where a part may end, and three parts.
        const string repeat = "Sep  5 12:00:00 mx last message repeated 2 times\n";
        string log = Path.Combine(_directory, "mail.log");
        await using (var file = new StreamWriter(log))
        {
            int lines = (int)(LogInput.PartSize / Received.Length) + 1;
            for (int i = 0; i < lines; i++)
            {
                await file.WriteAsync(Received);
            }

            await file.WriteAsync(repeat + repeat);
            for (int i = 0; i < lines; i++)
            {
                await file.WriteAsync(i < 10 ? repeat : Received);
            }

            await file.WriteAsync(Sent.TrimEnd('\n'));
        }

        long received = (2 * ((LogInput.PartSize / Received.Length) + 1)) - 10 + (12 * 2);
        long counted = (2 * ((LogInput.PartSize / Received.Length) + 1)) + 3;
        Assert.Equal(
            new DaemonRun($"lines:counted {counted}\nrecv:local 0\nrecv:smtp {received}\nsent:local 0\nsent:smtp 1\n{Zeros}", "", 0),
            await DaemonRun.With("count", log));
    }

    [Fact]
    public async Task Lines_of_the_journal_are_read_as_journalctl_writes_them_in_json() =>
        Assert.Equal(
            new DaemonRun($"lines:counted 2\nlines:foreign 1\nrecv:local 0\nrecv:smtp 1\nsent:local 0\nsent:smtp 1\n{Zeros}", "", 0),
            await DaemonRun.WithInput(
                """
                {"__CURSOR":"s=1;i=1","_HOSTNAME":"mx","PRIORITY":"6","SYSLOG_IDENTIFIER":"postfix/smtpd","SYSLOG_PID":"101","MESSAGE":"4FAB1C2D3E: client=x[192.0.2.10]"}
                {"SYSLOG_IDENTIFIER":"postfix/smtp","MESSAGE":[52,70,65,66,49,67,58,32,116,111,61,60,255,64,98,46,99,62,44,32,114,101,108,97,121,61,110,111,110,101,44,32,100,101,108,97,121,61,48,44,32,115,116,97,116,117,115,61,115,101,110,116,32,40,41]}
                {"SYSLOG_IDENTIFIER":"dovecot","MESSAGE":"4FAB1C2D3E: client=x[192.0.2.10]"}

                """,
                "count"));

    [Fact]
    public async Task Explain_prints_what_was_not_understood_and_nothing_else()
    {
        DaemonRun run = await DaemonRun.WithInput(
            Received + "junk\x1B[2J\u009B\nSep  5 12:00:00 mx postfix/smtpd[101]: 4FAB1C2D3E: frobnicated 5\nSep  5 12:00:00 mx dovecot: x\n" + new string('x', 20_000) + "\n" + Sent,
            "count",
            "--explain");
        Assert.Equal(
            new DaemonRun(
                "lines:unparsed\tno syslog header\t\tjunk?[2J\u00C2?\n".Replace("\u00C2", "\uFFFD", StringComparison.Ordinal)
                + "lines:unknown\tunknown shape of line\tsmtpd | QID: frobnicated *\tSep  5 12:00:00 mx postfix/smtpd[101]: 4FAB1C2D3E: frobnicated 5\n"
                + "lines:unparsed\tlonger than 16 KiB\t\t\n",
                "",
                0),
            run);
    }

    [Fact]
    public async Task Messages_are_counted_where_they_are_asked_for()
    {
        const string Active = "Sep  5 12:00:01 mx postfix/qmgr[102]: 4FAB1C2D3E: from=<s@x.test>, size=1500, nrcpt=2 (queue active)\n";
        string sent = Sent.Replace("postfix-out", "postfix", StringComparison.Ordinal);
        string lines = Received + Active + sent + Active + sent;
        string listed = $"lines:counted 5\nMESSAGESqmgr:active 2\nrecv:local 0\nrecv:smtp 1\nsent:local 0\nsent:smtp 2\n{Zeros}";
        string messages = "msg:received 1\nmsg:received-octets 1500\nmsg:received-recipients 2\nmsg:sent 1\nmsg:sent-octets 1500\nmsg:sent-recipients 2\n";

        Assert.Equal(
            new DaemonRun(listed.Replace("MESSAGES", messages, StringComparison.Ordinal), "", 0),
            await DaemonRun.WithInput(lines, "count", "--messages"));
        Assert.Equal(
            new DaemonRun(listed.Replace("MESSAGES", "", StringComparison.Ordinal), "", 0), await DaemonRun.WithInput(lines, "count"));
        Assert.DoesNotContain("msg:", (await DaemonRun.WithInput(lines, "count", "--details")).Output, StringComparison.Ordinal);
        Assert.Equal(
            2, (await DaemonRun.WithInput(lines, "count", "--messages", "--format=json")).Output.Split("\"msg:received-octets\":1500").Length - 1);
    }

    [Fact]
    public async Task Messages_of_many_parts_are_counted_in_their_order()
    {
        // More than one part has, and the message spans them.
        string log = Path.Combine(_directory, "mail.log");
        await using (var writer = new StreamWriter(log))
        {
            await writer.WriteAsync(Received);
            string filler = "Sep  5 12:00:00 mx dovecot: " + new string('x', 4000) + "\n";
            for (long length = 0; length < LogInput.PartSize; length += filler.Length)
            {
                await writer.WriteAsync(filler);
            }

            await writer.WriteAsync("Sep  5 12:00:01 mx postfix/qmgr[102]: 4FAB1C2D3E: from=<s@x.test>, size=1500, nrcpt=2 (queue active)\n");
        }

        Assert.Contains(
            "msg:received 1\nmsg:received-octets 1500\nmsg:received-recipients 2\nqmgr",
            (await DaemonRun.With("count", "--messages", log)).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format=json")]
    [InlineData("--messages")]
    [InlineData("--instance=postfix")]
    public async Task Explain_stands_alone(string option) =>
        Assert.Equal(
            new DaemonRun("", "postfix-statsd: --explain: it prints lines, so that --format, --instance, --details and --messages mean nothing beside it\n", 64),
            await DaemonRun.With("count", "--explain", option));

    [Fact]
    public async Task Hops_to_a_filter_leave_the_totals_by_option() =>
        Assert.Equal(
            new DaemonRun($"excluded:recv 1\nexcluded:sent 1\nlines:counted 2\nrecv:local 0\nrecv:smtp 0\nsent:local 0\nsent:smtp 0\n{Zeros}", "", 0),
            await DaemonRun.WithInput(Received + Sent, "count", "--exclude-relay", "[198.51.100.1]:25", "--exclude-client", "mail.sender.test"));

    [Fact]
    public async Task What_the_daemon_is_configured_for_holds_for_count_too()
    {
        string file = Path.Combine(_directory, "postfix-stats.json");
        await File.WriteAllTextAsync(
            file, """{ "exclude-service": ["scan"], "fold-service": [], "syslog-name": ["mailout"] }""", TestContext.Current.CancellationToken);
        string lines = Sent.Replace("postfix-out/", "mailout/scan/", StringComparison.Ordinal) + Sent.Replace("postfix-out/", "mailout/relay/", StringComparison.Ordinal);
        Assert.Equal(
            new DaemonRun($"excluded:sent 1\nlines:counted 2\nrecv:local 0\nrecv:smtp 0\nsent:local 0\nsent:relay 1\nsent:smtp 0\n{Zeros}", "", 0),
            await DaemonRun.WithInput(lines, "count", "--config", file, "--instance", "mailout"));
    }

    [Fact]
    public async Task A_bad_setting_is_one_line() =>
        Assert.Equal(
            new DaemonRun("", "postfix-statsd: --exclude-relay: \"10024\" is neither a host's name nor an [address] in brackets\n", 64),
            await DaemonRun.With("count", "--exclude-relay", "10024"));

    [Fact]
    public async Task Two_damaged_logs_are_a_line_each_in_their_order()
    {
        string first = Path.Combine(_directory, "a");
        string second = Path.Combine(_directory, "b");
        DaemonRun run = await DaemonRun.With("count", first, second);
        Assert.Equal([$"postfix-statsd: {first}: ", $"postfix-statsd: {second}: "], run.Errors.Split('\n')[..2].Select(line => line[..(16 + first.Length + 2)]));
        Assert.Equal(1, run.ExitCode);
    }
}
