// Counts messages, where the line counters count lines: the log tells of a message in many lines, and only its queue id joins them.

using PostfixStats.Counting;

namespace PostfixStats.Messages;

/// <summary>
/// The message counters: what comes into the queue and from where, what is delivered, each message once however often it is
/// retried. It remembers the messages in the queue, up to a limit, and forgets those first that were not heard of for the longest time.
/// Shared by all log sources; not thread safe.
/// </summary>
public sealed class MessageTracker
{
    /// <summary>How many messages are remembered unless configured otherwise: at most 6 MB.</summary>
    public const int DefaultCapacity = 200_000;

    /// <summary>
    /// A message that is not heard of for so long is forgotten. One in the queue is retried, and so heard of, every
    /// maximal_backoff_time (4,000 s) for maximal_queue_lifetime (5 days); one on hold is not.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// Where the log begins in the middle, as many receptions may have begun before it as there are smtpd processes:
    /// default_process_limit.
    /// </summary>
    internal const int ReceptionsUnderWay = 100;

    private readonly CounterStore _store;
    private readonly MessageMemory _memory;
    private readonly MessageCounts _counts;

    /// <summary>Makes an empty memory.</summary>
    /// <param name="store">Where the counters stand.</param>
    /// <param name="capacity">How many messages to remember, from 1.</param>
    /// <param name="fromMiddle">
    /// Whether the log is read from somewhere in its middle: there, the origin of the first messages without a reception is unknown;
    /// later they are Postfix's own.
    /// </param>
    public MessageTracker(CounterStore store, int capacity = DefaultCapacity, bool fromMiddle = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _store = store;
        _counts = new MessageCounts(store);
        _memory = new MessageMemory(capacity);
        if (fromMiddle)
        {
            MissedLines();
        }
    }

    /// <summary>What is remembered.</summary>
    internal MessageMemory Memory => _memory;

    /// <summary>How many messages are remembered.</summary>
    public int Remembered => _memory.Count;

    /// <inheritdoc cref="MessageMemory.Generation" />
    public ulong Generation => _memory.Generation;

    /// <summary>Tells the time, and forgets what is older than <see cref="Lifetime"/>. Without it nothing ages.</summary>
    public void Advance(DateTimeOffset now) => _memory.Advance(now, Lifetime);

    /// <summary>Lines were lost: there may be messages whose reception was among them.</summary>
    public void MissedLines() => _memory.Uncertain = ReceptionsUnderWay;

    /// <inheritdoc cref="MessageMemory.NextBlock" />
    public MessageBlock? NextBlock(bool whole) => _memory.NextBlock(whole);

    /// <inheritdoc cref="MessageMemory.TryRestore" />
    public bool TryRestore(ReadOnlySpan<byte> file, ulong generation)
    {
        if (_memory.TryRestore(file, generation))
        {
            return true;
        }

        MissedLines();
        return false;
    }

    /// <summary>Takes what one line says.</summary>
    /// <param name="instance">Whose line it is.</param>
    /// <param name="queueId">The queue id that the line begins with; of no meaning for <see cref="MessageEventKind.DiscardsNext"/>.</param>
    /// <param name="line">What the line says.</param>
    internal void Take(InstanceCounters instance, ReadOnlySpan<byte> queueId, in MessageEvent line)
    {
        if (line.Kind == MessageEventKind.DiscardsNext)
        {
            _memory.DiscardedClient = line.Client;
            return;
        }

        ulong key = QueueIdKey.In(instance.Index, QueueIdKey.Of(queueId));
        switch (line.Kind)
        {
            case MessageEventKind.Begun:
                Begin(instance, key, line);
                break;
            case MessageEventKind.Identified:
                Identify(instance, key);
                break;
            case MessageEventKind.Active:
                Activate(instance, key, line);
                break;
            case MessageEventKind.Held:
                Hold(_memory.Find(key) is not MessageMemory.None and int held ? held : AddInternal(instance, key));
                break;
            case MessageEventKind.Delivered:
                Deliver(_memory.Find(key) is not MessageMemory.None and int sent ? sent : Add(instance, key, MessageOrigin.Unknown), line);
                break;
            default:
                if (_memory.Find(key) is not MessageMemory.None and int place && !_memory[place].Has(MessageFlags.Ended))
                {
                    TakeKnown(place, line.Kind);
                }

                break;
        }
    }

    /// <summary>Events that mean nothing where the message is not known.</summary>
    private void TakeKnown(int place, MessageEventKind kind)
    {
        ref MessageEntry entry = ref _memory[place];
        switch (kind)
        {
            case MessageEventKind.Refused:
                _counts.Add(entry, MessageCounter.Rejected);
                _memory.Remove(place);
                return;
            case MessageEventKind.Discarded or MessageEventKind.DiscardedAndEnded:
                _counts.Discard(ref entry);
                if (kind == MessageEventKind.DiscardedAndEnded)
                {
                    _memory.Remove(place);
                    return;
                }

                break;
            case MessageEventKind.DeliveredToNobody:
                _counts.Settle(ref entry);
                _counts.Discard(ref entry);
                break;
            case MessageEventKind.Mentioned when entry.Has(MessageFlags.Active):
                _counts.Settle(ref entry);
                break;
            case MessageEventKind.Probed:
                _counts.Probe(ref entry);
                break;
            case MessageEventKind.Ended:
                End(place);
                return;
            default:
                break;
        }

        _memory.Touch(place);
    }

