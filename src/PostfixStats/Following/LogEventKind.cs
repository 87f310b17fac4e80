// What can happen to a log that is followed.

namespace PostfixStats.Following;

/// <summary>A change in what is known of a log, each told once.</summary>
public enum LogEventKind
{
    /// <summary>A file is being read: from its beginning, its end, or where it was left.</summary>
    Opened,

    /// <summary>There is no file of that name; it is waited for.</summary>
    Missing,

    /// <summary>The file is there and may not be read; it is tried again.</summary>
    Unreadable,

    /// <summary>Another file has taken the name; the one before is read to its end.</summary>
    Rotated,

    /// <summary>The file was cut back; what it held before is looked for in its copy.</summary>
    Truncated,

    /// <summary>Lines were lost: the file that holds them cannot be found or read any more.</summary>
    Gap,
}
