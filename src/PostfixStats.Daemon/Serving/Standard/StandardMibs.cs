// NETWORK-SERVICES-MIB (RFC 2788) and MTA-MIB (RFC 2789), for managers that know no other MIB of mail systems.

using AgentX;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>The standard MIBs, which are served where that was asked for.</summary>
/// <param name="clock">The clock.</param>
internal sealed class StandardMibs(TimeProvider clock)
{
    /// <summary>Lower than the 127 of snmpd's own module of sendmail, and so preferred (RFC 2741 section 7.1.4.1).</summary>
    private const byte Priority = 100;

    private static readonly ObjectIdentifier Mib2 = new(1, 3, 6, 1, 2, 1);

    /// <summary>The modules.</summary>
    public IReadOnlyList<StandardModule> Modules { get; } = [NetworkServices.Module(clock), Mta.Module(clock)];

    /// <summary>What is served of them.</summary>
    public MibTree Tree => new(Mib2, [.. Modules.Select(each => each.Section)]);

    /// <summary>The objects as far as their meaning goes, for texts about them.</summary>
    public static StandardMibs ForTexts { get; } = new(TimeProvider.System);

    /// <summary>
    /// One registration for each column: snmpd's own module is registered by columns, and the longest OID would win over any priority.
    /// </summary>
    public static IReadOnlyList<Registration> Registrations { get; } = [.. ForTexts.Modules.SelectMany(Columns)];

    private static IEnumerable<Registration> Columns(StandardModule module)
    {
        foreach (StandardTable table in module.Tables)
        {
            ObjectIdentifier entry = Mib2.Append(module.Arc, table.Table.Arc, 1);
            IEnumerable<uint> arcs = module.OwnsTables
                ? table.Columns.Select((_, place) => table.FirstArc + (uint)place)
                : table.Table.Columns.Select(each => each.Arc);
            foreach (uint arc in arcs)
            {
                yield return new Registration(entry.Append(arc)) { Priority = Priority };
            }
        }
    }

    /// <summary>A row of the master's sysORTable; POSTFIX-STATS-CAPABILITIES-MIB tells what it stands for.</summary>
    /// <param name="root">The root of our own tree.</param>
    public static AgentCapabilities Capabilities(ObjectIdentifier root) =>
        new(root.Append(99, 3, 1), "NETWORK-SERVICES-MIB and MTA-MIB, as far as the log of Postfix tells");
}
