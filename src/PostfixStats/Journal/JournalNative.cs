// libsystemd's sd_journal API (sd-journal(3)), as much of it as following needs.

using System.Runtime.InteropServices;

namespace PostfixStats.Journal;

internal static unsafe partial class JournalNative
{
    /// <summary>SD_JOURNAL_LOCAL_ONLY: this machine's own journals.</summary>
    public const int LocalOnly = 1;

    /// <summary>SD_JOURNAL_INVALIDATE: journal files came or went.</summary>
    public const int Invalidate = 2;

    private const string Library = "libsystemd.so.0";

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_open")]
    public static partial int Open(out JournalHandle journal, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_open_directory", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenDirectory(out JournalHandle journal, string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_close")]
    public static partial void Close(nint journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_add_match")]
    public static partial int AddMatch(JournalHandle journal, byte* data, nuint size);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_set_data_threshold")]
    public static partial int SetDataThreshold(JournalHandle journal, nuint size);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_get_fd")]
    public static partial int GetFd(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_process")]
    public static partial int Process(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_seek_head")]
    public static partial int SeekHead(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_seek_tail")]
    public static partial int SeekTail(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_seek_realtime_usec")]
    public static partial int SeekRealtime(JournalHandle journal, ulong microseconds);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_seek_cursor", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SeekCursor(JournalHandle journal, string cursor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_test_cursor", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TestCursor(JournalHandle journal, string cursor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_next")]
    public static partial int Next(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_previous")]
    public static partial int Previous(JournalHandle journal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_get_data")]
    public static partial int GetData(JournalHandle journal, byte* field, out byte* data, out nuint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_get_cursor")]
    public static partial int GetCursor(JournalHandle journal, out nint cursor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "sd_journal_get_realtime_usec")]
    public static partial int GetRealtime(JournalHandle journal, out ulong microseconds);
}
