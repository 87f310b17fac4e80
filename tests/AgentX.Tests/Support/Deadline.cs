// Waiting in tests: for a task or a condition, and not for ever.
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace AgentX.Tests.Support;

internal static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task Within(this Task task) => task.WaitAsync(Patience);

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what, Patience);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan patience)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < patience, $"waited in vain until {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    /// <summary>Advances the clock step by step until the condition holds; gives the time it took on that clock.</summary>
    public static async Task<TimeSpan> AdvanceUntilAsync(this FakeTimeProvider clock, TimeSpan step, Func<bool> condition, string what)
    {
        var from = clock.GetTimestamp();
        await UntilAsync(
            () =>
            {
                if (condition())
                    return true;
                clock.Advance(step);
                return false;
            },
            what);
        return clock.GetElapsedTime(from);
    }
}
