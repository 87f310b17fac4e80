// What has been seen of a message, and whether it is in the file.

namespace PostfixStats.Messages;

/// <summary>The numbers up to 16 stand in <c>state.queue-ids</c>: append, never renumber.</summary>
[Flags]
internal enum MessageFlags : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,
    /// <summary>It was in the active queue: size and recipients are known.</summary>
    Active = 1,
    /// <summary>It was counted by its origin, or as a probe.</summary>
    Counted = 2,
    /// <summary>Its recipients and octets were counted, or never will be.</summary>
    Measured = 4,
    /// <summary>It was counted as thrown away.</summary>
    Discarded = 8,
    /// <summary>It has left the queue; it is remembered because a filter may name it yet.</summary>
    Ended = 16,

    /// <summary>What stands in the file.</summary>
    Kept = Active | Counted | Measured | Discarded | Ended,

    /// <summary>The file knows this id.</summary>
    InFile = 32,
    /// <summary>There is no message in this place.</summary>
    Gap = 64,
}
