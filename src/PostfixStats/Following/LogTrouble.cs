// Tells once what keeps a log from being read.

namespace PostfixStats.Following;

/// <summary>What is wrong with a log just now; each change is told once.</summary>
/// <param name="path">The log.</param>
/// <param name="wasThere">Whether the log was seen before: then it may be missing for the moment that a rotation takes.</param>
/// <param name="observer">Is told.</param>
/// <param name="clock">The clock.</param>
internal sealed class LogTrouble(string path, bool wasThere, ILogObserver observer, TimeProvider clock)
{
    /// <summary>How long a log that was there may be missing before anybody is told.</summary>
    private static readonly TimeSpan MissingPatience = TimeSpan.FromSeconds(5);

    private LogEventKind? _told;
    private long? _missingSince;

    /// <summary>Whether the log is there and cannot be read.</summary>
    public bool IsUnreadable => _told == LogEventKind.Unreadable;

    /// <summary>The log is there and cannot be read.</summary>
    public void Unreadable(string reason)
    {
        wasThere = true;
        Tell(LogEventKind.Unreadable, reason);
    }

    /// <summary>There is no log.</summary>
    public void Missing()
    {
        _missingSince ??= clock.GetTimestamp();
        if (!wasThere || clock.GetElapsedTime(_missingSince.Value) > MissingPatience)
        {
            Tell(LogEventKind.Missing, "");
        }
    }

    /// <summary>The log is being read.</summary>
    public void End()
    {
        wasThere = true;
        _told = null;
        _missingSince = null;
    }

    private void Tell(LogEventKind kind, string detail)
    {
        if (_told != kind)
        {
            _told = kind;
            observer.Notice(kind, path, detail);
        }
    }
}
