// Reads the state file's records back.

using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;

namespace PostfixStats.State;

/// <summary>Fills a store and a document from a verified state file.</summary>
internal sealed class StateReader(CounterStore store)
{
    private readonly StateDocument _document = new();
    private readonly List<LogPosition> _positions = [];
    private readonly List<int> _effect = [];
    private InstanceCounters _instance = store.Unowned;
    private string? _log;
    private LogPosition? _file;

    /// <summary>Reads the records. A kind or a name of a later version is passed over.</summary>
    /// <exception cref="FormatException">A record contradicts its form: no version of the program wrote it.</exception>
    public StateDocument Read(ReadOnlySpan<byte> records)
    {
        foreach (StateRecord record in new StateRecords(records))
        {
            Take(record);
        }

        EndLog();
        return _document;
    }

    private void Take(in StateRecord record)
    {
        switch (Encoding.ASCII.GetString(record.Kind))
        {
            case "saved":
                _document.Saved = Time(record.Text);
                break;
            case "since":
                _document.CountingSince = Time(record.Text);
                break;
            case "gaps":
                _document.Gaps = Number(record.Text);
                break;
            case "write-errors":
                _document.WriteErrors = Number(record.Text);
                break;
            case "unowned":
                _instance = store.Unowned;
                break;
            case "instance":
                string name = Encoding.ASCII.GetString(record.First);
                _instance = store.TryRestoreInstance(name, Time(record.Rest)) ?? throw new FormatException($"bad instance {name}");
                break;
            case "service":
                string service = Encoding.ASCII.GetString(record.Text);
                if (!_instance.TryRestoreService(service))
                {
                    throw new FormatException($"bad service {service}");
                }

                break;
            case "count":
                Count(record);
                break;
            case "log":
                EndLog();
                _log = Unescape(Encoding.UTF8.GetString(record.Text));
                break;
            case "file":
                EndFile();
                _file = Position(Encoding.ASCII.GetString(record.Text));
                break;
            case "effect":
                Effect(record);
                break;
            default:
                break;
        }
    }

    private void Count(in StateRecord record)
    {
        long value = Number(record.Rest);
        if (_instance.SlotOf(Encoding.ASCII.GetString(record.First)) is >= 0 and int slot)
        {
            store.Add(slot, value);
        }
    }

    private void Effect(in StateRecord record)
    {
        string instanceName = Encoding.ASCII.GetString(record.Rest);
        InstanceCounters? instance = instanceName.Length == 0 ? store.Unowned : store.FindInstance(instanceName);
        if (instance?.SlotOf(Encoding.ASCII.GetString(record.First)) is >= 0 and int slot && _effect.Count < LineEffect.Capacity)
        {
            _effect.Add(slot);
        }
    }

    private void EndFile()
    {
        if (_file is not null)
        {
            _positions.Add(_file with { LastEffect = _effect.ToArray() });
            _file = null;
        }

        _effect.Clear();
    }

    private void EndLog()
    {
        EndFile();
        if (_log is not null)
        {
            _document.Logs[_log] = _positions.ToArray();
        }

        _positions.Clear();
    }

    private static LogPosition Position(string text)
    {
        string[] fields = text.Split(' ');
        string[] identity = fields.Length == 4 ? fields[1].Split(':') : [];
        return identity.Length == 2
            && ulong.TryParse(identity[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong device)
            && ulong.TryParse(identity[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode)
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            && Fingerprint.TryParse(fields[3], out Fingerprint fingerprint)
            ? new LogPosition(new FileIdentity(device, inode), fingerprint, offset, fields[0] == "finished", [])
            : throw new FormatException($"bad position {text}");
    }

    private static string Unescape(string path) =>
        path.Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static long Number(ReadOnlySpan<byte> text) =>
        StateText.TryParseValue(text, out ulong value) && value <= long.MaxValue
            ? (long)value
            : throw new FormatException($"bad number {Encoding.ASCII.GetString(text)}");

    private static DateTimeOffset Time(ReadOnlySpan<byte> text) =>
        DateTimeOffset.TryParseExact(
            Encoding.ASCII.GetString(text),
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time)
            ? time
            : throw new FormatException($"bad time {Encoding.ASCII.GetString(text)}");
}
