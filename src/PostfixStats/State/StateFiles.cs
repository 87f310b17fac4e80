// The state on the disk: the current copy, the previous one, the memory of messages, and the lock.

using System.Runtime.ExceptionServices;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Messages;

namespace PostfixStats.State;

/// <summary>
/// Keeps the state file so that at any instant, and after a power loss, there is a whole one: the text goes to a temporary file,
/// is flushed, and takes the name in one rename; the copy before it stays as <c>PATH.previous</c>.
/// </summary>
public sealed class StateFiles : IDisposable
{
    private const UnixFileMode Mode = (UnixFileMode)0x1A4; // 0644: totals, no addresses; snmpd's user reads them.

    private readonly string _directory;
    private readonly MessageFile _messages;
    private FileStream _lock;

    private StateFiles(string path)
    {
        Path = path;
        _directory = System.IO.Path.GetDirectoryName(path)!;
        _messages = new MessageFile(path + ".queue-ids");
        _lock = TakeLock();
    }

    /// <summary>The current copy.</summary>
    public string Path { get; }

    /// <inheritdoc cref="MessageFile.WantsWhole" />
    public bool WantsWholeMessages => _messages.WantsWhole;

    private string Previous => Path + ".previous";

    private string Temporary => Path + ".new";

    private string Lock => Path + ".lock";

    /// <summary>Makes the directory if it is missing, and takes the lock.</summary>
    /// <exception cref="IOException">The directory or the lock file cannot be made; or another daemon holds the lock: <see cref="IsLocked"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static StateFiles Open(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>Whether <see cref="Open"/> failed because another daemon works on this state.</summary>
    public static bool IsLocked(IOException failure) => (failure.HResult & 0xFFFF) == 11; // EWOULDBLOCK, from flock(2)

    /// <summary>Reads the current copy, or the previous one where the current one is damaged, which is set aside as <c>PATH.corrupt</c>.</summary>
    /// <exception cref="StateVersionException">A copy is of an unknown version; nothing was touched.</exception>
    /// <exception cref="IOException">A copy cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public LoadResult Load(TimeProvider clock)
    {
        var damage = new List<string>();
        foreach (string copy in (string[])[Path, Previous])
        {
            if (!File.Exists(copy))
            {
                continue;
            }

            var store = new CounterStore(clock);
            byte[] text = File.ReadAllBytes(copy);
            StateVerdict verdict = StateText.Verify(text, out ReadOnlySpan<byte> records);
            if (verdict == StateVerdict.UnknownVersion)
            {
                throw new StateVersionException($"{copy} was written by another version of this program");
            }

            if (verdict == StateVerdict.Good)
            {
                try
                {
                    return new LoadResult(store, new StateReader(store).Read(records), damage, copy == Previous);
                }
                catch (FormatException e)
                {
                    damage.Add($"{copy}: {e.Message}");
                }
            }
            else
            {
                damage.Add($"{copy}: {verdict switch
                {
                    StateVerdict.Empty => "it is empty",
                    StateVerdict.Foreign => "it is no state file",
                    _ => "it is damaged",
                }}");
            }

            File.Move(copy, copy + ".corrupt", overwrite: true);
        }

        return new LoadResult(new CounterStore(clock), null, damage, IsPrevious: false);
    }

    /// <summary>Fills the memory of messages with what belongs to a state.</summary>
    /// <returns>Null, or why it begins empty: a sentence for the log.</returns>
    public string? LoadMessages(LoadResult state, MessageTracker messages)
    {
        switch (state.Document)
        {
            case null:
                return null;
            case { QueueIds: 0 }:
                // Of a version that did not count messages.
                messages.MissedLines();
                return null;
            case { QueueIds: var generation }:
                try
                {
                    return _messages.Load(messages, generation);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    messages.MissedLines();
                    return e.Message;
                }
        }
    }

    /// <summary>
    /// Writes what is new in the memory of messages, and then, even where that failed, the state: a new current copy, so that what
    /// was current becomes the previous one.
    /// </summary>
    /// <param name="text">The state.</param>
    /// <param name="messages">What to add to the memory of messages, and is disposed of; null where it has not changed.</param>
    /// <exception cref="IOException">The disk is full, gone, or read-only, or another daemon has the lock: the copies there are stay as they are.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Save(ReadOnlySpan<byte> text, MessageBlock? messages = null)
    {
        using MessageBlock? taken = messages;
        KeepLock();
        Exception? failure = messages is null ? null : TrySave(messages);
        Replace(text);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private Exception? TrySave(MessageBlock messages)
    {
        try
        {
            _messages.Save(messages);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    private void Replace(ReadOnlySpan<byte> text)
    {
        try
        {
            Write(Temporary, text);
            if (File.Exists(Path))
            {
                KeepPrevious();
            }

            File.Move(Temporary, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(Temporary);
            throw;
        }

        NativeFile.SyncDirectory(_directory);
    }

    private FileStream TakeLock()
    {
        Directory.CreateDirectory(_directory);

        // For reading: a file that is open for writing would keep the file system from being made read-only.
        return new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None, 1);
    }

    /// <summary>A directory that was removed, and made again perhaps, has no lock: another daemon might take it.</summary>
    private void KeepLock()
    {
        if (FileStatus.TryGet(Lock, out FileStatus named) == 0
            && FileStatus.TryGet(_lock.SafeFileHandle, out FileStatus held) == 0
            && named.Identity == held.Identity)
        {
            return;
        }

        FileStream taken = TakeLock();
        _lock.Dispose();
        _lock = taken;
    }

    private static void Write(string path, ReadOnlySpan<byte> text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = Mode,
            BufferSize = 0,
        };
        using var file = new FileStream(path, options);
        File.SetUnixFileMode(file.SafeFileHandle, Mode);
        file.Write(text);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Gives the current copy a second name, so that its own is never free.</summary>
    private void KeepPrevious()
    {
        string second = Previous + ".new";
        Forget(second);
        try
        {
            NativeFile.Link(Path, second);
        }
        catch (IOException)
        {
            // Not every file system has hard links.
            Write(second, File.ReadAllBytes(Path));
        }

        File.Move(second, Previous, overwrite: true);
    }

    /// <summary>Removes what is of no use, if it can be.</summary>
    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way, or what comes next tells why it is.
        }
    }
}