    /// <summary>A reception. Queue ids are used again: what was remembered under this one is another message.</summary>
    private void Begin(InstanceCounters instance, ulong key, in MessageEvent line)
    {
        MessageOrigin origin = line.Origin switch
        {
            MessageOrigin.Requeued => Requeue(instance, line.Other),
            MessageOrigin.Reinjected when IsFirstReception(instance, line.Other) => MessageOrigin.Smtp,
            _ => line.Origin,
        };
        int place = Add(instance, key, origin);
        if (line.Client != 0 && line.Client == _memory.DiscardedClient)
        {
            _memory.DiscardedClient = 0;
            _counts.Discard(ref _memory[place]);
        }

        if (_memory.Uncertain > 0)
        {
            _memory.Uncertain--;
        }
    }

    /// <summary>
    /// The message that is requeued gets a new queue id; of the old one nothing more is heard. One that was not counted before,
    /// such as one that smtpd put on hold, keeps its origin.
    /// </summary>
    private MessageOrigin Requeue(InstanceCounters instance, ulong oldId)
    {
        int old = _memory.Find(QueueIdKey.In(instance.Index, oldId));
        if (old == MessageMemory.None)
        {
            return MessageOrigin.Requeued;
        }

        MessageOrigin origin = _memory[old].Has(MessageFlags.Counted) ? MessageOrigin.Requeued : _memory[old].Origin;
        _memory.Remove(old);
        return origin;
    }

    /// <summary>
    /// Whether mail from a filter comes in for the first time: before-queue filters (smtpd_proxy_filter) hand over what never had a
    /// queue id here.
    /// </summary>
    private bool IsFirstReception(InstanceCounters instance, ulong earlierId) =>
        (earlierId == 0 || FindAnywhere(earlierId) == MessageMemory.None)
        && _store[instance.Slot(Counter.SmtpdProxied)] > 0;

    /// <summary>cleanup has its header. Without a reception before, it is one of Postfix's own.</summary>
    private void Identify(InstanceCounters instance, ulong key)
    {
        int place = _memory.Find(key);
        if (place == MessageMemory.None || _memory[place].Has(MessageFlags.Active | MessageFlags.Ended))
        {
            AddInternal(instance, key);
        }
        else
        {
            _memory.Touch(place);
        }
    }

    private int AddInternal(InstanceCounters instance, ulong key) =>
        Add(instance, key, _memory.Uncertain > 0 ? MessageOrigin.Unknown : MessageOrigin.Internal);

    /// <summary>qmgr takes it up. On a retry, the recipients and octets are told again.</summary>
    private void Activate(InstanceCounters instance, ulong key, in MessageEvent line)
    {
        int place = _memory.Find(key);
        if (place == MessageMemory.None || _memory[place].Has(MessageFlags.Ended))
        {
            place = Add(instance, key, MessageOrigin.Unknown);
        }

        ref MessageEntry entry = ref _memory[place];
        bool again = entry.Has(MessageFlags.Active);
        if (!again)
        {
            entry.Size = line.Size;
            entry.Recipients = line.Recipients;
            entry.Flags |= MessageFlags.Active;
        }

        if (again || entry.Has(MessageFlags.Counted) || !MayBeProbe(entry.Origin))
        {
            _counts.Settle(ref entry);
        }

        _memory.Touch(place);
    }

    /// <summary>
    /// Whether it may turn out to be no mail but a question for an address: a probe of verify(8), or <c>sendmail -bv</c>. Such a
    /// message is counted with the first line that says what it is.
    /// </summary>
    private static bool MayBeProbe(MessageOrigin origin) =>
        origin is MessageOrigin.Local or MessageOrigin.Internal or MessageOrigin.Unknown;

    private void Deliver(int place, in MessageEvent line)
    {
        ref MessageEntry entry = ref _memory[place];
        _counts.Settle(ref entry);
        if (!IsFilterHop(line.Other))
        {
            _counts.Deliver(ref entry, line.Agent);
        }

        _memory.Touch(place);
    }

    /// <summary>
    /// Whether what was delivered came back as a message that is not counted as received: it went through a content filter, and
    /// leaves this host later.
    /// </summary>
    private bool IsFilterHop(ulong nextId) =>
        nextId != 0 && FindAnywhere(nextId) is not MessageMemory.None and int next
        && _memory[next].Origin is MessageOrigin.Reinjected or MessageOrigin.Excluded;

    /// <summary>The place of a queue id in any instance: a filter may hand over mail from one to the other.</summary>
    private int FindAnywhere(ulong id)
    {
        foreach (InstanceCounters instance in _store.Instances)
        {
            if (_memory.Find(QueueIdKey.In(instance.Index, id)) is not MessageMemory.None and int place)
            {
                return place;
            }
        }

        return MessageMemory.None;
    }

    private void End(int place)
    {
        ref MessageEntry entry = ref _memory[place];
        if (entry.Has(MessageFlags.Active))
        {
            _counts.Settle(ref entry);
        }

        if (entry.Origin is not (MessageOrigin.Reinjected or MessageOrigin.Excluded))
        {
            _memory.Remove(place);
            return;
        }

        _memory.End(place);
    }

    private void Hold(int place)
    {
        _counts.Settle(ref _memory[place]);
        _memory.Touch(place);
    }

    private int Add(InstanceCounters instance, ulong key, MessageOrigin origin)
    {
        if (_memory.Find(key) is not MessageMemory.None and int before)
        {
            _memory.Remove(before);
        }
        else if (_memory.IsFull)
        {
            _counts.Add(_memory[_memory.Oldest], MessageCounter.Forgotten);
            _memory.Remove(_memory.Oldest);
        }

        return _memory.Add(key, instance.Index, origin);
    }
}
