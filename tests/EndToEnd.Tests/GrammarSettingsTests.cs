// What the daemon's configuration file says of the host's Postfix reaches the counters.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class GrammarSettingsTests : IDisposable
{
    private const string Log =
        """
        Nov 20 06:31:11 mx mailout/smtpd[1]: DA03A102BD1: client=out3.news.example.net[203.0.113.61]
        Nov 20 06:31:12 mx mailout/smtp[1]: DA03A102BD1: to=<a@b.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
        Nov 20 06:31:12 mx mailout/10025/smtpd[1]: DA03A102BD2: client=localhost[127.0.0.1]
        Nov 20 06:31:13 mx mailout/smtp[1]: DA03A102BD2: to=<a@b.test>, relay=mx.b.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)

        """;

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Hops_to_and_from_a_filter_leave_the_totals()
    {
        _directory.Write("mail.log", Log);
        await using var daemon = new StatsDaemon(_directory["state"], _directory["mail.log"], "unix:" + _directory["none"]);
        _directory.Write("state.json", """{ "syslog-name": "mailout", "exclude-relay": ["[127.0.0.1]:10024"], "exclude-service": ["10025"] }""");
        daemon.Start();

        const string expected =
            """
            excluded:recv 1
            excluded:sent 1
            lines:counted 4
            recv:local 0
            recv:smtp 1
            sent:local 0
            sent:smtp 1
            smtp:4xx 0
            smtp:5xx 0
            smtpd:4xx 0
            smtpd:5xx 0

            """;
        await Eventually.HoldsAsync("the log is counted", () => daemon.GetterAsync("lines:counted"), value => value == "4\n");
        Assert.Equal(expected, await daemon.GetterAsync("--all"));
        Assert.Equal("1\n", await daemon.GetterAsync("--instance", "mailout", "sent:smtp"));
    }

    public void Dispose() => _directory.Dispose();
}
