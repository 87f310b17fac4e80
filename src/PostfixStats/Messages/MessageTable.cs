// A hash table whose entries also stand in a row, from the one that was not touched for the longest time to the one touched last.

namespace PostfixStats.Messages;

/// <summary>
/// A bounded table of messages by key. Places are indexes, valid until the next <see cref="Add"/>. It takes as much memory as it has
/// entries, and what it has taken once it keeps. The upper eight bits of a key stand in its cell, the others in its entry.
/// </summary>
internal sealed class MessageTable(int capacity)
{
    /// <summary>No entry.</summary>
    public const int None = -1;

    /// <summary>More entries than there can be.</summary>
    public const int MaxCapacity = (1 << PlaceBits) - 1;

    /// <summary>Entries stand in pieces of so many, so that growing copies none; a power of two.</summary>
    private const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 10;

    private const int PlaceBits = 24;

    private const ulong KeyMask = (1UL << MessageEntry.KeyBits) - 1;

    private MessageEntry[][] _pieces = [];

    /// <summary>
    /// Where the entries are (open addressing, linear probing): each cell holds a place plus one, and above it the key's upper bits, so
    /// that few entries are looked at in vain; 0 is a free cell. There is a power of two of them, of which a fifth is free at least.
    /// </summary>
    private uint[] _cells = [];

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

    private int Mask => _cells.Length - 1;

    /// <summary>An entry by its place.</summary>
    public ref MessageEntry this[int place] => ref _pieces[place >> PieceBits][place & (PieceLength - 1)];

    /// <summary>The place of a key, or <see cref="None"/>.</summary>
    public int Find(ulong key)
    {
        if (Count == 0)
        {
            return None;
        }

        uint tag = Tag(key);
        for (int cell = HomeOf(key); _cells[cell] is not 0 and uint found; cell = (cell + 1) & Mask)
        {
            if ((found ^ tag) >> PlaceBits == 0 && this[PlaceIn(found)].Key == (key & KeyMask))
            {
                return PlaceIn(found);
            }
        }

        return None;
    }

    /// <summary>Adds an empty entry as the newest; the caller has seen that the key is not there and that there is room.</summary>
    public int Add(ulong key)
    {
        int place = _free;
        if (place != None)
        {
            _free = this[place].Older;
        }
        else
        {
            if (_used == _pieces.Length * PieceLength)
            {
                Grow();
            }

            place = _used++;
        }

        this[place] = new MessageEntry { Key = key };
        Count++;
        Point(Tag(key) | (uint)(place + 1));
        Append(place);
        return place;
    }

    /// <summary>The whole key of an entry.</summary>
    public ulong KeyOf(int place) => ((ulong)(_cells[CellOf(place)] >> PlaceBits) << MessageEntry.KeyBits) | this[place].Key;

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
        Unpoint(place);
        Unlink(place);
        this[place] = new MessageEntry { Older = _free };
        _free = place;
        Count--;
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        _pieces = [];
        _cells = [];
        _used = 0;
        _free = None;
        Count = 0;
        Oldest = None;
        Newest = None;
    }

    private static uint Tag(ulong key) => (uint)(key >> MessageEntry.KeyBits) << PlaceBits;

    private static int PlaceIn(uint cell) => (int)(cell & MaxCapacity) - 1;

    /// <summary>The cell where the search for a key begins.</summary>
    private int HomeOf(ulong key) => (int)key & Mask;

    private void Grow()
    {
        _pieces = [.. _pieces, new MessageEntry[PieceLength]];
        if (_pieces.Length * PieceLength * 5 <= _cells.Length * 4)
        {
            return;
        }

        uint[] before = _cells;
        _cells = new uint[Math.Max(2 * PieceLength, _cells.Length * 2)];
        foreach (uint taken in before)
        {
            if (taken != 0)
            {
                Point(taken);
            }
        }
    }

    /// <summary>Lets an entry be found.</summary>
    /// <param name="taken">What its cell is to hold.</param>
    private void Point(uint taken)
    {
        int cell = HomeOf(this[PlaceIn(taken)].Key);
        while (_cells[cell] != 0)
        {
            cell = (cell + 1) & Mask;
        }

        _cells[cell] = taken;
    }

    private int CellOf(int place)
    {
        int cell = HomeOf(this[place].Key);
        while (PlaceIn(_cells[cell]) != place)
        {
            cell = (cell + 1) & Mask;
        }

        return cell;
    }

    /// <summary>Frees an entry's cell, and moves up those behind it that would not be found any more.</summary>
    private void Unpoint(int place)
    {
        int hole = CellOf(place);
        for (int cell = (hole + 1) & Mask; _cells[cell] is not 0 and uint next; cell = (cell + 1) & Mask)
        {
            int distance = (cell - HomeOf(this[PlaceIn(next)].Key)) & Mask;
            if (distance >= ((cell - hole) & Mask))
            {
                _cells[hole] = next;
                hole = cell;
            }
        }

        _cells[hole] = 0;
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
