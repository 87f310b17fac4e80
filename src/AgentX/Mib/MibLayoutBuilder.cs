// Collects names in any order; the layout sorts them.
namespace AgentX;

/// <summary>Builds a <see cref="MibLayout"/>: add every instance once, in any order.</summary>
public sealed class MibLayoutBuilder
{
    private readonly Dictionary<ObjectIdentifier, List<(uint[] Index, int Row)>> _single = [];
    private readonly List<(ObjectIdentifier Object, InstanceSet Instances, int FirstRow)> _columns = [];
    private readonly SortedSet<ObjectIdentifier> _objects = [];

    /// <summary>Adds the one instance of a scalar object, <paramref name="scalar"/>.0.</summary>
    /// <param name="scalar">The object's OID, without the 0.</param>
    /// <param name="row">Any number that tells <see cref="IMibMoment.WriteValue"/> which value is meant.</param>
    public MibLayoutBuilder AddScalar(ObjectIdentifier scalar, int row) => Add(scalar, [0], row);

    /// <summary>Adds an instance of an object, for a table's cell the column and the row's index.</summary>
    /// <param name="object">The object's OID: a column, <c>table.1.column</c>.</param>
    /// <param name="instance">What follows it in the instance's name: the index sub-identifiers (RFC 2578 section 7.7).</param>
    /// <param name="row">Any number that tells <see cref="IMibMoment.WriteValue"/> which value is meant; need not be unique nor in order.</param>
    /// <exception cref="ArgumentException">The name would have more than 128 sub-identifiers.</exception>
    public MibLayoutBuilder Add(ObjectIdentifier @object, ReadOnlySpan<uint> instance, int row)
    {
        CheckLength(@object, instance);
        AddObject(@object);
        if (!_single.TryGetValue(@object, out var instances))
            _single.Add(@object, instances = []);
        instances.Add((instance.ToArray(), row));
        return this;
    }

    /// <summary>
    /// Adds the same rows to all columns of a table: they take the memory of one column, however many there are. The row number of a
    /// cell is <paramref name="firstRow"/> + place of its index * number of columns + place of its column.
    /// </summary>
    /// <param name="columns">The columns' OIDs, <c>table.1.column</c>; known as objects even where there is no row.</param>
    /// <param name="indexes">The index sub-identifiers of each row, in any order.</param>
    /// <param name="firstRow">The row number of the first column's cell at the first index.</param>
    /// <exception cref="ArgumentException">An index is there twice, or a name would have more than 128 sub-identifiers.</exception>
    public MibLayoutBuilder AddTable(IReadOnlyList<ObjectIdentifier> columns, IReadOnlyList<uint[]> indexes, int firstRow)
    {
        foreach (var column in columns)
        {
            AddObject(column);
            foreach (var index in indexes)
                CheckLength(column, index);
        }

        if (columns.Count == 0 || indexes.Count == 0)
            return this;

        var instances = InstanceSet.Of(indexes.Select((index, place) => (index, place * columns.Count)), columns[0]);
        for (var place = 0; place < columns.Count; place++)
            _columns.Add((columns[place], instances, firstRow + place));
        return this;
    }

    /// <summary>Makes an object known that may have no instance now: a Get below it then answers noSuchInstance, not noSuchObject.</summary>
    public MibLayoutBuilder AddObject(ObjectIdentifier @object)
    {
        _objects.Add(@object);
        return this;
    }

    /// <summary>Sorts what was added.</summary>
    /// <exception cref="ArgumentException">A name was added twice, or an object with instances lies below another one; the message tells which.</exception>
    public MibLayout Build()
    {
        var sorted = _columns
            .Concat(_single.Select(each => (Object: each.Key, Instances: InstanceSet.Of(each.Value, each.Key), FirstRow: 0)))
            .OrderBy(each => each.Object)
            .ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Object == sorted[i - 1].Object)
                throw new ArgumentException($"The column {sorted[i].Object} was added twice.");
            if (sorted[i].Object.StartsWith(sorted[i - 1].Object))
                throw new ArgumentException($"The object {sorted[i].Object} lies below the object {sorted[i - 1].Object}.");
        }

        return new MibLayout(
            TableOf(sorted.Select(each => each.Object)),
            [.. sorted.Select(each => each.Instances)],
            [.. sorted.Select(each => each.FirstRow)],
            TableOf(_objects));
    }

    private static OidTable TableOf(IEnumerable<ObjectIdentifier> objects) => new([.. objects.Select(each => each.Span.ToArray())]);

    private static void CheckLength(ObjectIdentifier @object, ReadOnlySpan<uint> index)
    {
        if (@object.Length + index.Length > ObjectIdentifier.MaxLength)
            throw new ArgumentException($"An OID has at most {ObjectIdentifier.MaxLength} sub-identifiers: {@object} with {index.Length} more has not.", nameof(index));
    }
}
