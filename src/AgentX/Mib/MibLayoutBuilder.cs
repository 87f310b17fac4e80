// Collects names in any order; the layout sorts them.
namespace AgentX;

/// <summary>Builds a <see cref="MibLayout"/>: add every instance once, in any order.</summary>
public sealed class MibLayoutBuilder
{
    private readonly List<(ObjectIdentifier Name, int Row)> _instances = [];
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
        _objects.Add(@object);
        _instances.Add((@object.Append(instance), row));
        return this;
    }

    /// <summary>Makes an object known that may have no instance now: a Get below it then answers noSuchInstance, not noSuchObject.</summary>
    public MibLayoutBuilder AddObject(ObjectIdentifier @object)
    {
        _objects.Add(@object);
        return this;
    }

    /// <summary>Sorts what was added.</summary>
    /// <exception cref="ArgumentException">A name was added twice; the message tells which.</exception>
    public MibLayout Build()
    {
        var sorted = _instances.OrderBy(i => i.Name).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Name == sorted[i - 1].Name)
                throw new ArgumentException($"The instance {sorted[i].Name} was added twice.");
        }

        return new MibLayout(
            new OidTable([.. sorted.Select(i => i.Name)]),
            [.. sorted.Select(i => i.Row)],
            new OidTable([.. _objects]));
    }
}
