// root.17 and root.18: what was done with mail besides delivering and refusing it.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Actions of tables and checks, and the life of messages in the queue.</summary>
internal static class MailSections
{
    /// <summary>Actions that do not reject.</summary>
    public static MibSection Actions() => new(
        17,
        "postfixStatsActions",
        "Actions of access tables, header and body checks and milters that do not reject.",
        "postfixStatsAction",
        "Actions.",
        [],
        [
            Tables.OfInstances(1, "postfixStatsAction", "How often an action was taken, for each Postfix instance.",
            [
                Action(2, "Warn", Counter.ActionWarn, "WARN of an access table ('warn:')"),
                Action(3, "Warning", Counter.ActionWarning, "WARN of a header or body check ('warning:')"),
                Action(4, "Info", Counter.ActionInfo, "INFO ('info:')"),
                Action(5, "Hold", Counter.ActionHold, "HOLD ('hold:')"),
                Action(6, "Discard", Counter.ActionDiscard, "DISCARD ('discard:')"),
                Action(7, "Redirect", Counter.ActionRedirect, "REDIRECT ('redirect:')"),
                Action(8, "Filter", Counter.ActionFilter, "FILTER ('filter:')"),
                Action(9, "Bcc", Counter.ActionBcc, "BCC ('bcc:')"),
                Action(10, "Delay", Counter.ActionDelay, "DELAY ('delay:')"),
                Action(11, "Hangup", Counter.ActionHangup, "HANGUP ('hangup:')"),
                Action(12, "Permit", Counter.ActionPermit, "PERMIT ('permit:')"),
                Action(13, "Prepend", Counter.ActionPrepend, "PREPEND ('prepend:')"),
                Action(14, "Replace", Counter.ActionReplace, "REPLACE ('replace:')"),
                Action(15, "Strip", Counter.ActionStrip, "STRIP ('strip:')"),
                Action(16, "Pass", Counter.ActionPass, "PASS ('pass:')"),
                Action(17, "RejectWarning", Counter.ActionRejectWarning, "a restriction under warn_if_reject ('reject_warning:')"),
                Action(18, "MilterHold", Counter.ActionMilterHold, "a milter's quarantine ('milter-hold:')"),
                Action(19, "MilterDiscard", Counter.ActionMilterDiscard, "a milter's discard ('milter-discard:')"),
            ]),
        ]);

