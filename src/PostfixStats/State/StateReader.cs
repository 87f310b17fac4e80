// Reads the state file's records back.

using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.State;

/// <summary>Fills a store and a document from a verified state file.</summary>
internal sealed class StateReader(CounterStore store)
{
    private readonly StateDocument _document = new();
    private InstanceCounters _instance = store.Unowned;

    /// <summary>Reads the records. A kind or a name of a later version is passed over.</summary>
    /// <exception cref="FormatException">A record contradicts its form: no version of the program wrote it.</exception>
    public StateDocument Read(ReadOnlySpan<byte> records)
    {
        var positions = new PositionReader(store, _document);
        var queues = new QueueRecordReader(_document);
        var applications = new ApplicationRecordReader(_document);
        foreach (StateRecord record in new StateRecords(records))
        {
            Take(record);
            positions.Take(record);
            queues.Take(record);
            applications.Take(record);
        }

        positions.EndSource();
        return _document;
    }

    private void Take(in StateRecord record)
    {
        switch (Encoding.ASCII.GetString(record.Kind))
        {
            case "saved":
                _document.Saved = StateFields.Time(record.Text);
                break;
            case "since":
                _document.CountingSince = StateFields.Time(record.Text);
                break;
            case "gaps":
                _document.Gaps = StateFields.Number(record.Text);
                break;
            case "write-errors":
                _document.WriteErrors = StateFields.Number(record.Text);
                break;
            case "interval":
                _document.LastInterval = new IntervalTotals(
                    StateFields.Time(record.First),
                    [.. Encoding.ASCII.GetString(record.Rest).Split(',').Select(each => each == "-" ? (long?)null : StateFields.Number(Encoding.ASCII.GetBytes(each)))]);
                break;
            case "queue-ids":
                _document.QueueIds = StateFields.Hexadecimal(record.Text);
                break;
            case "unowned":
                _instance = store.Unowned;
                break;
            case "instance":
                string name = Encoding.ASCII.GetString(record.First);
                _instance = store.TryRestoreInstance(name, StateFields.Time(record.Rest)) ?? throw new FormatException($"bad instance {name}");
                break;
            case "service":
                string service = Encoding.ASCII.GetString(record.Text);
                if (!_instance.TryRestoreRow(CounterFamilies.Service, service))
                {
                    throw new FormatException($"bad service {service}");
                }

                break;
            case "row":
                Details(Encoding.ASCII.GetString(record.Text).Split(' '));
                break;
            case "count":
                Count(record);
                break;
            default:
                break;
        }
    }

    private void Count(in StateRecord record)
    {
        long value = StateFields.Number(record.Rest);
        if (_instance.SlotOf(Encoding.ASCII.GetString(record.First)) is >= 0 and int slot)
        {
            store.Add(slot, value);
        }
    }

    /// <summary><c>FAMILY NAME</c> and the values of the row's details.</summary>
    private void Details(string[] fields)
    {
        if (CounterFamilies.All.FirstOrDefault(each => each.Name == fields[0]) is not { } family)
        {
            return;
        }

        int row = fields.Length > 1 ? _instance.FindRow(family, fields[1]) : -1;
        if (row < 0 && fields.Length > 1 && !family.IsFixed && _instance.TryRestoreRow(family, fields[1]))
        {
            row = _instance.FindRow(family, fields[1]);
        }

        if (row < 0 && !family.IsFixed)
        {
            throw new FormatException($"bad row {string.Join(' ', fields)}");
        }

        // More rows or values than are known here come from a later version.
        for (int i = 2; row >= 0 && i < fields.Length && family.Listed + i - 2 < family.Width; i++)
        {
            store.Add(_instance.Slot(family, row, family.Listed + i - 2), StateFields.Number(Encoding.ASCII.GetBytes(fields[i])));
        }
    }
}
