// Waiting without sleeping blindly: a condition, asked again until it holds or the deadline has passed.

using System.Diagnostics;
using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>Waits for what other processes do in their own time.</summary>
internal static class Eventually
{
    /// <summary>Far above what anything here takes on a busy machine: reaching it means that it will not happen.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until <paramref name="condition"/> holds for the answer, and returns that answer.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message has the last answer.</exception>
    public static async Task<T> HoldsAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> condition, TimeSpan? deadline = null)
    {
        var limit = deadline ?? Deadline;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (condition(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture, $"Not within {limit.TotalSeconds} s: {what}. Last seen: {answer}"));
            }

            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until <paramref name="condition"/> is true.</summary>
    public static Task HoldsAsync(string what, Func<bool> condition, TimeSpan? deadline = null) =>
        HoldsAsync(what, () => Task.FromResult(condition()), holds => holds, deadline);

    /// <summary>
    /// Waits until the answer equals <paramref name="expected"/>, and returns the last answer either way: the caller
    /// asserts equality, and so a failure shows both sides in full.
    /// </summary>
    public static async Task<T> SettlesAsync<T>(T expected, Func<Task<T>> ask, TimeSpan? deadline = null)
    {
        var last = default(T)!;
        try
        {
            return await HoldsAsync(
                "the expected value",
                async () => last = await ask(),
                answer => EqualityComparer<T>.Default.Equals(answer, expected),
                deadline);
        }
        catch (TimeoutException)
        {
            return last;
        }
    }
}
