// All that has to be remembered between lines to count messages, and how it changed since it was last written to a file.

namespace PostfixStats.Messages;

/// <summary>
/// The messages in the queue, and the little that is known besides. Whatever changes an entry touches it, so that the changed ones
/// are those touched since the last block.
/// </summary>
internal sealed class MessageMemory(int capacity)
{
    /// <summary>No entry.</summary>
    public const int None = MessageTable.None;

    /// <summary>
    /// How many messages that a filter handed back are remembered after their end: the filter's reply, which names them, is logged
    /// later than their delivery may be.
    /// </summary>
    public const int MaxEnded = 128;

    private readonly MessageTable _table = new(capacity);
    private readonly Queue<ulong> _ended = [];
    private readonly List<ulong> _removed = [];
    private uint _minute;
    private bool _restChanged;

    /// <inheritdoc cref="MessageTable.Count" />
    public int Count => _table.Count;

    /// <inheritdoc cref="MessageTable.IsFull" />
    public bool IsFull => _table.IsFull;

    /// <inheritdoc cref="MessageTable.Oldest" />
    public int Oldest => _table.Oldest;

    /// <inheritdoc cref="MessageTable.Next" />
    public int Next(int place) => _table.Next(place);

    /// <summary>An entry by its place; whoever changes it touches it.</summary>
    public ref MessageEntry this[int place] => ref _table[place];

    /// <summary>For how many more receptions a message without one may have had it where the log was not read.</summary>
    public int Uncertain
    {
        get;
        set
        {
            _restChanged |= field != value;
            field = value;
        }
    }

    /// <summary>A hash of the client whose next message is thrown away, or 0.</summary>
    public ulong DiscardedClient
    {
        get;
        set
        {
            _restChanged |= field != value;
            field = value;
        }
    }

    /// <summary>A random number that stands for the memory as it was at the last <see cref="NextBlock"/>; 0 before the first.</summary>
    public ulong Generation { get; private set; }

    private bool HasChanged => _restChanged || _removed.Count > 0 || _table.OldestTouched != None;

    /// <inheritdoc cref="MessageTable.KeyOf" />
    public ulong KeyOf(int place) => _table.KeyOf(place);

    /// <inheritdoc cref="MessageTable.Find" />
    public int Find(ulong key) => _table.Find(key);

    /// <summary>Adds a message; the caller has seen that it is not there and that there is room.</summary>
    public int Add(ulong key, int instance, MessageOrigin origin)
    {
        int place = _table.Add(key);
        ref MessageEntry entry = ref _table[place];
        entry.Instance = (byte)instance;
        entry.Origin = origin;
        entry.Minute = _minute;
        return place;
    }

    /// <summary>Notes that a message was heard of.</summary>
    public void Touch(int place)
    {
        _table[place].Minute = _minute;
        _table.Touch(place);
    }

    /// <summary>Keeps a message that has ended, in the place of the one that ended first.</summary>
    public void End(int place)
    {
        _table[place].Flags |= MessageFlags.Ended;
        ulong key = _table.KeyOf(place);
        Touch(place);
        KeepEnded(key);
    }

    /// <summary>Forgets a message.</summary>
    public void Remove(int place)
    {
        if (_table[place].Has(MessageFlags.InFile))
        {
            _removed.Add(_table.KeyOf(place));
        }

        _table.Remove(place);
    }

    /// <summary>Tells the time, and forgets what is older.</summary>
    public void Advance(DateTimeOffset now, TimeSpan lifetime)
    {
        _minute = (uint)(now.ToUnixTimeSeconds() / 60);
        uint limit = _minute - (uint)lifetime.TotalMinutes;
        while (_table.Oldest is not None and int oldest && _table[oldest].Minute < limit)
        {
            Remove(oldest);
        }
    }

    /// <summary>What has changed since the last call, as a block for the file.</summary>
    /// <param name="whole">Everything, for a new file.</param>
    /// <returns>Null where nothing has changed and the generation stays what it was.</returns>
    public MessageBlock? NextBlock(bool whole)
    {
        if (!whole && !HasChanged)
        {
            return null;
        }

        Generation = NewGeneration();
        int first = whole ? _table.Oldest : _table.OldestTouched;
        var writer = new MessageBlockWriter(whole, Uncertain, DiscardedClient, whole ? [] : _removed, CountFrom(first));
        for (int place = first; place != None; place = _table.Next(place))
        {
            _table[place].Flags |= MessageFlags.InFile;
            writer.Add(_table.KeyOf(place), _table[place]);
        }

        _table.Settle();
        _removed.Clear();
        _restChanged = false;
        return writer.End(Generation);
    }

    /// <summary>Makes this what it was in a generation.</summary>
    /// <param name="file">The blocks of a file.</param>
    /// <param name="generation">The generation.</param>
    /// <returns>False where the file, as far as it is undamaged, does not have it; the memory is empty then.</returns>
    public bool TryRestore(ReadOnlySpan<byte> file, ulong generation)
    {
        while (MessageBlockReader.TryRead(ref file, out MessageBlockReader block))
        {
            Take(block);
            if (block.Generation == generation)
            {
                Generation = generation;
                FindEnded();
                return true;
            }
        }

        Clear();
        return false;
    }

    private void Clear()
    {
        _table.Clear();
        _ended.Clear();
        _removed.Clear();
        Uncertain = 0;
        DiscardedClient = 0;
    }

    private void Take(MessageBlockReader block)
    {
        if (block.IsWhole)
        {
            Clear();
        }

        Uncertain = block.Uncertain;
        DiscardedClient = block.DiscardedClient;
        while (block.TryReadRemoved(out ulong removed))
        {
            if (_table.Find(removed) is not None and int place)
            {
                _table.Remove(place);
            }
        }

        while (block.TryReadEntry(out ulong key, out MessageEntry entry))
        {
            int place = _table.Find(key);
            if (place == None)
            {
                if (_table.IsFull)
                {
                    // There was room for more when it was written.
                    _table.Remove(_table.Oldest);
                }

                place = _table.Add(key);
            }

            place = _table.Touch(place);
            _table[place].Take(entry);
        }
    }

    private void FindEnded()
    {
        int place = _table.Oldest;
        while (place != None)
        {
            int next = _table.Next(place);
            if (_table[place].Has(MessageFlags.Ended))
            {
                KeepEnded(_table.KeyOf(place));
            }

            place = next;
        }
    }

    private void KeepEnded(ulong key)
    {
        _ended.Enqueue(key);
        if (_ended.Count > MaxEnded && _table.Find(_ended.Dequeue()) is not None and int first && _table[first].Has(MessageFlags.Ended))
        {
            Remove(first);
        }
    }

    private int CountFrom(int first)
    {
        int count = 0;
        for (int place = first; place != None; place = _table.Next(place))
        {
            count++;
        }

        return count;
    }

    /// <summary>Random, so that the generations of two histories never meet.</summary>
    private static ulong NewGeneration() => BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 8);
}