    /// <summary>The life of messages, and what Postfix complains about.</summary>
    public static MibSection Events() => new(
        18,
        "postfixStatsEvents",
        "Events in the life of messages, notifications, and Postfix's complaints.",
        "postfixStatsEvent",
        "Events.",
        [],
        [
            Tables.OfInstances(1, "postfixStatsEvent", "What else happened to mail, for each Postfix instance.",
            [
                Event(2, "ReinjectedReceptions", "messages", Counter.ReceivedReinjected, """
                    The number of transactions in which a content filter on this host handed mail back ('client=' on loopback with
                    'orig_client=' or 'orig_queue_id=').
                    """),
                Event(3, "QmqpReceptions", "messages", Counter.ReceivedQmqp, "The number of messages received by qmqpd(8)."),
                Event(4, "Requeues", "messages", Counter.Requeued, "The number of messages put back by 'postsuper -r' (pickup, 'orig_id=')."),
                Event(5, "Forwards", "recipients", Counter.Forwarded, """
                    The number of recipients whose mail an alias or .forward file sent on ('forwarded as').
                    """),
                Event(6, "Discards", "records", Counter.Discarded, """
                    The number of records with status=sent of qmgr(8) and cleanup(8), who deliver nothing: the mail was thrown away.
                    """),
                Event(7, "SoftBounces", "recipients", Counter.SoftBounced, """
                    The number of records with the status SOFTBOUNCE, which are deferrals too.
                    """),
                Event(8, "InternalDeliveries", "recipients", Counter.InternalSent, """
                    The number of recipients to whom smtp(8) delivered at a loopback address, such as a content filter; they are deliveries
                    too.
                    """),
                Event(9, "ExcludedDeliveries", "recipients", Counter.ExcludedSent, "The number of deliveries that the configuration takes out of all totals."),
                Event(10, "ExcludedReceptions", "messages", Counter.ExcludedReceived, "The number of receptions that the configuration takes out of all totals."),
                Event(11, "SmtpFailovers", "replies", Counter.SmtpFailover, """
                    The number of replies after which smtp(8) tried another server; they are in the counters of replies too.
                    """),
                Event(12, "Lmtp4xxReplies", "replies", Counter.Lmtp4xx, "The number of temporary failures (4xx) that lmtp(8) received."),
                Event(13, "Lmtp5xxReplies", "replies", Counter.Lmtp5xx, "The number of permanent failures (5xx) that lmtp(8) received."),
                Event(14, "LmtpFailovers", "replies", Counter.LmtpFailover, "The number of replies after which lmtp(8) tried another server."),
                Event(15, "SmtpdUncodedReplies", "replies", Counter.SmtpdNoCode, "The number of refusals of the SMTP server that are logged without a code."),
                Event(16, "SmtpdRejects", "rejects", Counter.RejectedBySmtpd, "The number of rejects by smtpd(8) itself."),
                Event(17, "MilterRejects", "rejects", Counter.RejectedByMilter, "The number of rejects by milters."),
                Event(18, "ContentRejects", "rejects", Counter.RejectedByContent, "The number of rejects by header, body and MIME checks."),
                Event(19, "ProxyRejects", "rejects", Counter.RejectedByProxy, "The number of rejects by a before-queue filter ('proxy-reject')."),
                Event(20, "DeliverableProbes", "probes", Counter.ProbeDeliverable, "The number of address probes that found an address deliverable."),
                Event(21, "UndeliverableProbes", "probes", Counter.ProbeUndeliverable, "The number of address probes that found an address undeliverable."),
                Event(22, "UncachedProbes", "probes", Counter.ProbeUndeliverableButNotCached, """
                    The number of undeliverable probes whose result the cache does not keep.
                    """),
                Event(23, "QueueEntries", "messages", Counter.QmgrActive, """
                    The number of times a message entered the active queue, for each retry again ('queue active').
                    """),
                Event(24, "QueueRemovals", "messages", Counter.QmgrRemoved, "The number of messages finished and removed from the queue (qmgr, 'removed')."),
                Event(25, "QueueExpiries", "messages", Counter.QmgrExpired, """
                    The number of messages returned because they were too old ('status=expired').
                    """),
                Event(26, "ForcedExpiries", "messages", Counter.QmgrForceExpired, """
                    The number of messages returned because an administrator said so ('status=force-expired').
                    """),
                Event(27, "CleanupMessages", "messages", Counter.CleanupMessages, """
                    The number of messages whose header came to its end ('message-id='), also bounces, probes and aborted ones.
                    """),
                Event(28, "CleanupCancels", "messages", Counter.CleanupCanceled, """
                    The number of messages given up before they were accepted ('removed (canceled)', Postfix 3.10 and later).
                    """),
                Event(29, "CleanupDiscards", "messages", Counter.CleanupDiscarded, """
                    The number of messages accepted and thrown away ('removed (discarded)', Postfix 3.10 and later).
                    """),
                Event(30, "SenderNonDeliveryNotices", "messages", Counter.BounceSenderNonDelivery, "The number of non-delivery notifications to senders."),
                Event(31, "SenderDelayNotices", "messages", Counter.BounceSenderDelay, "The number of delay notifications to senders."),
                Event(32, "SenderDeliveryStatusNotices", "messages", Counter.BounceSenderDeliveryStatus, "The number of delivery status notifications to senders."),
                Event(33, "PostmasterNonDeliveryNotices", "messages", Counter.BouncePostmasterNonDelivery, "The number of non-delivery notifications to the postmaster."),
                Event(34, "PostmasterDelayNotices", "messages", Counter.BouncePostmasterDelay, "The number of delay notifications to the postmaster."),
                Event(35, "PostsuperRemovals", "messages", Counter.PostsuperRemoved, "The number of messages that an administrator removed by queue id."),
                Event(36, "PostsuperRequeues", "messages", Counter.PostsuperRequeued, "The number of messages that an administrator requeued by queue id."),
                Event(37, "PostsuperHolds", "messages", Counter.PostsuperPlacedOnHold, "The number of messages that an administrator put on hold by queue id."),
                Event(38, "PostsuperReleases", "messages", Counter.PostsuperReleasedFromHold, "The number of messages that an administrator released from hold by queue id."),
                Event(39, "PostsuperExpiries", "messages", Counter.PostsuperExpired, "The number of messages that an administrator let expire by queue id."),
                Event(40, "Warnings", "lines", Counter.LogWarning, "The number of lines of severity warning."),
                Event(41, "Errors", "lines", Counter.LogError, "The number of lines of severity error."),
                Event(42, "Fatals", "lines", Counter.LogFatal, "The number of lines of severity fatal: a program could not go on."),
                Event(43, "Panics", "lines", Counter.LogPanic, "The number of lines of severity panic: a program found a fault in itself."),
            ]),
        ]);

    private static MibColumn<InstanceCounters> Action(uint arc, string name, Counter counter, string what) =>
        Tables.Counter32(arc, $"postfixStatsAction{name}", "events", $"How often the action was {what}.", counter);

    private static MibColumn<InstanceCounters> Event(uint arc, string name, string units, Counter counter, string description) =>
        Tables.Counter32(arc, "postfixStatsEvent" + name, units, description, counter);
}
