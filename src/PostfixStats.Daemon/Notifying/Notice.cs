// A notification about something.

using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Notifying;

/// <summary>What is to be sent.</summary>
/// <param name="Type">The notification.</param>
/// <param name="Row">The index of the row that it is about, for those of its objects that are columns; a shorter index is its beginning.</param>
internal sealed record Notice(MibNotification Type, uint[] Row);
