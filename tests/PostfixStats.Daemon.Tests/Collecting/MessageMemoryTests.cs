using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>The memory of messages beside the state: kept, lost, and not to be written.</summary>
public sealed class MessageMemoryTests : IDisposable
{
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("kept", "msg:received 1,msg:sent 2,msg:unknown-origin 1")]
    [InlineData("lost", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    [InlineData("damaged", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    [InlineData("of another state", "msg:received 1,msg:sent 3,msg:unknown-origin 2")]
    public void Without_the_memory_of_its_state_a_message_is_of_unknown_origin_and_all_lines_are_counted(string memory, string expected)
    {
        const string Delivered = "Nov 22 10:00:00 mx postfix/local[1]: 4FAB1C2D3A: to=<a@b.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n";
        _log.StartAndSettle();
        File.AppendAllText(
            _log.Path,
            "Nov 22 10:00:00 mx postfix/smtpd[1]: 4FAB1C2D3A: client=x[192.0.2.1]\n"
            + "Nov 22 10:00:00 mx postfix/qmgr[1]: 4FAB1C2D3A: from=<s@x.example>, size=100, nrcpt=2 (queue active)\n"
            + Delivered);
        _log.Daemon.Settle();
        _log.Daemon.Kill();
        string file = _log.State + ".queue-ids";
        switch (memory)
        {
            case "lost":
                File.Delete(file);
                break;
            case "damaged":
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
                break;
            case "of another state":
                Exchange(Path.Combine(_log.Directory, "other", "state"), file);
                break;
            default:
                break;
        }

        File.AppendAllText(_log.Path, Delivered);
        _log.Daemon.Start();
        _log.Daemon.Settle();

        // What stands in the log first has another queue id, and no beginning either.
        SortedDictionary<string, long> counted = _log.Daemon.Latest.Counters.Named(also: CounterSet.Messages);
        Assert.Equal(
            expected,
            string.Join(',', new[] { "msg:received", "msg:sent", "msg:unknown-origin" }.Select(name => $"{name} {counted[name]}")));
        Assert.Equal(4, counted["sent:local"]);
        Assert.Equal(memory == "kept" ? 0 : 1, _log.Daemon.Notices.Count(notice => notice.StartsWith("messages lost", StringComparison.Ordinal)));
    }

    /// <summary>Puts the memory of a daemon on another state in the place of this one's.</summary>
    private void Exchange(string otherState, string memory)
    {
        using (var other = new DaemonUnderTest(otherState, _log.Path))
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
        _log.StartAndSettle();
        string obstacle = _log.State + ".queue-ids.new";
        Directory.CreateDirectory(obstacle);
        File.Delete(_log.State + ".queue-ids");
        _log.Write(1);
        _log.Daemon.Settle();
        _log.Write(1);
        _log.Daemon.Settle();

        Assert.Equal(4, _log.Saved());
        Assert.Equal(["state not written"], _log.Daemon.Notices.Where(notice => notice.StartsWith("state", StringComparison.Ordinal)));

        Directory.Delete(obstacle);
        _log.Daemon.Settle();
        Assert.Contains("state written again", _log.Daemon.Notices);
        Assert.True(File.Exists(_log.State + ".queue-ids"));
    }
}
