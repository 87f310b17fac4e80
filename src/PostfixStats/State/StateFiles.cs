// The state on the disk: the current copy, the previous one, and the lock.

using PostfixStats.Counting;

namespace PostfixStats.State;

/// <summary>
/// Keeps the state file so that at any instant, and after a power loss, there is a whole one: the text goes to a temporary file,
/// is flushed, and takes the name in one rename; the copy before it stays as <c>PATH.previous</c>.
/// </summary>
public sealed class StateFiles : IDisposable
{
    private const UnixFileMode Mode = (UnixFileMode)0x1A4; // 0644: totals, no addresses; snmpd's user reads them.

    private readonly FileStream _lock;

    private StateFiles(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The current copy.</summary>
    public string Path { get; }

    private string Previous => Path + ".previous";

    private string Temporary => Path + ".new";

    /// <summary>Makes the directory if it is missing, and takes the lock.</summary>
    /// <exception cref="IOException">The directory or the lock file cannot be made; or another daemon holds the lock: <see cref="IsLocked"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static StateFiles Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var lockFile = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        return new StateFiles(path, lockFile);
    }

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

        return new LoadResult(new CounterStore(clock), null, damage, damage.Count > 0);
    }

    /// <summary>Writes a new current copy; what was current becomes the previous one.</summary>
    /// <exception cref="IOException">The disk is full, gone, or read-only: the copies there are stay as they are.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Save(ReadOnlySpan<byte> text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = Mode,
            BufferSize = 0,
        };
        using (var file = new FileStream(Temporary, options))
        {
            File.SetUnixFileMode(file.SafeFileHandle, Mode);
            file.Write(text);
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(Path))
        {
            KeepPrevious();
        }

        File.Move(Temporary, Path, overwrite: true);
        NativeFile.SyncDirectory(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    /// <summary>Gives the current copy a second name, so that its own is never free.</summary>
    private void KeepPrevious()
    {
        string link = Previous + ".new";
        File.Delete(link);
        NativeFile.Link(Path, link);
        File.Move(link, Previous, overwrite: true);
    }
}
