// Chance, for subagents not to act in step.
using System.Diagnostics.CodeAnalysis;

namespace AgentX.Sessions;

/// <summary>Random times; a given <see cref="Random"/> makes them repeatable.</summary>
internal sealed class Jitter(Random random)
{
    /// <summary>A time from <paramref name="least"/> up to <paramref name="most"/>.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Spreads load; nobody gains by guessing it.")]
    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * random.NextDouble());
}
