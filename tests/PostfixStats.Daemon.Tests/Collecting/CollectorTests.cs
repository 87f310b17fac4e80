using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting.Model;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

/// <summary>Counters and state on a host that misbehaves.</summary>
public sealed class CollectorTests : IDisposable
{
    private const string Line =
        "Nov 22 10:00:00 mx postfix/local[1]: 5E51721173E: to=<a@b.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-collect-").FullName;
    private readonly DaemonUnderTest _daemon;
    private int _number;

    public CollectorTests()
    {
        _daemon = new DaemonUnderTest(State, Log);
        Write(2);
    }

    private string Log => Path.Combine(_directory, "mail.log");

    private string State => Path.Combine(_directory, "state", "state");

    public void Dispose()
    {
        _daemon.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void The_state_is_written_at_once_and_again_within_a_second_of_a_change()
    {
        _daemon.Start();
        Assert.Equal(0, Saved());
        for (int i = 0; i < 5; i++)
        {
            _daemon.Poll();
        }

        Assert.Equal(2, Saved());
        Assert.Equal(2, Sent());
    }

    [Fact]
    public void A_state_directory_that_is_removed_is_made_again()
    {
        StartAndSettle();
        Directory.Delete(Path.GetDirectoryName(State)!, recursive: true);
        Write(1);
        _daemon.Settle();

        Assert.Equal(3, Saved());
        Assert.DoesNotContain("state not written", _daemon.Notices);
    }

    [Fact]
    public void While_the_state_cannot_be_written_counting_goes_on_and_each_change_is_told_once()
    {
        StartAndSettle();
        string stateDirectory = Path.GetDirectoryName(State)!;
        Directory.Delete(stateDirectory, recursive: true);
        File.WriteAllText(stateDirectory, "in the way");
        Write(3);
        _daemon.Settle();
        Write(1);
        _daemon.Settle();

        Assert.Equal(6, Sent());
        Assert.True(_daemon.Latest.Health.StateWriteErrors > 1);
        Assert.Equal(1, _daemon.Notices.Count(notice => notice == "state not written"));

        File.Delete(stateDirectory);
        _daemon.Settle();

        Assert.Equal(6, Saved());
        Assert.Equal(1, _daemon.Notices.Count(notice => notice == "state written again"));
        long errors = _daemon.Latest.Health.StateWriteErrors;
        _daemon.Kill();
        _daemon.Start();
        _daemon.Settle();
        Assert.Equal(6, Sent());
        Assert.Equal(errors, _daemon.Latest.Health.StateWriteErrors);
    }

    [Fact]
    public void After_a_fallback_nothing_is_shown_before_all_is_counted_again()
    {
        StartAndSettle();
        Write(5);
        _daemon.Settle();
        DateTimeOffset since = _daemon.Latest.CountingSince;
        _daemon.Stop();
        DamageState();
        File.Move(Log, Log + ".aside");
        Directory.CreateDirectory(Log);

        _daemon.Start();
        _daemon.Settle();
        Assert.False(_daemon.IsCaughtUp);
        Assert.False(File.Exists(State));

        Directory.Delete(Log);
        File.Move(Log + ".aside", Log);
        _daemon.Settle();
        Assert.True(_daemon.IsCaughtUp);
        Assert.Equal(7, Sent());
        Assert.Equal(7, Saved());
        Assert.Equal(since, _daemon.Latest.CountingSince);
    }

    [Fact]
    public void A_daemon_that_ends_before_it_has_caught_up_after_a_fallback_writes_nothing()
    {
        StartAndSettle();
        _daemon.Stop();
        DamageState();
        _daemon.Start();
        _daemon.Stop();

        Assert.False(File.Exists(State));
        _daemon.Start();
        _daemon.Settle();
        Assert.Equal(2, Saved());
    }

    [Fact]
    public void A_fallback_that_cannot_count_everything_again_is_a_discontinuity()
    {
        StartAndSettle();
        DateTimeOffset since = _daemon.Latest.CountingSince;
        _daemon.Stop();
        DamageState();
        File.Delete(Log);
        Write(1);
        _daemon.AllowDiscontinuity();

        _daemon.Start();
        _daemon.Settle();

        Assert.True(_daemon.Latest.CountingSince > since);
        Assert.Equal(1, _daemon.Latest.Health.Gaps);
    }

    [Fact]
    public void Without_any_usable_copy_counting_begins_anew()
    {
        StartAndSettle();
        DateTimeOffset since = _daemon.Latest.CountingSince;
        _daemon.Stop();
        DamageState();
        File.WriteAllText(State + ".previous", "");
        _daemon.AllowDiscontinuity();

        _daemon.Start();
        Assert.True(File.Exists(State));
        _daemon.Settle();

        Assert.True(_daemon.Latest.CountingSince > since);
    }

    [Fact]
    public void A_log_that_cannot_be_read_keeps_nothing_else_from_being_served()
    {
        StartAndSettle();
        _daemon.Stop();
        File.Move(Log, Log + ".aside");
        Directory.CreateDirectory(Log);

        _daemon.Start();
        _daemon.Poll();

        Assert.True(_daemon.IsCaughtUp);
        Assert.Equal(2, Sent());
        Assert.Equal(1, _daemon.Notices.Count(notice => notice.StartsWith("Unreadable", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_configured_under_two_names_is_counted_once()
    {
        string link = Path.Combine(_directory, "link");
        File.CreateSymbolicLink(link, Log);
        string state = Path.Combine(_directory, "second", "state");
        using var daemon = new DaemonUnderTest(state, Log, link);

        daemon.Start();
        daemon.Settle();
        daemon.Stop();
        daemon.Start();
        daemon.Settle();

        Assert.Equal(2, daemon.Latest.Counters.Named()["sent:local"]);
        Assert.Contains(daemon.Notices, notice => notice.Contains("same file", StringComparison.Ordinal));
        Assert.True(daemon.IsCaughtUp);
    }

    [Fact]
    public void The_place_in_a_log_that_is_not_configured_any_more_is_kept()
    {
        string other = Path.Combine(_directory, "other.log");
        File.WriteAllText(other, Line);
        StartAndSettle();
        _daemon.Stop();
        Run(other);
        Write(1);
        Run(other);
        Run(Log, other);

        Assert.Equal(4, Saved());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeat_behind_a_repeat_counts_the_same_after_a_restart(bool isRotated)
    {
        const string Reject = "NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <x@a.example>: Relay access denied; from=<s@b.example> to=<x@a.example> proto=ESMTP helo=<h>";
        StartAndSettle();
        File.AppendAllText(Log, $"Nov 22 10:00:00 mx postfix/smtpd[1]: message repeated 5 times: [ {Reject}]\n");
        _daemon.Settle();
        _daemon.Stop();
        if (isRotated)
        {
            File.Move(Log, Log + ".1");
        }

        File.AppendAllText(Log, "Nov 22 10:00:00 mx last message repeated 2 times\n");
        _daemon.Start();
        _daemon.Settle();

        Assert.Equal(5 + (2 * 5), _daemon.Latest.Counters.Named()["smtpd:5xx"]);
    }

    [Theory]
    [InlineData("kept", "msg:received 1,msg:sent 2,msg:unknown-origin 1")]
    [InlineData("lost", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    [InlineData("damaged", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    [InlineData("of another state", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    public void Without_the_memory_of_its_state_a_message_is_of_unknown_origin_and_all_lines_are_counted(string memory, string expected)
    {
        const string Delivered = "Nov 22 10:00:00 mx postfix/local[1]: 4FAB1C2D3A: to=<a@b.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n";
        StartAndSettle();
        File.AppendAllText(
            Log,
            "Nov 22 10:00:00 mx postfix/smtpd[1]: 4FAB1C2D3A: client=x[192.0.2.1]\n"
            + "Nov 22 10:00:00 mx postfix/qmgr[1]: 4FAB1C2D3A: from=<s@x.example>, size=100, nrcpt=2 (queue active)\n"
            + Delivered);
        _daemon.Settle();
        _daemon.Kill();
        string file = State + ".queue-ids";
        switch (memory)
        {
            case "lost":
                File.Delete(file);
                break;
            case "damaged":
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
                break;
            case "of another state":
                Exchange(Path.Combine(_directory, "other", "state"), file);
                break;
            default:
                break;
        }

        File.AppendAllText(Log, Delivered);
        _daemon.Start();
        _daemon.Settle();

        // What stands in the log first has another queue id, and no beginning either.
        SortedDictionary<string, long> counted = _daemon.Latest.Counters.Named(also: CounterSet.Messages);
        Assert.Equal(
            expected,
            string.Join(',', new[] { "msg:received", "msg:sent", "msg:unknown-origin" }.Select(name => $"{name} {counted[name]}")));
        Assert.Equal(4, counted["sent:local"]);
        Assert.Equal(memory == "kept" ? 0 : 1, _daemon.Notices.Count(notice => notice.StartsWith("messages lost", StringComparison.Ordinal)));
    }

    /// <summary>Puts the memory of a daemon on another state in the place of this one's.</summary>
    private void Exchange(string otherState, string memory)
    {
        using (var other = new DaemonUnderTest(otherState, Log))
        {
            other.Start();
            other.Settle();
            other.Stop();
        }

        File.Copy(otherState + ".queue-ids", memory, overwrite: true);
    }

    [Fact]
    public void A_memory_that_cannot_be_written_is_told_once_and_the_state_is_written_all_the_same()
    {
        StartAndSettle();
        string obstacle = State + ".queue-ids.new";
        Directory.CreateDirectory(obstacle);
        File.Delete(State + ".queue-ids");
        Write(1);
        _daemon.Settle();
        Write(1);
        _daemon.Settle();

        Assert.Equal(4, Saved());
        Assert.Equal(["state not written"], _daemon.Notices.Where(notice => notice.StartsWith("state", StringComparison.Ordinal)));

        Directory.Delete(obstacle);
        _daemon.Settle();
        Assert.Contains("state written again", _daemon.Notices);
        Assert.True(File.Exists(State + ".queue-ids"));
    }

    [Fact]
    public void A_restart_does_not_change_when_counting_began()
    {
        StartAndSettle();
        DateTimeOffset since = _daemon.Latest.CountingSince;
        _daemon.Kill();
        _daemon.Start();

        Assert.Equal(since, _daemon.Latest.CountingSince);
    }

    [Fact]
    public void An_idle_look_allocates_nothing()
    {
        StartAndSettle();
        _daemon.PollOnce();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            _daemon.PollOnce();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Run(params string[] logs)
    {
        using var daemon = new DaemonUnderTest(State, logs);
        daemon.Start();
        daemon.Settle();
        daemon.Stop();
    }

    private void StartAndSettle()
    {
        _daemon.Start();
        _daemon.Settle();
        Assert.Equal(2, Sent());
    }

    private long Sent() => _daemon.Latest.Counters.Named()["sent:local"];

    private long Saved()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(File.ReadAllBytes(State), out ReadOnlySpan<byte> records));
        Assert.True(StateText.TryGetTotal(records, "sent:local"u8, out ulong value));
        return (long)value;
    }

    private void Write(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            File.AppendAllText(Log, Line.Replace("[1]", $"[{++_number}]", StringComparison.Ordinal));
        }
    }

    /// <summary>Damages the current copy alone, as a disk does: the copies are different files.</summary>
    private void DamageState()
    {
        byte[] text = File.ReadAllBytes(State);
        text[text.Length / 2] ^= 1;
        File.Delete(State);
        File.WriteAllBytes(State, text);
    }
}
