// Reads back how far each log and the journal were counted.

using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Journal;

namespace PostfixStats.State;

/// <summary>
/// Takes the records of positions: what follows a <c>log</c> or <c>journal</c> belongs to it, and an <c>effect</c> or <c>weight</c>
/// to the <c>file</c>, <c>cursor</c> or <c>log</c> before it.
/// </summary>
internal sealed class PositionReader(CounterStore store, StateDocument document)
{
    private readonly List<LogPosition> _files = [];
    private readonly List<Move> _moves = [];
    private long _weight = 1;
    private string? _log;
    private DateTimeOffset? _knownUntil;
    private SavedEffect _last = SavedEffect.None;
    private string? _journal;
    private LogPosition? _file;
    private string? _cursor;

    /// <summary>Takes one record; one that is none of positions is passed over.</summary>
    /// <exception cref="FormatException">The record contradicts its form.</exception>
    public void Take(in StateRecord record)
    {
        switch (Encoding.ASCII.GetString(record.Kind))
        {
            case "log":
                EndSource();
                _log = StateFields.Path(record.Text);
                break;
            case "known":
                _knownUntil = StateFields.Time(record.Text);
                break;
            case "journal":
                EndSource();
                _journal = StateFields.Path(record.Text);
                break;
            case "file":
                EndPosition();
                _file = File(Encoding.ASCII.GetString(record.Text));
                break;
            case "cursor":
                EndPosition();
                _cursor = Encoding.ASCII.GetString(record.Text);
                break;
            case "effect":
                TakeEffect(record);
                break;
            case "weight":
                _weight = StateFields.Number(record.Text);
                break;
            default:
                break;
        }
    }

    /// <summary>Puts down what has no record behind it.</summary>
    public void EndSource()
    {
        EndPosition();
        if (_log is not null)
        {
            document.Logs[_log] = new SavedLog(_files.ToArray(), _knownUntil ?? document.Saved, _last);
        }

        _files.Clear();
        _log = null;
        _knownUntil = null;
        _last = SavedEffect.None;
        _journal = null;
    }

    private void EndPosition()
    {
        SavedEffect effect = _moves.Count == 0 ? SavedEffect.None : new SavedEffect(_moves.ToArray(), _weight);
        if (_file is not null)
        {
            _files.Add(_file with { LastEffect = effect });
        }
        else if (_log is not null && _files.Count == 0)
        {
            _last = effect;
        }

        if (_journal is not null && _cursor is not null)
        {
            document.Journals[_journal] = new JournalPosition(_cursor, effect);
        }

        _file = null;
        _cursor = null;
        _moves.Clear();
        _weight = 1;
    }

    private void TakeEffect(in StateRecord record)
    {
        // NAME, NAME INSTANCE, or NAME INSTANCE AMOUNT.
        string[] owner = Encoding.ASCII.GetString(record.Rest).Split(' ');
        long amount = owner.Length > 1 ? StateFields.Number(Encoding.ASCII.GetBytes(owner[1])) : 1;
        InstanceCounters? instance = owner[0].Length == 0 ? store.Unowned : store.FindInstance(owner[0]);
        if (instance?.SlotOf(Encoding.ASCII.GetString(record.First)) is >= 0 and int slot && _moves.Count < LineEffect.Capacity)
        {
            _moves.Add(new Move(slot, amount));
        }
    }

    private static LogPosition File(string text)
    {
        string[] fields = text.Split(' ');
        string[] identity = fields.Length == 4 ? fields[1].Split(':') : [];
        return identity.Length == 2
            && ulong.TryParse(identity[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong device)
            && ulong.TryParse(identity[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode)
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            && Fingerprint.TryParse(fields[3], out Fingerprint fingerprint)
            ? new LogPosition(new FileIdentity(device, inode), fingerprint, offset, fields[0] == "finished", SavedEffect.None, fields[0] == "blocked")
            : throw new FormatException($"bad position {text}");
    }
}
