// The one table of everything that is served: MIB view, MIB module, getter's keys and documentation follow from it.

using AgentX;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Serving;

/// <summary>The objects of POSTFIX-STATS-MIB. Arcs are for ever: append, never change.</summary>
/// <param name="clock">The clock.</param>
/// <param name="sessions">How often a session with the master agent was opened.</param>
/// <param name="notifications">What notifications depend on; without it none is sent.</param>
internal sealed class MibObjects(TimeProvider clock, Func<long> sessions, NotificationStatus? notifications = null)
{
    /// <summary>The sections, in the order of their arcs.</summary>
    public IReadOnlyList<MibSection> Sections { get; } =
    [
        TotalsSection.Build(),
        AgentSection.Build(clock, sessions),
        InstanceSection.Build(),
        ServiceSection.Build(),
        RejectSections.Stages(),
        RejectSections.Reasons(),
        RejectSections.Dnsbls(),
        RejectSections.Statuses(),
        SessionSections.Sessions(),
        SessionSections.Tls(),
        SessionSections.Sasl(),
        SessionSections.Postscreen(),
        DelaySection.Build(),
        MessageSection.Build(),
        QueueSections.Queues(clock),
        QueueSections.Ages(),
        MailSections.Actions(),
        MailSections.Events(),
        NotificationSection.Build(notifications ?? new NotificationStatus(clock)),
    ];

    /// <summary>The objects as far as their meaning goes, for texts about them.</summary>
    public static MibObjects ForTexts { get; } = new(TimeProvider.System, () => 0);

    /// <summary>The OID of an object below the root, and how many sub-identifiers the index of its instances has; a scalar has none, it ends with its 0.</summary>
    /// <param name="descriptor">Its name in the MIB module.</param>
    public (ObjectIdentifier Oid, int IndexLength) Find(string descriptor)
    {
        foreach (MibSection section in Sections)
        {
            if (section.Scalars.FirstOrDefault(each => each.Descriptor == descriptor) is { } scalar)
            {
                return (new ObjectIdentifier(section.Arc, scalar.Arc, 0), 0);
            }

            foreach (IMibTable table in section.Tables)
            {
                if (table.Columns.FirstOrDefault(each => each.Descriptor == descriptor) is { } column)
                {
                    return (new ObjectIdentifier(section.Arc, table.Arc, 1, column.Arc), table.OuterIndexes.Count + (table.Index is null ? 0 : 1));
                }
            }
        }

        throw new ArgumentException($"There is no object {descriptor}.", nameof(descriptor));
    }
}
