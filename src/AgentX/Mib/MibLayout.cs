// Which instances exist, in SNMP order, and which number the data's owner knows each one by.
namespace AgentX;

/// <summary>
/// An immutable table of instance names in OID order, each with its row number, and of the objects they are instances of.
/// Names are put together when they are asked for: a table's indexes are kept once for all its columns.
/// Made by <see cref="MibLayoutBuilder"/>; safe to share between threads.
/// </summary>
public sealed class MibLayout
{
    private readonly OidTable _objects;
    private readonly InstanceSet[] _instances;
    private readonly int[] _firstRows;
    private readonly OidTable _knownObjects;

    /// <summary>The position of each object's first instance, and of the end.</summary>
    private readonly int[] _starts;

    /// <summary>Takes the objects that have instances, sorted, none below another; and all objects.</summary>
    internal MibLayout(OidTable objects, InstanceSet[] instances, int[] firstRows, OidTable knownObjects)
    {
        _objects = objects;
        _instances = instances;
        _firstRows = firstRows;
        _knownObjects = knownObjects;
        _starts = new int[instances.Length + 1];
        for (var i = 0; i < instances.Length; i++)
            _starts[i + 1] = _starts[i] + instances[i].Rows.Length;
    }

    /// <summary>A layout without any instance.</summary>
    public static MibLayout Empty { get; } = new MibLayoutBuilder().Build();

    /// <summary>The number of instances.</summary>
    public int Count => _starts[^1];

    /// <summary>The name at a position in OID order, 0 to <see cref="Count"/> - 1.</summary>
    /// <param name="position">The position.</param>
    /// <param name="buffer">Room for the name: <see cref="ObjectIdentifier.MaxLength"/> sub-identifiers are always enough.</param>
    /// <returns>The part of <paramref name="buffer"/> that holds the name.</returns>
    public ReadOnlySpan<uint> NameAt(int position, Span<uint> buffer)
    {
        var at = ObjectAt(position);
        var name = _objects[at];
        var index = _instances[at].Indexes[position - _starts[at]];
        name.CopyTo(buffer);
        index.CopyTo(buffer[name.Length..]);
        return buffer[..(name.Length + index.Length)];
    }

    /// <summary>The row number that the instance at a position was added with.</summary>
    public int RowAt(int position)
    {
        var at = ObjectAt(position);
        return _firstRows[at] + _instances[at].Rows[position - _starts[at]];
    }

    /// <summary>The position of the first instance whose name is <paramref name="name"/> or comes after it; <see cref="Count"/> if there is none.</summary>
    public int LowerBound(ReadOnlySpan<uint> name) =>
        TryFindObject(name, out var at, out var bound) ? bound + _instances[at].Indexes.LowerBound(name[_objects[at].Length..]) : bound;

    /// <summary>The position of the first instance whose name comes after <paramref name="name"/>; <see cref="Count"/> if there is none.</summary>
    public int UpperBound(ReadOnlySpan<uint> name) =>
        TryFindObject(name, out var at, out var bound) ? bound + _instances[at].Indexes.UpperBound(name[_objects[at].Length..]) : bound;

    /// <summary>The position of the instance of that name, or -1.</summary>
    public int Find(ReadOnlySpan<uint> name) =>
        TryFindObject(name, out var at, out var start) && _instances[at].Indexes.Find(name[_objects[at].Length..]) is >= 0 and var index
            ? start + index
            : -1;

    /// <summary>
    /// Whether <paramref name="name"/> is an object or begins with one: the difference between noSuchInstance and
    /// noSuchObject (RFC 3416 section 4.2.1). Searched only when an instance is missing.
    /// </summary>
    public bool IsOfKnownObject(ReadOnlySpan<uint> name)
    {
        for (var length = name.Length; length > 0; length--)
        {
            if (_knownObjects.Find(name[..length]) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Finds the object that a name begins with, and the position of its first instance; where there is none,
    /// the position of the first instance that comes after the name.
    /// </summary>
    private bool TryFindObject(ReadOnlySpan<uint> name, out int at, out int position)
    {
        var after = _objects.UpperBound(name);
        at = after - 1;
        var found = at >= 0 && name.StartsWith(_objects[at]);
        position = _starts[found ? at : after];
        return found;
    }

    /// <summary>The object of the instance at a position.</summary>
    private int ObjectAt(int position)
    {
        var found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : ~found - 1;
    }
}
