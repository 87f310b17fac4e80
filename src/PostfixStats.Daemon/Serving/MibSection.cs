// One arc below the root.

namespace PostfixStats.Daemon.Serving;

/// <summary>The objects below an arc of the root, which are also one group of conformance.</summary>
/// <param name="Arc">The arc below the root.</param>
/// <param name="Name">Its descriptor.</param>
/// <param name="Comment">What the module says above its objects.</param>
/// <param name="Group">The descriptor of the group, without <c>Group</c>.</param>
/// <param name="GroupDescription">What the group is.</param>
/// <param name="Scalars">The scalars.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Condition">When an agent has this group; null where it always has.</param>
internal sealed record MibSection(
    uint Arc,
    string Name,
    string Comment,
    string Group,
    string GroupDescription,
    IReadOnlyList<MibScalar> Scalars,
    IReadOnlyList<IMibTable> Tables,
    string? Condition = null)
{
    /// <summary>All accessible objects, in the order of their arcs.</summary>
    public IEnumerable<MibObject> Objects => Scalars.Concat(Tables.SelectMany(table => table.Columns));
}
