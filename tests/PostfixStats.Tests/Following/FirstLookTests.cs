namespace PostfixStats.Following;

/// <summary>What a source does with a log that it has never read, or that is not there.</summary>
public class FirstLookTests
{
    [Fact]
    public void A_first_start_leaves_out_what_the_log_holds_but_not_the_line_being_written()
    {
        using var log = new FollowedLog();
        log.Write("old 1\nold 2\nhal");
        log.StartFromEnd();

        log.Append("f\nnew\n");
        log.Settle();

        Assert.Equal(["half", "new"], log.Lines);
        Assert.Equal(["Opened mail.log: from its end"], log.Notices);
    }

    [Fact]
    public void A_first_start_from_the_beginning_counts_what_the_log_holds_but_no_rotated_file()
    {
        using var log = new FollowedLog();
        log.Write("rotated\n", "mail.log.1");
        File.SetLastWriteTimeUtc(log["mail.log.1"], DateTime.UtcNow - TimeSpan.FromSeconds(1));
        log.Write("old\n");
        log.Start();

        Assert.Equal(["old"], log.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_that_does_not_exist_is_waited_for_and_read_from_its_beginning(bool restartInBetween)
    {
        using var log = new FollowedLog();
        log.StartFromEnd();
        Assert.Equal(["Missing mail.log: "], log.Notices);
        Assert.True(log.Source.IsCaughtUp);
        if (restartInBetween)
        {
            log.Stop();
        }

        log.Write("first\n");
        if (restartInBetween)
        {
            log.StartFromEnd();
        }

        log.Settle();

        Assert.Equal(["first"], log.Lines);
    }

    [Fact]
    public void A_log_that_came_and_was_rotated_while_the_daemon_was_down_is_read_as_well()
    {
        using var log = new FollowedLog();
        log.StartFromEnd();
        log.Stop();

        log.Write("first\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("second\n");
        log.StartFromEnd();

        Assert.Equal(["first", "second"], log.Lines);
    }

    [Fact]
    public void A_log_that_is_renamed_before_the_first_look_is_read()
    {
        using var log = new FollowedLog();
        log.PrepareToStart();
        log.Write("1\n");
        log.Rename("mail.log", "mail.log.1");
        log.Settle();

        Assert.Equal(["1"], log.Lines);
    }

    [Fact]
    public void A_daemon_that_ends_before_its_first_look_has_not_seen_the_files_that_came()
    {
        using var log = FollowedLog.Started("");
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
    public void Looking_at_a_quiet_log_allocates_nothing()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();

        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                log.Source.Poll(1 << 20);
                log.Source.OctetsBehind();
            }
        });

        Assert.Equal(0, allocated);
    }
}
