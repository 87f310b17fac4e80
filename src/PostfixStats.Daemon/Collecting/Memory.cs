// What is needed once and not again.

namespace PostfixStats.Daemon.Collecting;

/// <summary>The process' memory.</summary>
internal static class Memory
{
    /// <summary>
    /// Gives back what was needed for the start: a daemon that follows a log allocates so little that nothing else would make it look
    /// for days.
    /// </summary>
    public static void GiveBack()
    {
        ProgramImage.GiveBack();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
