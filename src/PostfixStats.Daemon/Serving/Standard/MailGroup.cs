// A row of mtaGroupTable.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>A group of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Place">The place of a delivery service among those of the instance, from 0; the <see cref="MailQueue"/>; else 0.</param>
internal readonly record struct MailGroup(InstanceCounters Instance, MailGroupKind Kind, int Place)
{
    /// <summary>
    /// mtaGroupIndex, which never changes: delivery services have their index in postfixStatsServiceTable and 100 more, queues theirs in
    /// postfixStatsQueueTable and 10 more.
    /// </summary>
    public uint Index => Kind switch
    {
        MailGroupKind.Service => 101 + (uint)Place,
        MailGroupKind.Queue => 11 + (uint)Place,
        _ => (uint)Kind + 1,
    };

    /// <summary>
    /// mtaGroupHierarchy: a positive number is the index of the group that this one is a part of; groups with the same negative
    /// number are together all that the mail system does, or has.
    /// </summary>
    public int Hierarchy => Kind switch
    {
        MailGroupKind.Service => (int)MailGroupKind.Delivery + 1,
        MailGroupKind.Queue => -2,
        _ => -1,
    };

    /// <summary>mtaGroupName.</summary>
    public string Name => Kind switch
    {
        MailGroupKind.Reception => "reception",
        MailGroupKind.Delivery => "delivery",
        MailGroupKind.Queue => MailQueueNames.Of((MailQueue)Place),
        _ => Instance.Rows(CounterFamilies.Service)[Place],
    };

    /// <summary>mtaGroupDescription.</summary>
    public string Description => Kind switch
    {
        MailGroupKind.Reception => "Mail that comes in",
        MailGroupKind.Delivery => "Mail that goes out, by all delivery services",
        MailGroupKind.Queue => "Mail in one queue",
        _ => "Mail that goes out by one delivery service",
    };

    /// <summary>The groups of all instances; the queues of those whose queues are read.</summary>
    public static IEnumerable<(uint[] Index, MailGroup Row)> Rows(Published published)
    {
        foreach (InstanceCounters instance in published.Counters.Instances.ToArray())
        {
            int queues = published.Queues.Any(each => each.Instance == instance.Name) ? MailQueueNames.Count : 0;
            foreach (MailGroup group in OfInstance(instance, queues))
            {
                yield return ([(uint)instance.Index, group.Index], group);
            }
        }
    }

    private static IEnumerable<MailGroup> OfInstance(InstanceCounters instance, int queues) =>
    [
        new(instance, MailGroupKind.Reception, 0),
        new(instance, MailGroupKind.Delivery, 0),
        .. Enumerable.Range(0, queues).Select(place => new MailGroup(instance, MailGroupKind.Queue, place)),
        .. Enumerable.Range(0, instance.Rows(CounterFamilies.Service).Length).Select(place => new MailGroup(instance, MailGroupKind.Service, place)),
    ];
}
