// The counters every delivery service ("transport") of an instance has.

namespace PostfixStats.Counting;

/// <summary>One counter of a delivery service; the name people type is <c>PREFIX:SERVICE</c>.</summary>
public enum ServiceCounter
{
    /// <summary>Recipients with <c>status=sent</c>: <c>sent:NAME</c>.</summary>
    Sent,
    /// <summary>Records with <c>status=deferred</c> or <c>SOFTBOUNCE</c>: <c>deferred:NAME</c>.</summary>
    Deferred,
    /// <summary>Recipients with <c>status=bounced</c>: <c>bounced:NAME</c>.</summary>
    Bounced,
}
