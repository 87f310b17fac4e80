// A short list of names taken from the log, each with a row number that never changes.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>
/// Up to <c>capacity</c> names in the order they were first seen. Names come from log lines, so they are validated and
/// capped: what does not fit shares the row named <see cref="Other"/>.
/// </summary>
public sealed class NameTable
{
    /// <summary>The row of everything over the cap; no real service can have this name.</summary>
    public const string Other = "~other";

    /// <summary>Longest name kept, in bytes.</summary>
    public const int MaxLength = 64;

    private readonly NamePool _pool;
    private readonly Reservation? _isReserved;
    private byte[][] _keys = [];
    private int _lastHit;
    private int _otherRow = -1;

    /// <summary>Makes an empty table.</summary>
    /// <param name="pool">Where names are taken from.</param>
    /// <param name="capacity">How many names fit in besides <see cref="Other"/>.</param>
    /// <param name="isReserved">Tells for which names there is always room beyond that.</param>
    internal NameTable(NamePool pool, int capacity, Reservation? isReserved = null)
    {
        _pool = pool;
        _isReserved = isReserved;
        Room = capacity;
    }

    /// <summary>Whether there is always room for a name.</summary>
    public delegate bool Reservation(ReadOnlySpan<byte> name);

    /// <summary>How many rows there are.</summary>
    public int Count => _keys.Length;

    /// <summary>The names by row. A new array takes its place when a name is added, so that a reader on another thread needs no lock.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>How many more names fit in, 0 and up, not counting those for which there is always room.</summary>
    public int Room { get; private set; }

    /// <summary>A table with all the names it will ever have; any thread may search it.</summary>
    internal static NameTable Fixed(string[] names)
    {
        var table = new NameTable(new NamePool(), 0);
        foreach (string name in names)
        {
            table.Append(Encoding.ASCII.GetBytes(name));
        }

        return table;
    }

    /// <summary>
    /// Whether a name from the log may become a name of ours: <c>[A-Za-z0-9][A-Za-z0-9._-]{0,63}</c>.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit((char)name[0])
        && !name.ContainsAnyExcept(NameCharacters.Allowed);

    /// <summary>
    /// The row of a name, added if there is room. The caller has validated it.
    /// </summary>
    /// <param name="name">A valid name.</param>
    /// <param name="capped">True where the name went to <see cref="Other"/>.</param>
    /// <returns>A row, 0 and up.</returns>
    public int RowOf(ReadOnlySpan<byte> name, out bool capped)
    {
        capped = false;
        if ((uint)_lastHit < (uint)_keys.Length && name.SequenceEqual(_keys[_lastHit]))
        {
            return _lastHit;
        }

        int row = Find(name);
        if (row < 0)
        {
            capped = !TakePlace(name);
            row = capped ? OtherRow() : Append(name);
        }

        return _lastHit = row;
    }

    /// <summary>The row of <see cref="Other"/>, added at its first use.</summary>
    public int OtherRow() => _otherRow >= 0 ? _otherRow : _otherRow = Append("~other"u8);

    /// <summary>Whether some name was over the cap.</summary>
    public bool HasOther => _otherRow >= 0;

    /// <summary>The name of a row, in ASCII.</summary>
    public ReadOnlySpan<byte> NameAt(int row) => _keys[row];

    /// <summary>The row of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (name.SequenceEqual(_keys[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Puts a name read from the state file back at the next row.</summary>
    /// <returns>False where it is no possible name, stands there already, or is over the cap.</returns>
    public bool TryRestore(string name)
    {
        byte[] key = Encoding.ASCII.GetBytes(name);
        bool other = name == Other;
        if (Find(key) >= 0 || (!other && (!IsValid(key) || !TakePlace(key))))
        {
            return false;
        }

        int row = Append(key);
        if (other)
        {
            _otherRow = row;
        }

        return true;
    }

    /// <summary>Whether all names of another table fit in.</summary>
    internal bool HasRoomFor(NameTable other)
    {
        int places = 0;
        foreach (byte[] name in other._keys)
        {
            places += Find(name) < 0 && !IsReserved(name) ? 1 : 0;
        }

        return places <= Room;
    }

    /// <summary>Whether a name has a place of its own kept free, so that it does not take one of <see cref="Room"/>.</summary>
    private bool IsReserved(ReadOnlySpan<byte> name) => _isReserved is not null && _isReserved(name);

    private bool TakePlace(ReadOnlySpan<byte> name)
    {
        if (IsReserved(name))
        {
            return true;
        }

        if (Room == 0)
        {
            return false;
        }

        Room--;
        return true;
    }

    private int Append(ReadOnlySpan<byte> name)
    {
        (string text, byte[] key) = _pool.Get(name);

        // Names first: whoever finds a key on another thread finds its name too.
        Names = [.. Names, text];
        _keys = [.. _keys, key];
        return _keys.Length - 1;
    }
}
