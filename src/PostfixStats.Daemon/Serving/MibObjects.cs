// The one table of everything that is served: MIB view, MIB module, getter's keys and documentation follow from it.

using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Serving;

/// <summary>The objects of POSTFIX-STATS-MIB. Arcs are for ever: append, never change.</summary>
/// <param name="clock">The clock.</param>
/// <param name="sessions">How often a session with the master agent was opened.</param>
internal sealed class MibObjects(TimeProvider clock, Func<long> sessions)
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
    ];

    /// <summary>The objects as far as their meaning goes, for texts about them.</summary>
    public static MibObjects ForTexts { get; } = new(TimeProvider.System, () => 0);
}
