// Looks at the state of a running daemon, without its lock and without touching anything.

using PostfixStats.Counting;

namespace PostfixStats.State;

/// <summary>A state as it was saved, for programs that show it.</summary>
/// <param name="Counters">The counters.</param>
/// <param name="Document">The positions and times.</param>
public sealed record SavedState(CounterStore Counters, StateDocument Document)
{
    /// <summary>Reads the current copy; never the previous one, so that no number steps back.</summary>
    /// <exception cref="FormatException">It is no whole state file; the message says what it is.</exception>
    /// <exception cref="StateVersionException">It is of another version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public static SavedState Read(string path, TimeProvider clock)
    {
        byte[] text = File.ReadAllBytes(path);
        StateVerdict verdict = StateText.Verify(text, out ReadOnlySpan<byte> records);
        if (verdict != StateVerdict.Good)
        {
            throw verdict switch
            {
                StateVerdict.Empty => new FormatException("the state file is empty"),
                StateVerdict.Foreign => new FormatException("this is no state file"),
                StateVerdict.UnknownVersion => new StateVersionException("the state file was written by another version of this program"),
                _ => new FormatException("the state file is damaged"),
            };
        }

        var store = new CounterStore(clock);
        return new SavedState(store, new StateReader(store).Read(records));
    }
}
