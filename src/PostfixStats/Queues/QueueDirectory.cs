// Counting a queue by its directory, for those who may look into it.

using System.Buffers;
using System.IO.Enumeration;
using PostfixStats.Following;

namespace PostfixStats.Queues;

/// <summary>The directory of a queue, with the subdirectories of one letter that <c>hash_queue_names</c> makes.</summary>
public static class QueueDirectory
{
    /// <summary>What a queue file's name consists of (mail_queue_id_ok).</summary>
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>A message that is being received has less (MAIL_QUEUE_STAT_READY), one in the corrupt queue too.</summary>
    private const UnixFileMode Ready = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Counts the messages of a queue, by the rules of showq(8).</summary>
    /// <param name="spool">Postfix's <c>queue_directory</c>.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <returns>Null where the directory does not exist or may not be looked into.</returns>
    /// <exception cref="QueueReadException">The file system failed.</exception>
    public static QueueContents? Count(string spool, MailQueue queue, DateTimeOffset now, CancellationToken cancellation)
    {
        var tally = new QueueTally(now);
        try
        {
            foreach (string path in Files(Path.Combine(spool, MailQueueNames.Of(queue))))
            {
                cancellation.ThrowIfCancellationRequested();
                Add(tally, path, queue);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException e)
        {
            throw new QueueReadException(e.Message, e);
        }

        return tally.ToContents();
    }

    /// <summary>The files that are named like queue files, one after another.</summary>
    private static FileSystemEnumerable<string> Files(string directory) =>
        new(directory, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
            RecurseSubdirectories = true,
        })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.FileName.Length > 1 && !entry.FileName.ContainsAnyExcept(IdCharacters),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName.Length == 1,
        };

    private static void Add(QueueTally tally, string path, MailQueue queue)
    {
        // What is gone by now has been delivered or has moved on.
        if (FileStatus.TryGetWithoutFollowing(path, out FileStatus status) != 0
            || !status.IsRegular
            || (queue != MailQueue.Corrupt && (status.Mode & Ready) != Ready))
        {
            return;
        }

        switch (QueueFile.TryRead(path, out QueueFile file))
        {
            case 0:
                // In maildrop the record is a preliminary one, and showq shows the file's size.
                long? size = queue == MailQueue.Maildrop ? null : file.Size;
                tally.Add(file.Arrival ?? status.Modified.ToUnixTimeSeconds(), size ?? status.Size);
                if (queue == MailQueue.Deferred)
                {
                    tally.NoteAttempt(status.Modified.ToUnixTimeSeconds());
                }

                break;
            case NativeMethods.NoEntry:
                break;
            default:
                tally.AddUnknown();
                break;
        }
    }
}
