using System.Text;

namespace PostfixStats.Following;

/// <summary>Rotated logs that are compressed, or are being compressed, or cannot be uncompressed.</summary>
public class CompressedLogTests
{
    [Fact]
    public void A_compression_that_cannot_be_read_is_one_gap()
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.1.xz");
        log.Write("3\n");

        log.Start();
        log.Stop();
        log.Start();

        Assert.Equal(["1", "3"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
        Assert.Contains("mail.log.1.xz", log.Notices.Single(each => each.StartsWith("Gap", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flip")]
    [InlineData("empty")]
    [InlineData("text")]
    public void A_damaged_gz_is_one_gap_and_what_comes_after_it_is_read(string damage)
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        var text = new StringBuilder("1\n");
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i} {random.Next()}\n");
        }

        log.Write(text.ToString());
        log.Rename("mail.log", "mail.log.1");
        log.Compress("mail.log.1");
        byte[] gz = File.ReadAllBytes(log["mail.log.1.gz"]);
        switch (damage)
        {
            case "cut":
                gz = gz[..(gz.Length / 2)];
                break;
            case "flip":
                gz[gz.Length / 2] ^= 1;
                break;
            case "empty":
                gz = [];
                break;
            default:
                gz = "this is no gz"u8.ToArray();
                break;
        }

        File.WriteAllBytes(log["mail.log.1.gz"], gz);
        log.Age("mail.log.1.gz");
        log.Write("after\n");

        log.Start();
        log.Stop();
        log.Start();

        Assert.Equal("after", log.Lines[^1]);
        Assert.Equal(1, log.Lines.Count(line => line == "after"));
        Assert.Equal(1, log.Lines.Count(line => line == "1"));
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }

    [Theory]
    [InlineData("mail.log.1.gz")]
    [InlineData("mail.log.1.xz")]
    public void What_cannot_be_read_is_one_gap_however_often_it_is_looked_at(string name)
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        log.Rename("mail.log", "mail.log.2");
        log.Write("no compressed file", name);
        log.Age(name);
        log.Write("");
        log.Start();
        log.Settle();
        Assert.Equal(1, log.Source.Gaps);

        log.Append("2\n");
        log.Settle();

        Assert.Equal(["1", "2"], log.Lines);
        Assert.Equal(1, log.Count(LogEventKind.Gap));
    }

    [Fact]
    public void A_compression_in_progress_is_not_read_beside_its_original()
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        log.Append("2\n");
        log.Rename("mail.log", "mail.log.2");
        log.Write("3\n", "mail.log.1");
        File.Copy(log["mail.log.1"], log["keep"]);
        log.Compress("mail.log.1");
        log.Rename("keep", "mail.log.1");
        log.Write("4\n");

        log.Start();

        Assert.Equal(["1", "2", "3", "4"], log.Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    public void A_gz_that_is_still_being_made_is_waited_for(int octets)
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        byte[] gz = Rotated(log);
        File.WriteAllBytes(log["mail.log.1.gz"], gz[..octets]);
        log.Start();
        log.Retry();
        Assert.Contains("after", log.Lines);

        File.WriteAllBytes(log["mail.log.1.gz"], gz);
        log.Retry();

        Assert.Equal(["1", "2", "3", "after"], log.Lines.Order());
        Assert.Equal(0, log.Source.Gaps);
        Assert.Equal(1, log.Count(LogEventKind.Unreadable));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_gz_that_is_never_made_whole_is_one_gap(int octets)
    {
        using var log = FollowedLog.Started("1\n");
        log.Stop();
        byte[] gz = Rotated(log);
        File.WriteAllBytes(log["mail.log.1.gz"], gz[..octets]);
        log.Start();
        log.Retry();
        Assert.Equal(0, log.Source.Gaps);

        log.Age("mail.log.1.gz");
        log.Retry();
        log.Retry();

        Assert.Equal(1, log.Source.Gaps);
        Assert.False(log.Source.IsBlocked);
    }

    /// <summary>Rotates and compresses; what the compressed file was is returned, to be put in its place in parts.</summary>
    private static byte[] Rotated(FollowedLog log)
    {
        log.Append("2\n3\n");
        log.Rename("mail.log", "mail.log.1");
        log.Compress("mail.log.1");
        byte[] gz = File.ReadAllBytes(log["mail.log.1.gz"]);
        log.Write("after\n");
        return gz;
    }
}
