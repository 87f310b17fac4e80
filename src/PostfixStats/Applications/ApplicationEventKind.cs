// What a line can tell of an application.

namespace PostfixStats.Applications;

/// <summary>The lines that change an <see cref="ApplicationStatus"/>.</summary>
internal enum ApplicationEventKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>master(8) was started; the text is its version.</summary>
    Started,

    /// <summary>master(8) was reloaded; the text is its version.</summary>
    Reloaded,

    /// <summary>The mail system ends.</summary>
    Ended,

    /// <summary>A process of master(8)'s ended in an unusual way; the number is its id.</summary>
    ProcessDied,

    /// <summary>A client connected to smtpd(8).</summary>
    Connected,

    /// <summary>The client has left.</summary>
    Disconnected,

    /// <summary>A client was refused when it connected; the text is the reason.</summary>
    Refused,

    /// <summary>A client was refused for the number or the rate of its connections.</summary>
    OverLimit,

    /// <summary>smtp(8) or lmtp(8) had the answer of a server.</summary>
    Answered,

    /// <summary>smtp(8) or lmtp(8) could not connect; the text is the reason.</summary>
    ConnectFailed,
}
