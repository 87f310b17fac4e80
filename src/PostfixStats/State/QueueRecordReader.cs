// Reads back what was last seen of the queues.

using System.Text;
using PostfixStats.Queues;

namespace PostfixStats.State;

/// <summary>Takes the records of queues: what follows a <c>queues</c> belongs to it.</summary>
internal sealed class QueueRecordReader(StateDocument document)
{
    private readonly List<QueueSnapshot> _instances = [];
    private QueueContents?[] _queues = [];

    /// <summary>Takes one record; one that is none of queues is passed over, and so is a queue of another name.</summary>
    /// <exception cref="FormatException">The record contradicts its form.</exception>
    public void Take(in StateRecord record)
    {
        if (record.Kind.SequenceEqual("queues"u8))
        {
            _queues = new QueueContents?[MailQueueNames.Count];
            _instances.Add(new QueueSnapshot(Encoding.ASCII.GetString(record.First), record.Rest.IsEmpty ? null : Reading(record.Rest), null));
            document.Queues = _instances;
        }
        else if (_instances.Count > 0 && record.Kind.SequenceEqual("failure"u8))
        {
            _instances[^1] = _instances[^1] with { Failure = StateFields.Path(record.Text) };
        }
        else if (_instances.Count > 0 && record.Kind.SequenceEqual("queue"u8) && MailQueueNames.TryParse(record.First, out MailQueue queue))
        {
            _queues[(int)queue] = Contents(Encoding.ASCII.GetString(record.Rest));
        }
    }

    /// <summary>A reading whose queues are still to come.</summary>
    private QueueReading Reading(ReadOnlySpan<byte> text)
    {
        int space = text.IndexOf((byte)' ');
        return space > 0
            ? new QueueReading(
                StateFields.Time(text[..space]),
                TimeSpan.FromMilliseconds(Math.Min(StateFields.Number(text[(space + 1)..]), int.MaxValue)),
                _queues)
            : throw new FormatException("bad record of queues");
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
