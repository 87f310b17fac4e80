namespace PostfixStats.Following;

/// <summary>What a source does while something is in the way of reading.</summary>
public class UnreadableLogTests
{
    [Theory]
    [InlineData("directory")]
    [InlineData("fifo")]
    public void What_is_no_file_is_waited_out(string kind)
    {
        using var log = new FollowedLog();
        if (kind == "directory")
        {
            Directory.CreateDirectory(log["mail.log"]);
        }
        else
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", [log["mail.log"]]);
            made.WaitForExit();
        }

        log.Start();
        Assert.StartsWith("Unreadable mail.log: ", Assert.Single(log.Notices), StringComparison.Ordinal);
        Assert.True(log.Source.IsBlocked);

        Directory.Move(log["mail.log"], log["aside"]);
        log.Write("1\n");
        log.Settle();

        Assert.Equal(["1"], log.Lines);
        Assert.False(log.Source.IsBlocked);
    }

    [Fact]
    public void A_log_that_cannot_be_read_for_a_while_loses_nothing()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.1");
        Directory.CreateDirectory(log["mail.log"]);
        log.Settle();

        log.Append("2\n", "mail.log.1");
        Directory.Delete(log["mail.log"]);
        log.Write("3\n", "mail.log.2");
        log.Rename("mail.log.1", "mail.log.3");
        log.Write("4\n", "mail.log.1");
        log.Write("5\n");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4", "5"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Unreadable));
    }

    [Fact]
    public void Nobody_else_is_kept_from_locking_the_log()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();

        using var own = new FileStream(log["mail.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        own.Seek(0, SeekOrigin.End);
        own.Write("2\n"u8);
        own.Flush();
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
    }
}
