// The lock on the state, at the daemon's start.

using PostfixStats.Daemon.Running;
using PostfixStats.State;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class StateOpeningTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("postfix-stats-").FullName;

    private string State => Path.Combine(_directory, "state");

    [Fact]
    public void Who_holds_the_lock_for_an_instant_is_waited_for()
    {
        StateFiles held = StateFiles.Open(State);
        bool opened = false;
        var opening = new Thread(() =>
        {
            try
            {
                StateOpening.Open(State).Dispose();
                opened = true;
            }
            catch (ExitException)
            {
                // It did not wait.
            }
        });
        opening.Start();
        Assert.True(SpinWait.SpinUntil(
            () => !opening.IsAlive || opening.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));
        held.Dispose();

        Assert.True(opening.Join(TimeSpan.FromSeconds(30)));
        Assert.True(opened);
    }

    [Fact]
    public void Another_daemon_is_not()
    {
        using StateFiles held = StateFiles.Open(State);

        ExitException refused = Assert.Throws<ExitException>(() => StateOpening.Open(State));

        Assert.Equal(ExitCode.Locked, refused.Code);
        Assert.Equal($"{State}: another postfix-statsd works on this state; stop it, or give this one --state FILE", refused.Message);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
