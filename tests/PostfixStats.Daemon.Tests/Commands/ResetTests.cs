// What `postfix-statsd reset` leaves of a state.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.State;

namespace PostfixStats.Daemon.Tests.Commands;

public sealed class ResetTests : IDisposable
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly LogPosition Position = new(new FileIdentity(1, 2), Fingerprint.Of("x"u8), 100, false, SavedEffect.None);

    private static readonly ApplicationStatus Application = new("postfix") { Version = "3.7.11", IsUp = true, RefusedConnections = 6, FailedConnections = 7, Sessions = [7] };

    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-reset-").FullName;

    private string State => Path.Combine(_directory, "state");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Without_a_state_it_says_so() =>
        Assert.Equal(
            new DaemonRun("", $"postfix-statsd: {State}: there is no state to reset\n", 74),
            await DaemonRun.With("reset", "--state", State));

    [Fact]
    public async Task A_file_that_is_no_state_is_named()
    {
        await File.WriteAllTextAsync(State, "root:x:0:0\n", TestContext.Current.CancellationToken);

        Assert.Equal(
            new DaemonRun("", $"postfix-statsd: {State}: there is no state to reset ({State}: it is no state file; set aside as .corrupt)\n", 74),
            await DaemonRun.With("reset", "--state", State));
    }

    [Fact]
    public async Task The_numbers_are_zero_and_the_place_in_the_log_is_kept()
    {
        Save(3);

        Assert.Equal(new DaemonRun("", "", 0), await DaemonRun.With("reset", "--state", State));

        IsReset(SavedState.Read(State, TimeProvider.System));
    }

    [Fact]
    public async Task The_old_numbers_are_in_no_copy()
    {
        Save(2);
        Save(3);
        await DaemonRun.With("reset", "--state", State);
        await File.WriteAllTextAsync(State, "damaged", TestContext.Current.CancellationToken);

        using StateFiles files = StateFiles.Open(State);
        LoadResult loaded = files.Load(TimeProvider.System);

        Assert.True(loaded.IsPrevious);
        IsReset(new SavedState(loaded.Store, loaded.Document!));
    }

    [Fact]
    public async Task A_damaged_state_is_reset_from_the_copy_before()
    {
        Save(2);
        Save(3);
        await File.WriteAllTextAsync(State, "damaged", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await DaemonRun.With("reset", "--state", State)).ExitCode);

        IsReset(SavedState.Read(State, TimeProvider.System));
        IsReset(SavedState.Read(State + ".previous", TimeProvider.System));
    }

    private static void IsReset(SavedState saved)
    {
        Assert.All(saved.Counters.Snapshot().Named(), each => Assert.Equal(0, each.Value));
        Assert.NotNull(saved.Counters.FindInstance("postfix"));
        Assert.Equal(0, saved.Document.Gaps);
        Assert.Equal(0, saved.Document.WriteErrors);
        Assert.True(saved.Document.CountingSince > Since);
        Assert.Equal(Application with { RefusedConnections = 0, FailedConnections = 0, Sessions = [] }, Assert.Single(saved.Document.Applications) with { Sessions = [] });
        Assert.Equal([7], saved.Document.Applications[0].Sessions);
        Assert.Equal(Position with { LastEffect = SavedEffect.None }, Assert.Single(saved.Document.Logs["/var/log/mail.log"].Files) with { LastEffect = SavedEffect.None });
    }

    private void Save(int lines)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        for (int i = 0; i < lines; i++)
        {
            counter.Count("Nov 22 10:00:00 mx postfix/pickup[1]: 5E51721173E: uid=0 from=<root>"u8);
        }

        var document = new StateDocument { CountingSince = Since, Saved = Since, Gaps = 4, WriteErrors = 5 };
        document.Applications = [Application];
        document.Logs["/var/log/mail.log"] = new SavedLog([Position], Since, SavedEffect.None);
        using StateFiles files = StateFiles.Open(State);
        files.Save(StateWriter.Format(document, store.Snapshot()));
    }
}
