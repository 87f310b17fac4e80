// A hash table whose entries stand in the order of age, from the one that was not touched for the longest time to the one touched last.

namespace PostfixStats.Messages;

/// <summary>
/// A bounded table of messages by key. An entry that is touched moves to the end of the row and leaves a gap, as one that is removed
/// does; a row that has come to its end with gaps for an eighth of its entries moves together. So order costs no memory but the gaps.
/// Places are indexes, valid until the next <see cref="Add"/> or <see cref="Touch"/>. It takes as much memory as it has entries, and
/// what it has taken once it keeps. The upper eight bits of a key stand in its cell, the others in its entry.
/// </summary>
internal sealed class MessageTable
{
    /// <summary>No entry.</summary>
    public const int None = -1;

    /// <summary>The most entries that there can be.</summary>
    public const int MaxCapacity = MaxPlaces / 8 * 7;

    private const int PlaceBits = 24;

    private const int MaxPlaces = (1 << PlaceBits) - 1;

    /// <summary>Entries stand in pieces of so many, so that growing copies none; a power of two.</summary>
    private const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 10;

    private const ulong KeyMask = (1UL << MessageEntry.KeyBits) - 1;

    private readonly int _capacity;

    private MessageEntry[][] _pieces = [];

    /// <summary>
    /// Where the entries are (open addressing, linear probing): each cell holds a place plus one, and above it the key's upper bits, so
    /// that few entries are looked at in vain; 0 is a free cell. There is a power of two of them, of which a fifth is free at least.
    /// </summary>
    private uint[] _cells = [];

    /// <summary>Where the first entry is; where there is none, the end.</summary>
    private int _first;

    /// <summary>Behind the last entry.</summary>
    private int _end;

    /// <summary>Behind the last entry that is settled.</summary>
    private int _settled;

    /// <summary>Makes an empty table.</summary>
    /// <param name="capacity">How many messages there may be, from 1 to <see cref="MaxCapacity"/>.</param>
    public MessageTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        _capacity = capacity;
    }

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another one has no room.</summary>
    public bool IsFull => Count >= _capacity;

    /// <summary>The entry that was not touched for the longest time, or <see cref="None"/>.</summary>
    public int Oldest => _first < _end ? _first : None;

    /// <summary>The oldest entry that was touched since <see cref="Settle"/>, or <see cref="None"/>.</summary>
    public int OldestTouched => Next(Math.Max(_first, _settled) - 1);

    private int Mask => _cells.Length - 1;

    /// <summary>An entry by its place.</summary>
    public ref MessageEntry this[int place] => ref _pieces[place >> PieceBits][place & (PieceLength - 1)];

    /// <summary>The next entry that was touched later than the one in a place, or <see cref="None"/>.</summary>
    public int Next(int place)
    {
        do
        {
            place++;
        }
        while (place < _end && this[place].Has(MessageFlags.Gap));

        return place < _end ? place : None;
    }

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
        MakeRoom();
        if ((Count + 1) * 5L > _cells.Length * 4L)
        {
            GrowCells();
        }

        this[_end] = new MessageEntry { Key = key };
        Point(Tag(key) | (uint)(_end + 1));
        Count++;
        return _end++;
    }

    /// <summary>The whole key of an entry.</summary>
    public ulong KeyOf(int place) => ((ulong)(_cells[CellOf(place)] >> PlaceBits) << MessageEntry.KeyBits) | this[place].Key;

    /// <summary>Makes an entry the newest.</summary>
    /// <returns>Its place from then on.</returns>
    public int Touch(int place)
    {
        if (place == _end - 1 && place >= _settled)
        {
            return place;
        }

        int cell = CellOf(place);
        MakeRoom();
        place = PlaceIn(_cells[cell]);
        this[_end] = this[place];
        Move(cell, _end);
        LeaveGap(place);
        return _end++;
    }

    /// <summary>Removes an entry.</summary>
    public void Remove(int place)
    {
        Unpoint(place);
        Count--;
        LeaveGap(place);
    }

    /// <summary>Everything is known to the caller as it is; what is touched from here on is not.</summary>
    public void Settle() => _settled = _end;

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        _pieces = [];
        _cells = [];
        _first = 0;
        _end = 0;
        _settled = 0;
        Count = 0;
    }

    private static uint Tag(ulong key) => (uint)(key >> MessageEntry.KeyBits) << PlaceBits;

    private static int PlaceIn(uint cell) => (int)(cell & MaxPlaces) - 1;

    /// <summary>The cell where the search for a key begins.</summary>
    private int HomeOf(ulong key) => (int)key & Mask;

    /// <summary>Sees to it that there is a place behind the end; cells stay where they are.</summary>
    private void MakeRoom()
    {
        if (_end < _pieces.Length * PieceLength)
        {
            return;
        }

        if (_end - Count >= Math.Max(PieceLength, Count / 8))
        {
            CloseGaps();
        }
        else
        {
            _pieces = [.. _pieces, new MessageEntry[PieceLength]];
        }
    }

    private void CloseGaps()
    {
        (int end, int settled) = (0, 0);
        for (int place = Oldest; place != None; place = Next(place))
        {
            if (place != end)
            {
                Move(CellOf(place), end);
                this[end] = this[place];
            }

            end++;
            settled = place < _settled ? end : settled;
        }

        (_first, _end, _settled) = (0, end, settled);
    }

    private void LeaveGap(int place)
    {
        this[place] = new MessageEntry { Flags = MessageFlags.Gap };
        if (place == _first)
        {
            _first = Next(place) is not None and int next ? next : _end;
        }
    }

    private void GrowCells()
    {
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

    /// <summary>Lets an entry be found in another place.</summary>
    private void Move(int cell, int place) => _cells[cell] = (_cells[cell] & ~(uint)MaxPlaces) | (uint)(place + 1);

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
}
