// How a thing stands that an installation can trip on.

namespace PostfixStats.Daemon.Checking;

/// <summary>The judgement of a <see cref="Finding"/>.</summary>
internal enum Verdict
{
    /// <summary>Nothing to do.</summary>
    Good,

    /// <summary>It could not be looked at from here.</summary>
    Unchecked,

    /// <summary>It keeps numbers from being counted or shown.</summary>
    Bad,
}
