// What showq(8) answers: attribute lists of Postfix's null-terminated form (attr_print0.c, showq.c).

using System.Buffers.Text;

namespace PostfixStats.Queues;

/// <summary>
/// Takes the answer in pieces of any size and adds up the queues; apart from the sums it keeps the field it stands in, as far
/// as it is a name or a number.
/// </summary>
/// <remarks>
/// <code>
/// reply    = [ "protocol" 0 "mail_queue_list_protocol" 0 end ] *message end     ; the protocol since Postfix 3.6
/// message  = 1*(name 0 value 0) end                                             ; queue_name, queue_id, time, size, sender, ...
/// end      = 0
/// </code>
/// Which attributes a message has differs between versions of Postfix: those that are not needed are stepped over, among them all addresses.
/// </remarks>
/// <param name="now">When the queues are read.</param>
public sealed class ShowqReply(DateTimeOffset now)
{
    /// <summary>No field of Postfix's is longer: a stream without any end of field is no answer.</summary>
    private const int MaxFieldLength = 1 << 20;

    private readonly QueueTally[] _tallies = [.. Enumerable.Range(0, (int)MailQueue.Corrupt).Select(_ => new QueueTally(now))];

    /// <summary>The beginning of a field; what does not fit is neither a name nor a number that is needed.</summary>
    private readonly byte[] _field = new byte[32];

    private int _length;
    private long _octets;
    private bool _inValue;
    private bool _isFirstList = true;
    private int _attributes;
    private Attribute _attribute;
    private MailQueue? _queue;
    private bool _hasQueue;
    private long? _time;
    private long? _size;

    private enum Attribute
    {
        Other,
        Protocol,
        Queue,
        Time,
        Size,
    }

    /// <summary>Whether the answer has reached its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes the next octets; what follows the end of the answer is not looked at.</summary>
    /// <exception cref="QueueReadException">They cannot be showq's.</exception>
    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!IsComplete && !octets.IsEmpty)
        {
            int end = octets.IndexOf((byte)0);
            Keep(end < 0 ? octets : octets[..end]);
            if (end < 0)
            {
                return;
            }

            _octets++;
            EndField();
            _length = 0;
            octets = octets[(end + 1)..];
        }
    }

    /// <summary>The queues, once the answer is complete; <see cref="MailQueue.Corrupt"/> is unknown, since showq does not look there.</summary>
    /// <exception cref="QueueReadException">The answer has not reached its end.</exception>
    public QueueContents?[] ToContents() => IsComplete
        ? [.. _tallies.Select(tally => tally.ToContents()), null]
        : throw new QueueReadException($"the answer breaks off after {_octets} octets");

    private void Keep(ReadOnlySpan<byte> part)
    {
        _octets += part.Length;
        if (part.Length > MaxFieldLength - _length)
        {
            throw Garbled();
        }

        if (_length < _field.Length)
        {
            part[..Math.Min(part.Length, _field.Length - _length)].CopyTo(_field.AsSpan(_length));
        }

        _length += part.Length;
    }

    private void EndField()
    {
        ReadOnlySpan<byte> field = _field.AsSpan(0, Math.Min(_length, _field.Length));
        if (_inValue)
        {
            TakeValue(field);
            _inValue = false;
        }
        else if (_length == 0)
        {
            EndList();
        }
        else
        {
            _attribute = AttributeOf(field);
            _attributes++;
            _inValue = true;
            if (_isFirstList && _attributes == 1 && _attribute is not (Attribute.Protocol or Attribute.Queue))
            {
                throw Foreign();
            }
        }
    }

    private void TakeValue(ReadOnlySpan<byte> value)
    {
        switch (_attribute)
        {
            case Attribute.Protocol when !_isFirstList || _attributes > 1 || !value.SequenceEqual("mail_queue_list_protocol"u8):
                throw Foreign();
            case Attribute.Queue when !_hasQueue:
                _hasQueue = true;
                _queue = MailQueueNames.TryParse(value, out MailQueue queue) ? queue : null;
                break;
            case Attribute.Time when _time is null:
                _time = Number(value);
                break;
            case Attribute.Size when _size is null:
                _size = Number(value);
                break;
            case Attribute.Queue or Attribute.Time or Attribute.Size:
                throw Garbled();
            default:
                break;
        }
    }

    private void EndList()
    {
        if (_attributes == 0)
        {
            IsComplete = true;
        }
        else if (!(_isFirstList && _attribute == Attribute.Protocol))
        {
            EndMessage();
        }

        _isFirstList = false;
        _attributes = 0;
    }

    private void EndMessage()
    {
        if (!_hasQueue || _time is not { } time || _size is not { } size)
        {
            throw Garbled();
        }

        // A queue that a later Postfix may have is none of ours.
        if (_queue is { } queue and < MailQueue.Corrupt)
        {
            _tallies[(int)queue].Add(time, size);
        }

        _hasQueue = false;
        _time = null;
        _size = null;
    }

    private long Number(ReadOnlySpan<byte> value) =>
        _length <= _field.Length && Utf8Parser.TryParse(value, out ulong number, out int length) && length == value.Length && number <= long.MaxValue
            ? (long)number
            : throw Garbled();

    private static Attribute AttributeOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("queue_name"u8) ? Attribute.Queue
        : name.SequenceEqual("time"u8) ? Attribute.Time
        : name.SequenceEqual("size"u8) ? Attribute.Size
        : name.SequenceEqual("protocol"u8) ? Attribute.Protocol
        : Attribute.Other;

    private static QueueReadException Foreign() => new("the answer is not the one of showq since Postfix 3.1");

    private QueueReadException Garbled() => new($"the answer is garbled before octet {_octets}");
}
