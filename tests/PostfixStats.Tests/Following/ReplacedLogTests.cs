namespace PostfixStats.Following;

/// <summary>A log, or its directory, with something else in its place.</summary>
public class ReplacedLogTests
{
    [Fact]
    public void A_copy_in_the_place_of_the_log_goes_on_where_the_log_was()
    {
        using var log = new FollowedLog();
        log.Write("1\n2\n");
        log.Start();

        log.Append("3\n");
        File.Copy(log["mail.log"], log["copy"]);
        log.Rename("copy", "mail.log");
        log.Append("4\n");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void A_deleted_log_is_read_to_its_end()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Append("2\n");
        log.Delete();
        log.Settle();
        log.Write("3\n");
        log.Settle();

        Assert.Equal(["1", "2", "3"], log.Lines);
        Assert.Equal(0, log.Source.Gaps);
    }

    [Fact]
    public void A_directory_that_is_replaced_is_followed()
    {
        using var log = new FollowedLog { Name = "var/mail.log" };
        Directory.CreateDirectory(log["var"]);
        log.Write("1\n");
        log.Start();

        Directory.Move(log["var"], log["old"]);
        log.Append("2\n", "old/mail.log");
        Directory.CreateDirectory(log["var"]);
        log.Write("3\n");
        log.Settle();
        log.Append("4\n", "old/mail.log");
        log.Settle();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Fact]
    public void A_symbolic_link_is_followed_and_so_are_the_files_beside_its_target()
    {
        using var log = new FollowedLog();
        Directory.CreateDirectory(log["data"]);
        log.Write("1\n", "data/mail.log");
        File.CreateSymbolicLink(log["mail.log"], log["data/mail.log"]);
        log.Start();
        log.Stop();

        log.Append("2\n");
        log.Rename("data/mail.log", "data/mail.log.1");
        log.Compress("data/mail.log.1");
        log.Write("3\n", "data/mail.log");
        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
    }

    [Fact]
    public void A_log_moved_to_another_disk_goes_on_where_it_was()
    {
        using var log = FollowedLog.Started("1\n");
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
        using var log = FollowedLog.Started(text + "lost\n");
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
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        log.Write("2\n3\n");

        log.Start();

        Assert.Equal(["1", "2", "3"], log.Lines);
        Assert.Equal(1, log.Source.Gaps);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }
}
