// A table of our MIB, whatever its rows are about.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>What the module's text and the view need to know of a table.</summary>
internal interface IMibTable
{
    /// <summary>The arc of the table below its section; the entry is 1 below the table.</summary>
    uint Arc { get; }

    /// <summary>The descriptor without <c>Table</c> or <c>Entry</c>.</summary>
    string Name { get; }

    /// <summary>What the table shows.</summary>
    string Description { get; }

    /// <summary>What a row is, and when it appears.</summary>
    string EntryDescription { get; }

    /// <summary>The indexes, in their order, that other tables define.</summary>
    IReadOnlyList<string> OuterIndexes { get; }

    /// <summary>The last index, where the table defines it itself.</summary>
    MibIndex? Index { get; }

    /// <summary>The accessible columns.</summary>
    IReadOnlyList<MibObject> Columns { get; }

    /// <summary>Adds the columns and the rows there are.</summary>
    /// <param name="section">The OID of the section.</param>
    /// <param name="published">What rows there are.</param>
    /// <param name="layout">Where the names go.</param>
    /// <param name="firstCell">The number of the first cell; the others follow it row by row.</param>
    /// <returns>The cells.</returns>
    IServedCells Serve(ObjectIdentifier section, Published published, MibLayoutBuilder layout, int firstCell);
}
