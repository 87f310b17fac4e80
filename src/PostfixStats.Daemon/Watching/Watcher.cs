// Looks at the state file again and again, and knows what there is to show.

using PostfixStats.State;

namespace PostfixStats.Daemon.Watching;

/// <summary>Follows the numbers of a daemon.</summary>
/// <param name="state">Its state file.</param>
/// <param name="window">The time that rates are over.</param>
/// <param name="clock">The clock.</param>
/// <param name="host">Whose mail it is.</param>
internal sealed class Watcher(FollowedState state, TimeSpan window, TimeProvider clock, string host)
{
    /// <summary>How often to look: the daemon saves no more often.</summary>
    public static readonly TimeSpan LookInterval = CommitSchedule.ShortestInterval;

    /// <summary>A running daemon has saved twice by then.</summary>
    private static readonly TimeSpan Patience = 2 * CommitSchedule.LongestInterval;

    private readonly RateHistory _rates = new(window);

    /// <summary>The time that rates are over by now; zero while there are none.</summary>
    public TimeSpan Span => _rates.Span;

    /// <summary>Why the numbers are not those of now, in one line; null where they are.</summary>
    public string? Trouble => state.Trouble is { } trouble ? trouble
        : _rates.Last is { } last && clock.GetUtcNow() - last.At is var age && age > Patience
            ? $"STALE: last saved {WatchText.Duration(age)} ago. Is the daemon running? systemctl status postfix-stats"
        : null;

    /// <summary>Looks at the state file.</summary>
    public void Look()
    {
        if (state.Look() && state.Saved is { } saved)
        {
            _rates.Add(Reading.Of(saved));
        }
    }

    /// <summary>What there is to show now.</summary>
    public IReadOnlyList<string> Draw(WatchShape shape) => new WatchFrame(shape).Draw(host, clock.GetLocalNow(), _rates, Trouble);
}
