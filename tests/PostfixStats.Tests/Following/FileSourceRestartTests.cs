using System.Text;

namespace PostfixStats.Following;

/// <summary>What is found again after the daemon was down.</summary>
public class FileSourceRestartTests
{
    [Fact]
    public void A_restart_goes_on_where_counting_stood()
    {
        using var log = Started("1\n2\nhal");
        log.Stop();

        log.Append("f\n4\n");
        log.Start();

        Assert.Equal(["1", "2", "half", "4"], log.Lines);
    }

    [Fact]
    public void A_kill_forgets_lines_and_position_together()
    {
        using var log = Started("1\n");
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
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void After_days_every_file_is_read_in_order(string oldest, string middle, string newest)
    {
        foreach (int compressed in (int[])[0, 1, 2, 3])
        {
            using var log = Started("1\n");
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
    public void A_renamed_log_that_is_still_written_to_is_found_again_beside_the_new_one()
    {
        using var log = Started("1\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();
        log.Stop();

        log.Append("3\n", "mail.log.1");
        log.Append("4\n");
        log.Start();
        log.Append("5\n", "mail.log.1");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4", "5"], log.Lines);
    }

    [Fact]
    public void A_log_that_was_renamed_while_nobody_looked_is_read_on_as_its_writer_goes_on()
    {
        using var log = Started("1\n");
        log.Stop();
        log.Rename("mail.log", "mail.log.1");
        log.Append("2\n", "mail.log.1");
        log.Start();

        log.Append("3\n", "mail.log.1");
        log.Write("4\n");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void An_empty_log_that_was_filled_copied_and_truncated_meanwhile_is_found_in_the_copy()
    {
        using var log = Started("1\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("");
        log.Settle();
        log.Stop();

        log.Rename("mail.log.1", "mail.log.2");
        log.Append("2\n");
        log.CopyTruncate("mail.log.1");
        log.Append("3\n");
        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_daemon_that_ends_before_its_first_look_has_not_seen_the_files_that_came()
    {
        using var log = Started("");
        log.Stop();
        log.Append("1\n");
        log.CopyTruncate("mail.log.1");
        log.Append("2\n");
        log.PrepareToStart();
        log.Stop();

        log.Start();

        Assert.Equal(["1", "2"], log.Lines);
    }

    [Fact]
    public void A_log_moved_to_another_disk_goes_on_where_it_was()
    {
        using var log = Started("1\n");
        log.Stop();
        File.Copy(log["mail.log"], log["copy"]);
        log.Rename("copy", "mail.log");
        log.Append("2\n");

        log.Start();

        Assert.Equal(["1", "2"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_log_that_lost_its_end_in_a_power_failure_is_not_counted_again()
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}\n"));
        using var log = Started(text + "lost\n");
        log.Stop();
        log.Write(text);

        log.Start();
        log.Append("new\n");
        log.Settle();

        Assert.Equal(302, log.Lines.Count);
        Assert.Equal("new", log.Lines[^1]);
        Assert.Equal(1, log.Source.Gaps);
    }

    [Fact]
    public void Another_file_with_the_inode_of_the_one_before_is_read_from_its_beginning()
    {
        using var log = Started("1\n");
        log.Stop();
        log.Write("2\n3\n");

        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
        Assert.Equal(1, log.Source.Gaps);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }

    [Fact]
    public void A_log_begun_with_the_very_same_lines_as_the_one_before_is_another_log()
    {
        using var log = Started("1\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("1\n");
        log.Settle();
        log.Stop();
        log.Rename("mail.log.1", "mail.log.2");
        log.Rename("mail.log", "mail.log.1");
        log.Write("1\n");
        log.Start();

        Assert.Equal(["1", "1", "1"], log.Lines);
    }

    [Fact]
    public void A_compression_that_cannot_be_read_is_one_gap()
    {
        using var log = Started("1\n");
        log.Stop();
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.1.xz");
        log.Write("3\n");

        log.Start();
        log.Stop();
        log.Start();

        Assert.Equal(["1", "3"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
        Assert.Contains("mail.log.1.xz", log.Notices.Single(each => each.StartsWith("Gap", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flip")]
    [InlineData("empty")]
    [InlineData("text")]
    public void A_damaged_gz_is_one_gap_and_what_comes_after_it_is_read(string damage)
    {
        using var log = Started("1\n");
        log.Stop();
        var text = new StringBuilder("1\n");
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i} {random.Next()}\n");
        }

        log.Write(text.ToString());
        log.Rename("mail.log", "mail.log.1");
        log.Compress("mail.log.1");
        byte[] gz = File.ReadAllBytes(log["mail.log.1.gz"]);
        switch (damage)
        {
            case "cut":
                gz = gz[..(gz.Length / 2)];
                break;
            case "flip":
                gz[gz.Length / 2] ^= 1;
                break;
            case "empty":
                gz = [];
                break;
            default:
                gz = "this is no gz"u8.ToArray();
                break;
        }

        File.WriteAllBytes(log["mail.log.1.gz"], gz);
        log.Write("after\n");

        log.Start();
        log.Stop();
        log.Start();

        Assert.Equal("after", log.Lines[^1]);
        Assert.Equal(1, log.Lines.Count(line => line == "after"));
        Assert.Equal(1, log.Lines.Count(line => line == "1"));
        Assert.InRange(log.Count(LogEventKind.Gap), 1, damage is "empty" or "text" ? 2 : 1);
    }

    [Fact]
    public void Half_a_line_at_the_end_of_a_copy_counts_when_the_copy_is_compressed()
    {
        using var log = Started("1\n");
        log.CopyTruncate("mail.log.2");
        log.Settle();
        log.Append("hal");
        log.CopyTruncate("mail.log.1");
        log.Append("f\n");
        log.Settle();
        log.Stop();
        log.Compress("mail.log.1");
        log.Start();

        Assert.Equal(["1", "f", "hal"], log.Lines);
    }

    [Theory]
    [InlineData("mail.log.1.gz")]
    [InlineData("mail.log.1.xz")]
    public void What_cannot_be_read_is_one_gap_however_often_it_is_looked_at(string name)
    {
        using var log = Started("1\n");
        log.Stop();
        log.Rename("mail.log", "mail.log.2");
        log.Write("no compressed file", name);
        log.Write("");
        log.Start();
        log.Settle();
        Assert.Equal(1, log.Source.Gaps);

        log.Append("2\n");
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }

    [Fact]
    public void A_compression_in_progress_is_not_read_beside_its_original()
    {
        using var log = Started("1\n");
        log.Stop();
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.2");
        log.Write("3\n", "mail.log.1");
        File.Copy(log["mail.log.1"], log["keep"]);
        log.Compress("mail.log.1");
        log.Rename("keep", "mail.log.1");
        log.Write("4\n");

        log.Start();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void A_wall_clock_that_jumps_changes_nothing()
    {
        using var log = Started("1\n");
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

    private static FollowedLog Started(string text)
    {
        var log = new FollowedLog();
        log.Write(text);
        log.Start();
        return log;
    }
}
