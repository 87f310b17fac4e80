// A standard MIB.

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>A MIB module of the IETF, as far as it is served.</summary>
/// <param name="Name">The name of the module.</param>
/// <param name="Arc">Its arc below mib-2.</param>
/// <param name="Groups">The groups of conformance that its tables belong to.</param>
/// <param name="Tables">The tables that are served.</param>
/// <param name="OwnsTables">
/// Whether columns that are not served are registered as well, so that nobody else fills them: snmpd has rows of a sendmail(8) of its
/// own, even where there is none.
/// </param>
internal sealed record StandardModule(string Name, uint Arc, IReadOnlyList<string> Groups, IReadOnlyList<StandardTable> Tables, bool OwnsTables)
{
    /// <summary>The module as a section below mib-2.</summary>
    public MibSection Section => new(Arc, Name, Name, Name, Name, [], [.. Tables.Select(each => each.Table)]);
}
