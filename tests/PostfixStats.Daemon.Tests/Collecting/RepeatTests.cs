using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>A repeat line counts what the line before it did, whatever lies between the two.</summary>
public sealed class RepeatTests : IDisposable
{
    private const string Repeat = "Nov 22 10:00:00 mx last message repeated 2 times\n";
    private const string Reject = "NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <x@a.example>: Relay access denied; from=<s@b.example> to=<x@a.example> proto=ESMTP helo=<h>";

    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeat_behind_a_repeat_counts_the_same_after_a_restart(bool isRotated)
    {
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, $"Nov 22 10:00:00 mx postfix/smtpd[1]: message repeated 5 times: [ {Reject}]\n");
        _log.Daemon.Settle();
        _log.Daemon.Stop();
        if (isRotated)
        {
            File.Move(_log.Path, _log.Path + ".1");
        }

        File.AppendAllText(_log.Path, Repeat);
        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.Equal(5 + (2 * 5), _log.Daemon.Latest.Counters.Named()["smtpd:5xx"]);
    }

    [Fact]
    public void A_repeat_at_the_beginning_of_a_file_repeats_the_line_that_was_read_last()
    {
        _log.StartAndSettle();
        File.Move(_log.Path, _log.Path + ".1");
        File.WriteAllText(_log.Path, Repeat);
        _log.Daemon.Settle();
        Assert.Equal(4, _log.Sent());

        // From an empty log to the next one, and with nothing but empty files in between.
        File.Move(_log.Path, _log.Path + ".2");
        File.WriteAllText(_log.Path, "");
        _log.Daemon.Settle();
        _log.Daemon.Kill();
        File.Move(_log.Path, _log.Path + ".3");
        File.WriteAllText(_log.Path, Repeat);
        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.Equal(6, _log.Sent());
    }

    [Fact]
    public void Half_a_line_at_the_end_of_an_older_file_is_not_the_line_before()
    {
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, $"Nov 22 10:00:00 mx postfix/smtpd[1]: {Reject}\nNov 22 10:");
        File.Move(_log.Path, _log.Path + "-20261120");
        _log.Write(1);
        _log.Daemon.Settle();
        _log.Daemon.Stop();
        File.Move(_log.Path, _log.Path + "-20261121");
        File.WriteAllText(_log.Path, Repeat);
        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.Equal(2 + 1 + 2, _log.Sent());
        Assert.Equal(1, _log.Daemon.Latest.Counters.Named()["smtpd:5xx"]);
    }
}
