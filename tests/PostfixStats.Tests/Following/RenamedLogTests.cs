namespace PostfixStats.Following;

/// <summary>A log that is renamed, and whose writer goes on in it for a while.</summary>
public class RenamedLogTests
{
    [Fact]
    public void A_renamed_log_is_read_until_its_writer_has_let_go_of_it()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        log.Append("2\n");
        log.Rename("mail.log", "mail.log.1");
        log.Settle();
        log.Append("3\n", "mail.log.1");
        log.Settle();
        log.Write("5\n");
        log.Settle();
        log.Append("4\n", "mail.log.1");
        log.Settle();

        Assert.Equal(["1", "2", "3", "5", "4"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Rotated));
        Assert.Equal(0, log.Count(LogEventKind.Missing));
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_writer_that_comes_back_to_the_renamed_log_after_hours_is_heard()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();

        log.Clock.Advance(TimeSpan.FromHours(5));
        log.Settle();
        log.Append("3\n", "mail.log.1");
        log.Settle();
        log.Clock.Advance(TimeSpan.FromHours(5));
        log.Settle();
        log.Stop();
        log.Append("4\n", "mail.log.1");
        log.Start();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void A_writer_that_came_back_to_a_finished_log_is_heard_even_after_it_was_compressed()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();
        log.Clock.Advance(TimeSpan.FromHours(5));
        log.Settle();
        log.Stop();

        log.Append("3\n", "mail.log.1");
        log.Compress("mail.log.1");
        log.Start();
        log.Stop();
        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
    }

    [Fact]
    public void A_log_that_came_and_went_between_two_looks_is_read_although_no_other_came()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.2");
        log.Write("2\n");
        log.Rename("mail.log", "mail.log.1");
        log.Settle();
        log.Append("3\n", "mail.log.1");
        log.Settle();

        Assert.Equal(["1", "2", "3"], log.Lines);
    }

    [Fact]
    public void A_log_that_gets_its_name_back_goes_on_where_it_was()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "aside");
        log.Settle();

        log.Append("2\n", "aside");
        log.Rename("aside", "mail.log");
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
    }

    [Fact]
    public void Several_rotations_between_two_looks_lose_nothing_even_compressed_at_once()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        log.Append("2\n");
        log.Rename("mail.log", "mail.log.2");
        log.Compress("mail.log.2");
        log.Write("3\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("4\n");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_renamed_log_that_is_still_written_to_is_found_again_beside_the_new_one()
    {
        using var log = FollowedLog.Started("1\n");
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
        using var log = FollowedLog.Started("1\n");
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
    public void A_log_begun_with_the_very_same_lines_as_the_one_before_is_another_log()
    {
        using var log = FollowedLog.Started("1\n");
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_writer_that_was_never_told_to_reopen_is_heard_through_some_rotations(bool withRestart)
    {
        using var log = FollowedLog.Started("1\n");
        for (int i = 1; i <= 4; i++)
        {
            log.Rename("mail.log", $"mail.log-2026112{i}");
            log.Write("");
            log.Settle();
            log.Clock.Advance(TimeSpan.FromHours(5));
            log.Settle();
        }

        if (withRestart)
        {
            log.Stop();
            log.Start();
        }

        log.Append("2\n", "mail.log-20261121");
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
    }
}
