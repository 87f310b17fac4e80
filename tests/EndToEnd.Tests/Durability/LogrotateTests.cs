using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>Debian's logrotate does the rotating, in the ways that people configure.</summary>
public class LogrotateTests
{
    [Theory]
    [InlineData("create")]
    [InlineData("create\n compress")]
    [InlineData("create\n compress\n delaycompress")]
    [InlineData("nocreate")]
    [InlineData("copytruncate")]
    [InlineData("copytruncate\n compress")]
    [InlineData("copytruncate\n dateext\n dateformat -%Y%m%d%H%s\n compress\n delaycompress")]
    [InlineData("create\n dateext\n dateformat -%Y%m%d%H%s\n compress")]
    [InlineData("create\n dateext\n dateformat -%Y%m%d-%s\n extension .log\n compress\n delaycompress")]
    [InlineData("create\n extension .log\n compress")]
    [InlineData("create\n olddir old\n compress\n delaycompress")]
    [InlineData("copytruncate\n olddir old\n compress")]
    public async Task Logrotate_loses_nothing_and_doubles_nothing(string how)
    {
        using var temp = new TempDirectory();
        using var log = new BusyLog(temp.Make("log"), how.Length);
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(log.Path)!, "old"));
        string configuration = temp.Write("logrotate.conf", $"{log.Path} {{\n rotate 50\n nomail\n {how}\n}}\n");
        File.SetUnixFileMode(configuration, (UnixFileMode)0x1A4);
        string[] options = how.Contains("olddir", StringComparison.Ordinal) ? ["--olddir", "old"] : [];
        await using var daemon = new StatsDaemon(Path.Combine(temp.Make("state"), "state"), log.Path, $"unix:{temp["nobody"]}", options);

        for (int round = 0; round < 6; round++)
        {
            // Up for two rounds, down for two, up again.
            if (round is 0 or 4)
            {
                daemon.Start();
                string counted = await log.CountAsync();
                Assert.Equal(counted, await Eventually.SettlesAsync(counted, () => daemon.GetterAsync("--all")));
            }

            log.Write(500);
            (await Tool.RunAsync("logrotate", ["--force", "--state", temp["logrotate.state"], configuration])).Succeeded();

            // The writer takes its time, unless logrotate was told that it does not: what is written to a file that has been
            // compressed is in no file afterwards.
            bool takesTime = !how.Contains("compress", StringComparison.Ordinal) || how.Contains("delaycompress", StringComparison.Ordinal);
            log.Write(takesTime ? 100 : 0);
            log.Reopen();
            log.Write(400);
            if (round == 1)
            {
                await daemon.KillAsync();
            }

            if (how.Contains("dateext", StringComparison.Ordinal))
            {
                // The names tell seconds apart.
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        string expected = await log.CountAsync();
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => daemon.GetterAsync("--all")));
        Assert.DoesNotContain("lines were lost", daemon.Log, StringComparison.Ordinal);
    }
}
