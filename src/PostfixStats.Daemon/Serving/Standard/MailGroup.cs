// A row of mtaGroupTable.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>A group of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Place">The place of a delivery service among those of the instance, from 0; else 0.</param>
internal readonly record struct MailGroup(InstanceCounters Instance, MailGroupKind Kind, int Place)
{
    /// <summary>Groups that do not depend on what is seen in the log come first, and have room to become more.</summary>
    private const uint FirstService = 101;

    /// <summary>mtaGroupIndex, which never changes: delivery services have their index in postfixStatsServiceTable, and 100 more.</summary>
    public uint Index => Kind == MailGroupKind.Service ? FirstService + (uint)Place : (uint)Kind + 1;

    /// <summary>
    /// mtaGroupHierarchy: a positive number is the index of the group that this one is a part of; groups with the same negative
    /// number are together all that the mail system does.
    /// </summary>
    public int Hierarchy => Kind == MailGroupKind.Service ? (int)MailGroupKind.Delivery + 1 : -1;

    /// <summary>mtaGroupName.</summary>
    public string Name => Kind switch
    {
        MailGroupKind.Reception => "reception",
        MailGroupKind.Delivery => "delivery",
        _ => Instance.Rows(CounterFamilies.Service)[Place],
    };

    /// <summary>mtaGroupDescription.</summary>
    public string Description => Kind switch
    {
        MailGroupKind.Reception => "Mail that comes in",
        MailGroupKind.Delivery => "Mail that goes out, by all delivery services",
        _ => "Mail that goes out by one delivery service",
    };

    /// <summary>The groups of all instances.</summary>
    public static IEnumerable<(uint[] Index, MailGroup Row)> Rows(Published published)
    {
        foreach (InstanceCounters instance in published.Counters.Instances.ToArray())
        {
            foreach (MailGroup group in OfInstance(instance))
            {
                yield return ([(uint)instance.Index, group.Index], group);
            }
        }
    }

    private static IEnumerable<MailGroup> OfInstance(InstanceCounters instance) =>
    [
        new(instance, MailGroupKind.Reception, 0),
        new(instance, MailGroupKind.Delivery, 0),
        .. Enumerable.Range(0, instance.Rows(CounterFamilies.Service).Length).Select(place => new MailGroup(instance, MailGroupKind.Service, place)),
    ];
}
