// The MIB tree as the state file has it.

using AgentX;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
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
    private DateTime _written;
    private IMibMoment? _moment;
    private string? _trouble;

    /// <summary>What was saved last; null, rather than an old number, where the state file cannot be read now.</summary>
    public IMibMoment? Now()
    {
        try
        {
            // Where there is no file this is a time long past. A save that comes between the two steps is seen at the next question.
            DateTime written = File.GetLastWriteTimeUtc(path);
            if (_moment is null || written != _written)
            {
                _moment = Read();
                _written = written;
                _trouble = null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            _moment = null;
            string trouble = e is FileNotFoundException or DirectoryNotFoundException
                ? "there is no state file, the running daemon writes it"
                : e.Message.TrimEnd('.');
            if (trouble != _trouble)
            {
                _trouble = trouble;
                errors.WriteLine($"postfix-statsd: {path}: {trouble}; nothing is answered until it can be read");
            }
        }

        return _moment;
    }

    private IMibMoment Read()
    {
        var saved = SavedState.Read(path, clock);
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
