// A hash table whose entries also stand in a row, from the one that was not touched for the longest time to the one touched last.

namespace PostfixStats.Messages;

/// <summary>
/// A bounded table of messages by key. Places are indexes, valid until the next <see cref="Add"/>. It takes as much memory as it has
/// entries, and what it has taken once it keeps.
/// </summary>
internal sealed class MessageTable(int capacity)
{
    /// <summary>No entry.</summary>
    public const int None = -1;

    /// <summary>Entries stand in pieces of so many, so that growing copies none; a power of two.</summary>
    private const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 10;

    private MessageEntry[][] _pieces = [];
    private int[] _buckets = [];
    private int _used;
    private int _free = None;

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another one has no room.</summary>
    public bool IsFull => Count >= capacity;

    /// <summary>The entry that was not touched for the longest time, or <see cref="None"/>.</summary>
    public int Oldest { get; private set; } = None;

    /// <summary>The entry that was touched last, or <see cref="None"/>.</summary>
    public int Newest { get; private set; } = None;

    /// <summary>An entry by its place.</summary>
    public ref MessageEntry this[int place] => ref _pieces[place >> PieceBits][place & (PieceLength - 1)];

    /// <summary>The place of a key, or <see cref="None"/>.</summary>
    public int Find(ulong key)
    {
        if (_buckets.Length == 0)
        {
            return None;
        }

        int place = _buckets[BucketOf(key)] - 1;
        while (place != None)
        {
            ref MessageEntry entry = ref this[place];
            if (entry.Key == key)
            {
                return place;
            }

            place = entry.Next;
        }

        return None;
    }

    /// <summary>Adds an empty entry as the newest; the caller has seen that the key is not there and that there is room.</summary>
    public int Add(ulong key)
    {
        int place = _free;
        if (place != None)
        {
            _free = this[place].Next;
        }
        else
        {
            if (_used == _pieces.Length * PieceLength)
            {
                Grow();
            }

            place = _used++;
        }

        ref int bucket = ref _buckets[BucketOf(key)];
        this[place] = new MessageEntry { Key = key, Next = bucket - 1 };
        bucket = place + 1;
        Count++;
        Append(place);
        return place;
    }

    /// <summary>Makes an entry the newest.</summary>
    public void Touch(int place)
    {
        if (place != Newest)
        {
            Unlink(place);
            Append(place);
        }
    }

    /// <summary>Removes an entry.</summary>
    public void Remove(int place)
    {
        ref MessageEntry entry = ref this[place];
        ref int bucket = ref _buckets[BucketOf(entry.Key)];
        if (bucket - 1 == place)
        {
            bucket = entry.Next + 1;
        }
        else
        {
            int before = bucket - 1;
            while (this[before].Next != place)
            {
                before = this[before].Next;
            }

            this[before].Next = entry.Next;
        }

        Unlink(place);
        entry = new MessageEntry { Next = _free };
        _free = place;
        Count--;
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        _pieces = [];
        _buckets = [];
        _used = 0;
        _free = None;
        Count = 0;
        Oldest = None;
        Newest = None;
    }

    /// <summary>There is a power of two of them. A bucket holds its first place plus one, so that a new array is empty.</summary>
    private int BucketOf(ulong key) => (int)(key & (ulong)(_buckets.Length - 1));

    private void Grow()
    {
        _pieces = [.. _pieces, new MessageEntry[PieceLength]];
        if (_buckets.Length > _used)
        {
            return;
        }

        _buckets = new int[Math.Max(PieceLength, _buckets.Length * 2)];
        for (int place = 0; place < _used; place++)
        {
            ref MessageEntry entry = ref this[place];
            ref int bucket = ref _buckets[BucketOf(entry.Key)];
            entry.Next = bucket - 1;
            bucket = place + 1;
        }
    }

    private void Append(int place)
    {
        ref MessageEntry entry = ref this[place];
        entry.Older = Newest;
        entry.Newer = None;
        if (Newest == None)
        {
            Oldest = place;
        }
        else
        {
            this[Newest].Newer = place;
        }

        Newest = place;
    }

    private void Unlink(int place)
    {
        ref MessageEntry entry = ref this[place];
        if (entry.Older == None)
        {
            Oldest = entry.Newer;
        }
        else
        {
            this[entry.Older].Newer = entry.Newer;
        }

        if (entry.Newer == None)
        {
            Newest = entry.Older;
        }
        else
        {
            this[entry.Newer].Older = entry.Older;
        }
    }
}
