// Which instances exist, in SNMP order, and which number the data's owner knows each one by.
namespace AgentX;

/// <summary>
/// An immutable table of instance names in OID order, each with its row number, and of the objects they are instances of.
/// Made by <see cref="MibLayoutBuilder"/>; safe to share between threads.
/// </summary>
public sealed class MibLayout
{
    private readonly OidTable _instances;
    private readonly OidTable _objects;
    private readonly int[] _rows;

    internal MibLayout(OidTable instances, int[] rows, OidTable objects)
    {
        _instances = instances;
        _rows = rows;
        _objects = objects;
    }

    /// <summary>A layout without any instance.</summary>
    public static MibLayout Empty { get; } = new MibLayoutBuilder().Build();

    /// <summary>The number of instances.</summary>
    public int Count => _instances.Count;

    /// <summary>The name at a position in OID order, 0 to <see cref="Count"/> - 1.</summary>
    public ReadOnlySpan<uint> NameAt(int position) => _instances[position];

    /// <summary>The row number that the instance at a position was added with.</summary>
    public int RowAt(int position) => _rows[position];

    /// <summary>The position of the first instance whose name is <paramref name="name"/> or comes after it; <see cref="Count"/> if there is none.</summary>
    public int LowerBound(ReadOnlySpan<uint> name) => _instances.LowerBound(name);

    /// <summary>The position of the first instance whose name comes after <paramref name="name"/>; <see cref="Count"/> if there is none.</summary>
    public int UpperBound(ReadOnlySpan<uint> name) => _instances.UpperBound(name);

    /// <summary>The position of the instance of that name, or -1.</summary>
    public int Find(ReadOnlySpan<uint> name) => _instances.Find(name);

    /// <summary>
    /// Whether <paramref name="name"/> is an object or begins with one: the difference between noSuchInstance and
    /// noSuchObject (RFC 3416 section 4.2.1). Searched only when an instance is missing.
    /// </summary>
    public bool IsOfKnownObject(ReadOnlySpan<uint> name)
    {
        for (var length = name.Length; length > 0; length--)
        {
            if (_objects.Find(name[..length]) >= 0)
                return true;
        }

        return false;
    }
}
