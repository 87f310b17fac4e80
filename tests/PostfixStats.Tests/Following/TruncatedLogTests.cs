namespace PostfixStats.Following;

/// <summary>A log that is copied and cut back under its writer.</summary>
public class TruncatedLogTests
{
    [Fact]
    public void What_was_written_between_the_last_look_and_a_truncation_is_found_in_the_copy()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        log.Append("2\n");
        log.CopyTruncate("mail.log.1");
        log.Append("three\n");
        log.Settle();

        Assert.Equal(["1", "2", "three"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Truncated));
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_truncated_log_that_has_grown_beyond_its_old_length_is_known_by_its_beginning()
    {
        using var log = new FollowedLog();
        log.Write("");
        log.Start();
        log.Append("1\n");
        log.Settle();

        log.CopyTruncate("mail.log.1");
        log.Compress("mail.log.1");
        log.Append("two\nthree\n");
        log.Settle();

        Assert.Equal(["1", "two", "three"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_copy_that_ends_before_what_was_counted_is_no_loss()
    {
        using var log = new FollowedLog();
        log.Write("1\n2\n");
        log.Start();
        log.Write("1\n", "mail.log.1");
        log.Append("3\n");
        log.Settle();

        using (var file = new FileStream(log["mail.log"], FileMode.Truncate))
        {
        }

        log.Append("four\n");
        log.Settle();

        // The copy is too short to hold even the fingerprint: it might be any file.
        Assert.Equal(["1", "2", "3", "four"], log.Lines);
        Assert.Equal(1, log.Source.Gaps);
    }

    [Fact]
    public void A_long_copy_that_ends_before_what_was_counted_is_no_loss()
    {
        using var log = new FollowedLog();
        string beginning = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}\n"));
        log.Write(beginning);
        log.Start();
        File.Copy(log["mail.log"], log["mail.log.1"]);
        log.Append("between copy and cut\n");
        log.Settle();

        using (var file = new FileStream(log["mail.log"], FileMode.Truncate))
        {
        }

        log.Append("after\n");
        log.Settle();

        Assert.Equal(302, log.Lines.Count);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1\n")]
    [InlineData("1\n2\n")]
    public void A_copy_in_the_making_of_a_log_of_which_nothing_was_counted_yet_is_no_other_log(string copied)
    {
        using var log = new FollowedLog();
        log.PrepareToStart();
        log.Write("1\n2\n");
        log.Write(copied, "mail.log.1");
        log.Source.Poll(1 << 20);

        log.Write("1\n2\n", "mail.log.1");
        log.Write("");
        log.Append("3\n");
        log.Settle();

        Assert.Equal(["1", "2", "3"], log.Lines);
    }

    [Fact]
    public void A_copy_that_is_never_followed_by_a_truncation_counts_once()
    {
        using var log = new FollowedLog();
        log.PrepareToStart();
        log.Write("1\n2\n");
        File.Copy(log["mail.log"], log["mail.log.1"]);
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void Two_truncations_between_two_looks_lose_nothing()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        log.Append("2\n");
        log.CopyTruncate("mail.log.1");
        log.Append("3\n");
        log.Rename("mail.log.1", "mail.log.2");
        log.CopyTruncate("mail.log.1");
        log.Append("4\n");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void A_log_that_is_emptied_without_a_copy_is_a_gap_told_once()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        log.Write("");
        log.Settle();
        log.Append("2\n");
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
        Assert.Equal(1, log.Source.Gaps);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }

    [Theory]
    [InlineData("1\n")]
    [InlineData("1")]
    [InlineData("")]
    public void A_truncation_and_a_rename_between_two_looks_lose_nothing(string beginning)
    {
        using var log = new FollowedLog();
        log.Write(beginning);
        log.Start();

        log.Append("1.2\n");
        log.CopyTruncate("mail.log.2");
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("3\n");
        log.Settle();

        Assert.Equal([.. (beginning + "1.2\n").Split('\n')[..^1], "2", "3"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void An_empty_log_that_was_filled_copied_and_truncated_meanwhile_is_found_in_the_copy()
    {
        using var log = FollowedLog.Started("1\n");
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
    public void Half_a_line_at_the_end_of_a_copy_counts_when_the_copy_is_compressed()
    {
        using var log = FollowedLog.Started("1\n");
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

    [Fact]
    public void Half_a_line_at_the_end_of_a_copy_counts_when_nobody_can_complete_it_and_not_earlier_because_of_a_kill()
    {
        using var log = FollowedLog.Started("1\n");
        log.Save();
        log.Append("2\nhal");
        log.Settle();
        log.CopyTruncate("mail.log.1");
        log.Append("f\n3\n");
        log.Settle();
        Assert.Equal(["1", "2", "f", "3"], log.Lines);
        log.Kill();
        log.Start();
        Assert.Equal(["1", "2", "f", "3"], log.Lines);

        log.Rename("mail.log.1", "mail.log.2");
        log.CopyTruncate("mail.log.1");
        log.Append("4\n");
        log.Settle();
        log.Clock.Advance(TimeSpan.FromHours(2));
        log.Settle();
        Assert.Equal(["1", "2", "f", "3", "4", "hal"], log.Lines);

        // After hours the files are that old, too.
        File.SetLastWriteTimeUtc(log["mail.log.2"], DateTime.UtcNow - TimeSpan.FromHours(2));
        log.Kill();
        log.Start();
        Assert.Equal(["1", "2", "3", "4", "f", "hal"], log.Lines.Order());
    }

    [Fact]
    public void A_copy_that_holds_nothing_but_half_a_line_is_known_again_when_it_is_compressed()
    {
        using var log = FollowedLog.Started("1\n");
        log.CopyTruncate("mail.log.2");
        log.Append("hal");
        log.CopyTruncate("mail.log.1");
        log.Append("f\n2\n");
        log.Settle();
        log.Stop();
        log.Compress("mail.log.1");
        log.Start();

        Assert.Equal(["1", "f", "2", "hal"], log.Lines);
    }
}
