// A table of a standard MIB, and how much of it Postfix's log can fill.

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>All columns that a manager may ask for.</summary>
/// <param name="Table">The table as far as it is served.</param>
/// <param name="FirstArc">The arc of the first accessible column.</param>
/// <param name="Columns">The descriptors of all accessible columns, in the order of their arcs.</param>
internal sealed record StandardTable(IMibTable Table, uint FirstArc, IReadOnlyList<string> Columns)
{
    /// <summary>The columns that are not served: what Postfix does not tell is absent, not zero.</summary>
    public IEnumerable<string> Absent => Columns.Except(Table.Columns.Select(each => each.Descriptor));
}
