// Queues counted by their directories.

using System.Globalization;
using System.Text;

namespace PostfixStats.Queues;

public sealed class QueueDirectoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T01:00:00Z", CultureInfo.InvariantCulture);

    private readonly string _spool = Directory.CreateTempSubdirectory("pfstats-spool-").FullName;

    public void Dispose() => Directory.Delete(_spool, recursive: true);

    [Fact]
    public void Arrival_and_size_are_read_from_the_file_and_not_from_its_inode()
    {
        // The queue manager sets the time of a deferred file to the next attempt.
        Write("deferred/A/A1B2C3", Message(4321, Now.AddMinutes(-30)), modified: Now.AddHours(1));
        Write("deferred/B/B1B2C3", Message(1, Now.AddMinutes(-1)), modified: Now.AddMinutes(5));
        Write("deferred/B/C/BCB2C3", Message(2, Now.AddMinutes(-2)), modified: Now.AddMinutes(6));

        QueueContents deferred = Count(MailQueue.Deferred)!;

        Assert.Equal(3, deferred.Messages);
        Assert.Equal(4324, deferred.Details!.Octets);
        Assert.Equal(1800, deferred.Details.OldestAge);
        Assert.Equal([2, 0, 0, 1, 0, 0, 0, 0, 0, 0], deferred.Details.Ages);
        Assert.Equal(Now.AddMinutes(5).ToUnixTimeSeconds(), deferred.Details.NextAttempt);
    }

    [Fact]
    public void A_message_that_is_being_received_is_none_yet_and_a_corrupt_one_needs_no_mode()
    {
        Write("incoming/A1B2C3", Message(10, Now));
        Write("incoming/A1B2C4", Message(10, Now), mode: UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("incoming/1234.99", Message(10, Now));
        Write("incoming/.hidden", Message(10, Now));
        Write("corrupt/A1B2C5", Message(20, Now), mode: UnixFileMode.UserRead);

        Assert.Equal(1, Count(MailQueue.Incoming)!.Messages);
        Assert.Equal(1, Count(MailQueue.Corrupt)!.Messages);
        Assert.Equal(20, Count(MailQueue.Corrupt)!.Details!.Octets);
    }

    [Fact]
    public void In_maildrop_the_size_is_the_files_and_the_time_that_of_the_file_where_it_has_no_other()
    {
        byte[] text = [.. Record('C', "             99"), .. Record('T', "not a time"), .. Record('S', "")];
        Write("maildrop/A1B2C3", text, modified: Now.AddSeconds(-7));

        QueueContents maildrop = Count(MailQueue.Maildrop)!;

        Assert.Equal(text.Length, maildrop.Details!.Octets);
        Assert.Equal(7, maildrop.Details.OldestAge);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("C\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("T\u0005 12")]
    [InlineData("garbage that is no record at all")]
    public void A_file_of_anything_counts_with_what_its_inode_tells(string content)
    {
        byte[] octets = Encoding.Latin1.GetBytes(content);
        Write("hold/A1B2C3", octets, modified: Now.AddSeconds(-60));

        QueueContents hold = Count(MailQueue.Hold)!;

        Assert.Equal(1, hold.Messages);
        Assert.Equal(octets.Length, hold.Details!.Octets);
        Assert.Equal(60, hold.Details.OldestAge);
    }

    [Fact]
    public void A_long_record_before_the_time_is_stepped_over()
    {
        Write("hold/A1B2C3", [.. Record('C', "   5"), .. Record('A', new string('x', 200)), .. Record('T', "1795395590 5"), .. Record('S', "a@b.test")]);
        Assert.Equal(10, Count(MailQueue.Hold)!.Details!.OldestAge);
    }

    [Fact]
    public void Links_pipes_and_directories_under_a_messages_name_are_none()
    {
        Write("hold/A1B2C3", Message(1, Now));
        File.CreateSymbolicLink(Path.Combine(_spool, "hold/A1B2C4"), Path.Combine(_spool, "hold/A1B2C3"));
        Directory.CreateSymbolicLink(Path.Combine(_spool, "hold/D"), _spool);
        Directory.CreateDirectory(Path.Combine(_spool, "hold/A1B2C5"));
        Write("hold/A1B2C5/A1B2C6", Message(1, Now));

        Assert.Equal(1, Count(MailQueue.Hold)!.Messages);
    }

    [Fact]
    public void A_queue_without_a_directory_is_not_known()
    {
        Assert.Null(Count(MailQueue.Active));
        File.WriteAllText(Path.Combine(_spool, "active"), "");
        Assert.Null(Count(MailQueue.Active));
    }

    [Fact]
    public void It_ends_when_it_is_told_to()
    {
        Write("hold/A1B2C3", Message(1, Now));
        Assert.Throws<OperationCanceledException>(() => QueueDirectory.Count(_spool, MailQueue.Hold, Now, new CancellationToken(canceled: true)));
    }

    private static byte[] Message(long size, DateTimeOffset arrival) =>
    [
        .. Record('C', string.Create(CultureInfo.InvariantCulture, $"{size,15} {200,15} {1,15} {0,15} {size,15}")),
        .. Record('T', string.Create(CultureInfo.InvariantCulture, $"{arrival.ToUnixTimeSeconds()} 123456")),
        .. Record('A', "rewrite_context=local"),
        .. Record('S', "sender@example.test"),
    ];

    /// <summary>A record as record.c writes it.</summary>
    private static byte[] Record(char type, string text)
    {
        var record = new List<byte> { (byte)type };
        int length = text.Length;
        do
        {
            record.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        record.AddRange(Encoding.ASCII.GetBytes(text));
        return [.. record];
    }

    private void Write(
        string name,
        byte[] content,
        DateTimeOffset? modified = null,
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
    {
        string path = Path.Combine(_spool, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, (modified ?? Now).UtcDateTime);
        File.SetUnixFileMode(path, mode);
    }

    private QueueContents? Count(MailQueue queue) => QueueDirectory.Count(_spool, queue, Now, TestContext.Current.CancellationToken);
}
