// Reads back what was last seen of the queues.

using System.Text;
using PostfixStats.Queues;

namespace PostfixStats.State;

/// <summary>Takes the records of queues: what follows a <c>queues</c> belongs to it.</summary>
internal sealed class QueueRecordReader(StateDocument document)
{
    private readonly List<QueueSnapshot> _instances = [];
    private QueueContents?[] _queues = [];
    private string? _instance;
    private DateTimeOffset _at;
    private TimeSpan _duration;

    /// <summary>Takes one record; one that is none of queues is passed over, and so is a queue of another name.</summary>
    /// <exception cref="FormatException">The record contradicts its form.</exception>
    public void Take(in StateRecord record)
    {
        if (record.Kind.SequenceEqual("queues"u8))
        {
            EndInstance();
            int space = record.Rest.IndexOf((byte)' ');
            if (space < 0)
            {
                throw new FormatException("bad record of queues");
            }

            _instance = Encoding.ASCII.GetString(record.First);
            _at = StateFields.Time(record.Rest[..space]);
            _duration = TimeSpan.FromMilliseconds(Math.Min(StateFields.Number(record.Rest[(space + 1)..]), int.MaxValue));
            _queues = new QueueContents?[MailQueueNames.Count];
        }
        else if (record.Kind.SequenceEqual("queue"u8) && _instance is not null && MailQueueNames.TryParse(record.First, out MailQueue queue))
        {
            _queues[(int)queue] = Contents(Encoding.ASCII.GetString(record.Rest));
        }
    }

    /// <summary>Puts down what has no record behind it.</summary>
    public void EndInstance()
    {
        if (_instance is not null)
        {
            _instances.Add(new QueueSnapshot(_instance, new QueueReading(_at, _duration, _queues), null));
        }

        _instance = null;
        document.Queues = _instances;
    }

    private static QueueContents Contents(string text)
    {
        string[] fields = text.Split(' ');
        return fields.Length switch
        {
            1 => new QueueContents(Number(fields[0]), null),
            4 when fields[3].Split(',') is { Length: QueueAges.Count } ages =>
                new QueueContents(Number(fields[0]), new QueueDetails(Number(fields[1]), Number(fields[2]), [.. ages.Select(Number)])),
            _ => throw new FormatException($"bad queue {text}"),
        };
    }

    private static long Number(string text) => StateFields.Number(Encoding.ASCII.GetBytes(text));
}
