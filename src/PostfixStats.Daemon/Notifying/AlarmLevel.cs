// How a value stands to its limit.

namespace PostfixStats.Daemon.Notifying;

/// <summary>One of three: between too much and little enough there is room, so that a value that goes to and fro there tells nothing.</summary>
internal enum AlarmLevel
{
    /// <summary>At three quarters of the limit or less.</summary>
    Calm,

    /// <summary>Above that, but not above the limit.</summary>
    Near,

    /// <summary>Above the limit.</summary>
    Over,
}
