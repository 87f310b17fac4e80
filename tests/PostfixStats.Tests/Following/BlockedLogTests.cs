namespace PostfixStats.Following;

/// <summary>Rotated logs that may not be read for a while: their lines are not lost while they are there.</summary>
public class BlockedLogTests
{
    [Theory]
    [InlineData("mail.log.2", false, false)]
    [InlineData("mail.log.1", false, false)]
    [InlineData("mail.log.2", true, false)]
    [InlineData("mail.log.1", true, false)]
    [InlineData("mail.log.2", false, true)]
    [InlineData("mail.log.1", false, true)]
    [InlineData("mail.log.2", true, true)]
    [InlineData("mail.log.1", true, true)]
    public void A_rotated_log_without_permission_is_waited_for(string blocked, bool isCompressed, bool withRestart)
    {
        using FollowedLog log = RotatedTwice();
        if (isCompressed)
        {
            log.Compress("mail.log.2");
            log.Compress("mail.log.1");
            blocked += ".gz";
        }

        log.Permit(blocked, permit: false);
        Unprivileged.Do(() =>
        {
            log.Start();
            log.Retry();
            Assert.Equal(blocked.Contains(".2", StringComparison.Ordinal) ? ["1", "3", "4"] : ["1", "2", "4"], log.Lines);
            Assert.Equal(1, log.Count(LogEventKind.Unreadable));
            Assert.True(log.Source.IsBlocked);
            Assert.NotEqual(0, log.Source.OctetsBehind());
            if (withRestart)
            {
                log.Stop();
                log.Start();
            }
        });

        log.Permit(blocked, permit: true);
        log.Append("5\n");
        log.Retry();

        Assert.Equal(["1", "2", "3", "4", "5"], log.Lines.Order());
        Assert.Equal(0, log.Source.Gaps);
        Assert.Equal(0, log.Source.OctetsBehind());
        Assert.False(log.Source.IsBlocked);
    }

    [Fact]
    public void Rotations_while_nothing_old_may_be_read_lose_nothing()
    {
        using FollowedLog log = RotatedTwice();
        log.Permit("mail.log.2", permit: false);
        log.Permit("mail.log.1", permit: false);
        Unprivileged.Do(() => log.Start());

        log.Rename("mail.log.2", "mail.log.3");
        log.Rename("mail.log.1", "mail.log.2");
        log.Rename("mail.log", "mail.log.1");
        log.Write("5\n");
        Unprivileged.Do(log.Retry);
        Assert.Equal(["1", "4", "5"], log.Lines);

        log.Permit("mail.log.2", permit: true);
        Unprivileged.Do(log.Retry);
        Assert.Equal(["1", "4", "5", "3"], log.Lines);

        log.Permit("mail.log.3", permit: true);
        Unprivileged.Do(log.Retry);
        Assert.Equal(["1", "4", "5", "3", "2"], log.Lines);
        Assert.Equal(2, log.Count(LogEventKind.Unreadable));
        Assert.Equal(0, log.Source.Gaps);
    }

    [Theory]
    [InlineData("mail.log.2")]
    [InlineData("mail.log.1")]
    public void A_rotated_log_that_goes_away_unread_is_one_gap(string blocked)
    {
        using FollowedLog log = RotatedTwice();
        log.Permit(blocked, permit: false);
        Unprivileged.Do(() =>
        {
            log.Start();
            log.Retry();
        });
        Assert.Equal(0, log.Source.Gaps);

        log.Delete(blocked);
        log.Retry();
        log.Retry();

        Assert.Equal(1, log.Source.Gaps);
        Assert.False(log.Source.IsBlocked);
    }

    [Fact]
    public void A_log_that_was_read_before_its_permission_went_is_not_read_again()
    {
        using var log = FollowedLog.Started("1\n");
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();
        log.Permit("mail.log.1", permit: false);
        for (int i = 0; i < 8; i++)
        {
            log.Clock.Advance(TimeSpan.FromHours(2));
            Unprivileged.Do(log.Settle);
            log.Rename("mail.log", $"mail.log-2026112{i}");
            log.Write($"{i + 3}\n");
            Unprivileged.Do(log.Settle);
        }

        log.Permit("mail.log.1", permit: true);
        log.Retry();

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_disk_that_fails_is_told_once()
    {
        using FollowedLog log = RotatedTwice();
        log.Delete("mail.log.1");

        // Reading it from its beginning is an error of the device.
        File.CreateSymbolicLink(log["mail.log.1"], "/proc/self/mem");
        log.Start();
        log.Retry();

        Assert.Equal(["1", "2", "4"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Unreadable));
        Assert.Equal(0, log.Source.Gaps);
    }

    /// <summary>Two rotations while the daemon was down: 2 is in the file that it was in, 3 in one that it never saw.</summary>
    private static FollowedLog RotatedTwice()
    {
        var log = FollowedLog.Started("1\n");
        log.Stop();
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.2");
        log.Write("3\n", "mail.log.1");
        log.Write("4\n");
        log.Open();
        return log;
    }
}
