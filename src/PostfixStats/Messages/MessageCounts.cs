// What a message counts for.

using PostfixStats.Counting;

namespace PostfixStats.Messages;

/// <summary>Counts messages; what was counted of one stands in its entry, so that nothing is counted twice.</summary>
internal sealed class MessageCounts(CounterStore store)
{
    /// <summary>Adds to a counter of the message's instance.</summary>
    public void Add(in MessageEntry entry, MessageCounter counter, long amount = 1) =>
        store.Add(InstanceCounters.Slot(entry.Instance, counter), amount);

    /// <summary>Counts a message by its origin, once, and its recipients and octets as soon as they are known.</summary>
    public void Settle(ref MessageEntry entry)
    {
        bool received = entry.Origin is MessageOrigin.Smtp or MessageOrigin.Qmqp or MessageOrigin.Local;
        if (!entry.Has(MessageFlags.Counted))
        {
            entry.Flags |= MessageFlags.Counted;
            Add(entry, entry.Origin switch
            {
                _ when received => MessageCounter.Received,
                MessageOrigin.Requeued => MessageCounter.Requeued,
                MessageOrigin.Reinjected => MessageCounter.Reinjected,
                MessageOrigin.Internal => MessageCounter.Internal,
                MessageOrigin.Excluded => MessageCounter.Excluded,
                _ => MessageCounter.UnknownOrigin,
            });
        }

        if (entry.Has(MessageFlags.Active) && !entry.Has(MessageFlags.Measured))
        {
            entry.Flags |= MessageFlags.Measured;
            if (received)
            {
                Add(entry, MessageCounter.ReceivedRecipients, entry.Recipients);
                Add(entry, MessageCounter.ReceivedOctets, entry.Size);
            }
        }
    }

    /// <summary>Counts a message as a probe, unless it was counted as mail.</summary>
    public void Probe(ref MessageEntry entry)
    {
        if (!entry.Has(MessageFlags.Counted))
        {
            entry.Flags |= MessageFlags.Counted | MessageFlags.Measured;
            Add(entry, MessageCounter.Probe);
        }
    }

    /// <summary>Counts a message as thrown away, once.</summary>
    public void Discard(ref MessageEntry entry)
    {
        if (!entry.Has(MessageFlags.Discarded))
        {
            entry.Flags |= MessageFlags.Discarded;
            Add(entry, MessageCounter.Discarded);
        }
    }

    /// <summary>Counts a delivery to one recipient.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="agent">The delivery agent, a bit.</param>
    public void Deliver(ref MessageEntry entry, byte agent)
    {
        Add(entry, MessageCounter.SentRecipients);
        if ((entry.Agents & agent) == 0)
        {
            entry.Agents |= agent;
            Add(entry, MessageCounter.Sent);
            Add(entry, MessageCounter.SentOctets, entry.Size);
        }
    }
}
