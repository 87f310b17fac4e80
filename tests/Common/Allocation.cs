// What code allocates, in every test project.

namespace Tests.Common;

internal static class Allocation
{
    private const int Tries = 5;

    /// <summary>
    /// The octets that work allocates on this thread, in the run of a few that allocates least: while the runtime compiles anew what
    /// runs often, it may allocate something of its own.
    /// </summary>
    /// <param name="work">Work that was done before, and can be done again.</param>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Tries && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
