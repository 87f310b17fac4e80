namespace PostfixStats.Following;

/// <summary>What a running source makes of everything that can happen to its log.</summary>
public class FileSourceTests
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

    [Fact]
    public void Looking_at_a_quiet_log_allocates_nothing()
    {
        using var log = new FollowedLog();
        log.Write("1\n");
        log.Start();
        log.Rename("mail.log", "mail.log.1");
        log.Write("2\n");
        log.Settle();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            log.Source.Poll(1 << 20);
            log.Source.OctetsBehind();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
