// `postfix-statsd count`: whole logs, once.

using System.IO.Compression;
using System.Text;
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
}
