// Follows one log through everything that rotation does to it.

using System.Globalization;
using PostfixStats.State;

namespace PostfixStats.Following;

/// <summary>
/// One log by its name, and the files that hold its lines: the live one, older ones that a writer may not have let go of yet,
/// and rotated ones that were not finished when the daemon stopped. Each file has a position of its own; a line counts once,
/// in whichever file it is found.
/// </summary>
public sealed class FileSource : ILogSource
{
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<FileSource> _earlier;
    private readonly LogGaps _gaps;
    private readonly BlockedLogs _blocked;
    private readonly OpenLogs _files;
    private readonly LogRecovery _recovery;
    private readonly LogTrouble _trouble;
    private bool _isFirstLook;

    /// <summary>Prepares to follow a log; nothing is opened before the first <see cref="Poll"/>.</summary>
    /// <param name="path">The live log.</param>
    /// <param name="document">Where counting stood in each log; without the log's name where it was never followed before.</param>
    /// <param name="options">How to follow it.</param>
    /// <param name="earlier">The sources that come first: a file that one of them follows, under another name, is left to it.</param>
    /// <param name="newSink">Makes the sink of each file: a repeat line repeats the line before it in the same file.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="clock">The clock.</param>
    public FileSource(
        string path,
        StateDocument document,
        FollowOptions options,
        IReadOnlyList<FileSource> earlier,
        Func<ILineSink> newSink,
        ILogObserver observer,
        TimeProvider clock)
    {
        SavedLog? saved = document.Logs.GetValueOrDefault(path);
        IReadOnlyList<LogPosition> positions = saved?.Files ?? [];
        Name = path;
        _clock = clock;
        _earlier = earlier;
        _gaps = new LogGaps(observer);
        _blocked = new BlockedLogs(positions.Where(position => position.IsBlocked), observer, clock);
        _files = new OpenLogs(positions.Where(position => position.IsFinished), _blocked, _gaps, clock);
        _recovery = new LogRecovery(path, options.OldDirectory, _files, _blocked, _gaps, newSink, observer);
        _trouble = new LogTrouble(path, positions.Count > 0, observer, clock);
        _isFirstLook = saved is null && !options.FromStart;
        if (saved is not null)
        {
            _recovery.Begin(saved);
        }
        else
        {
            _recovery.KnowAll(clock.GetUtcNow());
        }
    }

    /// <summary>The name that is followed.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public string Place => _files.Live is { } live ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{live.Offset}") : Name;

    /// <inheritdoc />
    public int Gaps => _gaps.Count;

    /// <inheritdoc />
    public DateTimeOffset? LastWritten { get; private set; }

    /// <inheritdoc />
    public bool IsCaughtUp { get; private set; }

    /// <inheritdoc />
    public bool IsBlocked => (_trouble.IsUnreadable && !IsDuplicate) || _blocked.Any || _files.IsBlocked;

    /// <summary>Whether the log is the file of another source, which counts its lines.</summary>
    private bool IsDuplicate { get; set; }

    /// <summary>Makes the sources of several logs; of two names of one file the first counts.</summary>
    /// <param name="paths">The live logs.</param>
    /// <param name="document">Where counting stood in each log.</param>
    /// <param name="options">How to follow them.</param>
    /// <param name="newSink">Makes the sink of each file.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<FileSource> Follow(
        IEnumerable<string> paths,
        StateDocument document,
        FollowOptions options,
        Func<ILineSink> newSink,
        ILogObserver observer,
        TimeProvider clock)
    {
        var sources = new List<FileSource>();
        foreach (string path in paths)
        {
            sources.Add(new FileSource(path, document, options, [.. sources], newSink, observer, clock));
        }

        return sources;
    }

    /// <inheritdoc />
    public void Save(StateDocument document)
    {
        if (IsDuplicate)
        {
            document.Logs.Remove(Name);
        }
        else
        {
            document.Logs[Name] = new SavedLog(
                [.. _files.Finished, .. _blocked.Positions, .. _files.Positions(), .. _recovery.Lost],
                _recovery.KnownUntil,
                _files.LastEffect.Save());
        }
    }

    /// <inheritdoc />
    public long OctetsBehind() => _files.OctetsBehind() + _blocked.OctetsBehind();

    /// <inheritdoc />
    public bool Poll(long budget)
    {
        IsCaughtUp = false;
        DateTimeOffset now = _clock.GetUtcNow();
        try
        {
            if (!Look(now))
            {
                return false;
            }

            IsCaughtUp = _files.Read(budget) > 0;
            if (_files.Live is not null)
            {
                _recovery.KnowAll(now);
                _trouble.End();
            }

            return !IsCaughtUp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _trouble.Unreadable(e.Message);
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _files.Dispose();

    /// <summary>Makes the open files fit what is on the disk now.</summary>
    /// <returns>False while a file that was being read is still looked for: later lines wait for it.</returns>
    private bool Look(DateTimeOffset now)
    {
        int error = FileStatus.TryGet(Name, out FileStatus status);
        if (error == 0)
        {
            TakeNote(status);
        }

        _isFirstLook = false;
        if (_files.Live is { } live)
        {
            if (error != 0 || status.Identity != live.Identity || live.WasTruncated(status.Size))
            {
                _recovery.Leave(live);
            }
            else if (!_recovery.MayHideCopy(live, status) && !_blocked.IsDue)
            {
                return true;
            }
        }

        return Search(error, status, now);
    }

    private void TakeNote(in FileStatus status)
    {
        LastWritten = status.Modified;
        IsDuplicate = FindTwin(status.Identity) is not null;
        _files.Reinstate(status.Identity);
        if (_isFirstLook && status.IsRegular)
        {
            _recovery.LeaveOut(status);
        }
    }

    /// <summary>Looks for files, where nothing is in the way of it.</summary>
    private bool Search(int error, in FileStatus status, DateTimeOffset now)
    {
        bool exists = error is not (NativeMethods.NoEntry or NativeMethods.NotDirectory);
        if (exists && WhyNotReadable(error, status) is { } obstacle)
        {
            // The file may well be the one that was read last: nothing is known before it can be opened.
            _trouble.Unreadable(obstacle);
            return true;
        }

        if (!exists)
        {
            _trouble.Missing();
            if (!_recovery.IsWanted(now))
            {
                return true;
            }
        }

        return _recovery.Search(exists ? status : null, now);
    }

    private string? WhyNotReadable(int error, in FileStatus status)
    {
        if (error != 0)
        {
            return LogOpening.Failure(error).Message;
        }

        return FindTwin(status.Identity) is { } twin ? $"it is the same file as {twin.Name}, which is counted" : LogOpening.WhyNot(Name)?.Message;
    }

    private FileSource? FindTwin(FileIdentity identity)
    {
        for (int i = 0; i < _earlier.Count; i++)
        {
            if (_earlier[i]._files.Live?.Identity == identity)
            {
                return _earlier[i];
            }
        }

        return null;
    }
}
