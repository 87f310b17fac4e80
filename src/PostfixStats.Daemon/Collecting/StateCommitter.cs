// Writes the state without keeping the counting thread waiting for the disk.

using PostfixStats.Messages;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

/// <summary>Writes one state at a time, in the background.</summary>
internal sealed class StateCommitter(StateFiles files)
{
    private Task? _write;

    /// <summary>Whether a write is under way.</summary>
    public bool IsBusy => _write is { IsCompleted: false };

    /// <summary>How the last write ended, told once.</summary>
    /// <param name="failure">Why it failed; null where it did not.</param>
    /// <returns>False where no write has ended since the last call.</returns>
    public bool TakeOutcome(out Exception? failure)
    {
        failure = null;
        if (_write is not { IsCompleted: true })
        {
            return false;
        }

        failure = _write.Exception?.InnerException;
        _write = null;
        return true;
    }

    /// <summary>Begins to write what stays as it is until that has ended; the caller has seen that nothing else is being written.</summary>
    public void Begin(ReadOnlyMemory<byte> text, MessageBlock? messages)
    {
        _write = Task.Run(() => files.Save(text.Span, messages));
    }

    /// <inheritdoc cref="StateFiles.WantsWholeMessages" />
    public bool WantsWholeMessages => files.WantsWholeMessages;

    /// <summary>Waits for the write under way.</summary>
    public void Wait() => (_write as IAsyncResult)?.AsyncWaitHandle.WaitOne();

    /// <summary>Writes while nothing else does.</summary>
    /// <exception cref="IOException">It failed.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Write(ReadOnlyMemory<byte> text, MessageBlock? messages) => files.Save(text.Span, messages);
}
