// Reads the entries of facility mail from systemd's journal, one by one.

using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PostfixStats.Journal;

/// <summary>
/// A cursor in the journal. Entries are matched by syslog facility, because Postfix' units have many names.
/// What an entry holds may be used until the next call.
/// </summary>
public sealed unsafe class JournalReader : IDisposable
{
    /// <summary>libsystemd need not unpack more of a field: a longer line counts as unparsed.</summary>
    private const int DataThreshold = 32 * 1024;

    private readonly JournalHandle _journal;

    private JournalReader(JournalHandle journal)
    {
        _journal = journal;
    }

    /// <summary>SYSLOG_IDENTIFIER of the entry: the tag without process id; empty where there is none.</summary>
    public ReadOnlySpan<byte> Identifier => Field("SYSLOG_IDENTIFIER\0"u8);

    /// <summary>MESSAGE of the entry.</summary>
    public ReadOnlySpan<byte> Message => Field("MESSAGE\0"u8);

    /// <summary>The process that wrote the entry: what it says of itself (SYSLOG_PID), else what journald saw (_PID); 0 where neither is there.</summary>
    public int Process =>
        Utf8Parser.TryParse(Field("SYSLOG_PID\0"u8), out int told, out _) ? told
        : Utf8Parser.TryParse(Field("_PID\0"u8), out int seen, out _) ? seen
        : 0;

    /// <summary>When the entry was received.</summary>
    public DateTimeOffset Received
    {
        get
        {
            Check(JournalNative.GetRealtime(_journal, out ulong microseconds), "read a time");
            return DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
        }
    }

    /// <summary>Opens the journal.</summary>
    /// <param name="directory">A directory of journal files, or null for this machine's own journal.</param>
    /// <exception cref="JournalException">It is missing or may not be read.</exception>
    public static JournalReader Open(string? directory)
    {
        JournalAccess.Check(directory);
        JournalHandle journal;
        try
        {
            int result = directory is null
                ? JournalNative.Open(out journal, JournalNative.LocalOnly)
                : JournalNative.OpenDirectory(out journal, directory, 0);
            Check(result, "open the journal");
        }
        catch (DllNotFoundException)
        {
            throw new JournalException("libsystemd.so.0 is missing: install the package libsystemd0");
        }

        var reader = new JournalReader(journal);
        try
        {
            fixed (byte* match = "SYSLOG_FACILITY=2"u8)
            {
                Check(JournalNative.AddMatch(journal, match, (nuint)"SYSLOG_FACILITY=2"u8.Length), "match facility mail");
            }

            Check(JournalNative.SetDataThreshold(journal, DataThreshold), "limit the size of fields");

            // From now on the journal watches for new files.
            Check(JournalNative.GetFd(journal), "watch the journal");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Goes before the first entry.</summary>
    public void SeekStart() => Check(JournalNative.SeekHead(_journal), "seek");

    /// <summary>Goes to the last entry there is.</summary>
    /// <returns>False where there is none: then this stands before the first that will come.</returns>
    public bool SeekLast()
    {
        Check(JournalNative.SeekTail(_journal), "seek");
        if (Check(JournalNative.Previous(_journal), "read") > 0)
        {
            return true;
        }

        SeekStart();
        return false;
    }

    /// <summary>Goes to an entry that was read before.</summary>
    /// <returns>
    /// False where the entry is gone, which sd_journal_seek_cursor does not tell: it lands near it. Then this stands so that
    /// <see cref="MoveNext"/> gives the first entry that is newer.
    /// </returns>
    public bool Seek(string cursor)
    {
        Check(JournalNative.SeekCursor(_journal, cursor), "seek");
        if (Check(JournalNative.Next(_journal), "read") > 0 && Check(JournalNative.TestCursor(_journal, cursor), "compare a cursor") > 0)
        {
            return true;
        }

        Check(JournalNative.SeekRealtime(_journal, TimeOf(cursor) + 1), "seek");
        return false;
    }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False at the end, which may be a passing one.</returns>
    public bool MoveNext() => Check(JournalNative.Next(_journal), "read") > 0;

    /// <summary>Where this stands, to be found again by <see cref="Seek"/>.</summary>
    public string Cursor()
    {
        Check(JournalNative.GetCursor(_journal, out nint text), "tell the place in");
        string cursor = Marshal.PtrToStringUTF8(text)!;
        NativeMemory.Free((void*)text);
        return cursor;
    }

    /// <summary>Takes note of files that came or went.</summary>
    /// <returns>True where the place in the journal has to be found again.</returns>
    public bool Refresh() => Check(JournalNative.Process(_journal), "watch") == JournalNative.Invalidate;

    /// <inheritdoc />
    public void Dispose() => _journal.Dispose();

    /// <summary>The time within a cursor: <c>s=...;i=...;b=...;m=...;t=REALTIME;x=...</c>, hexadecimal microseconds.</summary>
    private static ulong TimeOf(string cursor)
    {
        foreach (string part in cursor.Split(';'))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)
                && ulong.TryParse(part.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong time))
            {
                return time;
            }
        }

        return 0;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> name)
    {
        fixed (byte* field = name)
        {
            int result = JournalNative.GetData(_journal, field, out byte* data, out nuint length);

            // The data is NAME=VALUE; the name's final zero is as long as the equals sign.
            return result < 0 || length < (nuint)name.Length ? default : new ReadOnlySpan<byte>(data, (int)length)[name.Length..];
        }
    }

    private static int Check(int result, string action) =>
        result >= 0 ? result : throw new JournalException($"cannot {action} the journal: {Marshal.GetPInvokeErrorMessage(-result)}");
}
