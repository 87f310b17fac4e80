using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>Debian's rsyslog writes the log, reopens it when logrotate tells it to, and writes repeats as repeats.</summary>
public class RsyslogTests
{
    [Fact]
    public async Task What_rsyslog_writes_and_logrotate_rotates_is_counted_once()
    {
        using var temp = new TempDirectory();
        string log = Path.Combine(temp.Make("log"), "mail.log");
        string socket = temp["log.socket"];
        string configuration = temp.Write("rsyslog.conf", $"""
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{socket}" RateLimit.Interval="0")
            global(workDirectory="{temp.Path}")
            $RepeatedMsgReduction on
            mail.* action(type="omfile" file="{log}" template="RSYSLOG_TraditionalFileFormat")

            """);
        await using var rsyslog = new Server("rsyslogd", ["-n", "-i", temp["rsyslog.pid"], "-f", configuration]);
        await Eventually.HoldsAsync("rsyslog's socket", () => File.Exists(socket));
        string rotation = temp.Write("logrotate.conf", $$"""
            {{log}} {
                rotate 50
                create
                compress
                delaycompress
                postrotate
                    kill -HUP {{rsyslog.Pid}}
                endscript
            }

            """);
        File.SetUnixFileMode(rotation, (UnixFileMode)0x1A4);
        await using var daemon = new StatsDaemon(Path.Combine(temp.Make("state"), "state"), log, $"unix:{temp["nobody"]}");
        daemon.Start();

        // A file that was rotated away before the daemon's first look is no part of the log.
        await Eventually.HoldsAsync("the first state", () => File.Exists(daemon.State));

        const int Rounds = 6;
        for (int round = 0; round < Rounds; round++)
        {
            await LogAsync(socket, round);
            if (round == 2)
            {
                await daemon.KillAsync();
            }

            (await Tool.RunAsync("logrotate", ["--force", "--state", temp["logrotate.state"], rotation])).Succeeded();
            if (round == 4)
            {
                daemon.Start();
            }
        }

        // Half of the rejects differ; of the other half one stands in the log and the others are a repeat of it, which rsyslog
        // writes when something else comes.
        await SendAsync(socket, "5E51721173E: uid=0 from=<root>\n", "postfix/pickup[4712]");
        string rejects = $"smtpd:5xx {Rounds * 20}\n";
        await Eventually.HoldsAsync(
            "all lines counted", () => daemon.GetterAsync("--all"), answer => answer.Contains(rejects, StringComparison.Ordinal));
        await rsyslog.StopAsync();
        string[] files = [.. Directory.EnumerateFiles(temp["log"]).OrderDescending(StringComparer.Ordinal)];
        string expected = (await Tool.RunAsync(Repository.Daemon, ["count", .. files])).Succeeded();
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => daemon.GetterAsync("--all")));
    }

    private static Task LogAsync(string socket, int round) => SendAsync(
        socket,
        string.Concat(Enumerable.Range(0, 20).Select(i =>
            $"NOQUEUE: reject: RCPT from unknown[203.0.113.{(i < 10 ? i : 99)}]: 554 5.7.1 <x@elsewhere.example>: Relay access denied; from=<s{round}@invalid.example> to=<x@elsewhere.example> proto=ESMTP helo=<h>\n")),
        "postfix/smtpd[4711]");

    private static async Task SendAsync(string socket, string lines, string tag) =>
        (await Tool.RunAsync("logger", ["--socket", socket, "--priority", "mail.info", "--tag", tag], input: lines)).Succeeded();
}
