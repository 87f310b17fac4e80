// The MIB tree as the state file has it.

using AgentX;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Watching;
using PostfixStats.Journal;
using PostfixStats.State;

namespace PostfixStats.Daemon.PassPersist;

/// <summary>Follows a state file: each save of the daemon's is a new moment.</summary>
/// <param name="path">The state file.</param>
/// <param name="root">The root of the tree.</param>
/// <param name="errors">Is told once why there is nothing to serve.</param>
/// <param name="clock">The clock.</param>
internal sealed class StateMoments(string path, ObjectIdentifier root, TextWriter errors, TimeProvider clock)
{
    private readonly FollowedState _state = new(path, clock);
    private IMibMoment? _moment;

    /// <summary>What was saved last; null, rather than an old number, where the state file cannot be read now.</summary>
    public IMibMoment? Now()
    {
        string? before = _state.Trouble;
        if (_state.Look())
        {
            _moment = _state.Saved is { } saved ? Show(saved) : null;
        }

        if (_state.Trouble is { } trouble && trouble != before)
        {
            errors.WriteLine($"postfix-statsd: {path}: {trouble}; nothing is answered until it can be read");
        }

        return _moment;
    }

    private IMibMoment Show(SavedState saved)
    {
        var health = new Health(
            saved.Counters.LinesRead, OctetsBehind: 0, LastLine: null, saved.Document.WriteErrors, saved.Document.Gaps, RememberedMessages: 0, IsCatchingUp: false);
        var view = new StatsView([new MibTree(root, new MibObjects(clock, () => 0).Sections)], withLive: false);
        view.Show(new Published(
            saved.Counters.Snapshot(), health, string.Join(", ", saved.Document.Logs.Keys.Concat(saved.Document.Journals.Keys.Select(JournalSource.NameOf))), saved.Document.CountingSince)
        {
            Queues = saved.Document.Queues,
        });
        return view.Now();
    }
}
