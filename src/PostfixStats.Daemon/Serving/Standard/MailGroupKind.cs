// What a group of MTA-MIB stands for.

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>A part of a mail system that is counted by itself (mtaGroup of RFC 2789).</summary>
internal enum MailGroupKind
{
    /// <summary>All mail that comes in.</summary>
    Reception,

    /// <summary>All mail that goes out.</summary>
    Delivery,

    /// <summary>The mail that goes out through one delivery service; a part of <see cref="Delivery"/>.</summary>
    Service,

    /// <summary>The mail that is in one queue.</summary>
    Queue,
}
