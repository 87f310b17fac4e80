namespace PostfixStats.Following;

/// <summary>What is found again after the daemon was down.</summary>
public class RestartTests
{
    [Fact]
    public void A_restart_goes_on_where_counting_stood()
    {
        using var log = FollowedLog.Started("1\n2\nhal");
        log.Stop();

        log.Append("f\n4\n");
        log.Start();

        Assert.Equal(["1", "2", "half", "4"], log.Lines);
    }

    [Fact]
    public void A_kill_forgets_lines_and_position_together()
    {
        using var log = FollowedLog.Started("1\n");
        log.Save();
        log.Append("2\n");
        log.Settle();
        log.Kill();

        log.Append("3\n");
        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
    }

    public static TheoryData<string, string, string> Schemes => new()
    {
        { "mail.log.3", "mail.log.2", "mail.log.1" },
        { "mail.log-20261119", "mail.log-20261120", "mail.log-20261121" },
        { "mail.log.20261119-000001", "mail.log.20261120-000001", "mail.log.20261121-000001" },
        { "mail.log.2026111900", "mail.log-20261120", "mail.log.1" },
        { "mail.log-20261119-1763500000", "mail.log-20261119-1763500001", "mail.log-20261120-1763600000" },
        { "mail.log-30-11-2026", "mail.log-01-12-2026", "mail.log-02-12-2026" },
        { "mail.3.log", "mail.2.log", "mail.1.log" },
        { "mail-20261119.log", "mail-20261120.log", "mail-20261121.log" },
        { "old/mail.log.3", "old/mail.log.2", "old/mail.log.1" },
        { "old/mail-20261119.log", "old/mail-20261120.log", "mail-20261121.log" },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void After_days_every_file_is_read_in_order(string oldest, string middle, string newest)
    {
        foreach (int compressed in (int[])[0, 1, 2, 3])
        {
            using var log = new FollowedLog { OldDirectory = "old" };
            Directory.CreateDirectory(log["old"]);
            log.Write("1\n");
            log.Start();
            log.Stop();
            log.Append("2\n");
            log.Rename("mail.log", oldest);
            log.Write("3\n", middle);
            log.Write("4\n", newest);
            log.Write("5\n");
            TimeSpan age = TimeSpan.Zero;
            foreach (string name in (string[])[newest, middle, oldest])
            {
                File.SetLastWriteTimeUtc(log[name], DateTime.UtcNow - (age += TimeSpan.FromMilliseconds(20)));
            }

            foreach (string name in ((string[])[oldest, middle, newest]).Take(compressed))
            {
                log.Compress(name);
            }

            log.Start();

            Assert.Equal(["1", "2", "3", "4", "5"], log.Lines);
            Assert.Equal(0, log.Source.Gaps);
        }
    }

    [Fact]
    public void A_wall_clock_that_jumps_changes_nothing()
    {
        using var log = FollowedLog.Started("1\n");
        log.Clock.WallClockError = TimeSpan.FromDays(-400);
        log.Append("2\n");
        log.Settle();
        log.Rename("mail.log", "mail.log.1");
        log.Write("3\n");
        log.Settle();
        log.Stop();
        log.Clock.WallClockError = TimeSpan.FromDays(400);
        log.Rename("mail.log.1", "mail.log.2");
        log.Rename("mail.log", "mail.log.1");
        log.Write("4\n");
        log.Start();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }
}
