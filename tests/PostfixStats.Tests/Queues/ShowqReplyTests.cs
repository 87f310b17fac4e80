// showq's answer: what it says, in whatever pieces it comes, and whatever somebody else may say in its place.

using System.Globalization;
using System.Text;

namespace PostfixStats.Queues;

public sealed class ShowqReplyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T01:00:00Z", CultureInfo.InvariantCulture);

    private static byte[] Sample { get; } = ShowqText.Begin()
        .Message("maildrop", Ago(1), 300)
        .Message("active", Ago(299), 1000, "", "a@b.test", "c@d.test")
        .Message("deferred", Ago(300), 2000, "time", "size")
        .Message("deferred", Ago(86400), 5_000_000_000, "\"queue_name deferred\"@e.test", "f@g.test")
        .Message("deferred", Ago(-5), 1, recipients: new string('x', 3000))
        .Message("hold", Ago(76799), 7)
        .End();

    [Fact]
    public void Messages_octets_and_ages_are_summed_by_queue()
    {
        QueueContents?[] queues = Read(Sample);

        Assert.Equal(6, queues.Length);
        Same(queues[(int)MailQueue.Maildrop], 1, 300, 1, "1 0 0 0 0 0 0 0 0 0");
        Same(queues[(int)MailQueue.Incoming], 0, 0, 0, "0 0 0 0 0 0 0 0 0 0");
        Same(queues[(int)MailQueue.Active], 1, 1000, 299, "1 0 0 0 0 0 0 0 0 0");
        Same(queues[(int)MailQueue.Deferred], 3, 5_000_002_001, 86400, "1 1 0 0 0 0 0 0 0 1");
        Same(queues[(int)MailQueue.Hold], 1, 7, 76799, "0 0 0 0 0 0 0 0 1 0");
        Assert.Null(queues[(int)MailQueue.Corrupt]);
    }

    [Fact]
    public void The_answer_of_Postfix_3_1_to_3_5_names_no_protocol()
    {
        byte[] text = ShowqText.BeginOld()
            .Raw("queue_name\0hold\0queue_id\0ABC123\0time\01795395600\0size\05\0sender\0a@b.test\0recipient\0c@d.test\0reason\0\0\0")
            .End();
        Same(Read(text)[(int)MailQueue.Hold], 1, 5, 0, "1 0 0 0 0 0 0 0 0 0");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("protocol\0mail_queue_list_protocol\0\0\0")]
    public void Empty_queues_are_known_to_be_empty(string text)
    {
        QueueContents?[] queues = Read(Encoding.ASCII.GetBytes(text));
        Assert.All(queues[..5], each => Same(each, 0, 0, 0, "0 0 0 0 0 0 0 0 0 0"));
        Assert.Null(queues[5]);
    }

    [Fact]
    public void Pieces_of_any_size_say_the_same()
    {
        string whole = Describe(Read(Sample));
        for (int size = 1; size < 50; size++)
        {
            var reply = new ShowqReply(Now);
            for (int at = 0; at < Sample.Length; at += size)
            {
                reply.Take(Sample.AsSpan(at, Math.Min(size, Sample.Length - at)));
            }

            Assert.Equal(whole, Describe(reply.ToContents()));
        }
    }

    [Fact]
    public void A_cut_at_any_octet_is_told_as_one()
    {
        for (int length = 0; length < Sample.Length; length++)
        {
            var reply = new ShowqReply(Now);
            reply.Take(Sample.AsSpan(0, length));
            Assert.False(reply.IsComplete);
            QueueReadException e = Assert.Throws<QueueReadException>(() => reply.ToContents());
            Assert.Equal($"the answer breaks off after {length} octets", e.Message);
        }
    }

    [Theory]
    [InlineData("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n\0", "the answer is not the one of showq since Postfix 3.1")]
    [InlineData("protocol\0anvil_protocol\0\0\0", "the answer is not the one of showq since Postfix 3.1")]
    [InlineData("queue_name\0hold\0protocol\0mail_queue_list_protocol\0\0\0", "the answer is not the one of showq since Postfix 3.1")]
    [InlineData("220 mx.example.test ESMTP\r\n\0", "the answer is not the one of showq since Postfix 3.1")]
    [InlineData("queue_name\0hold\0time\01\0\0\0", "the answer is garbled before octet 24")]
    [InlineData("queue_name\0hold\0size\01\0\0\0", "the answer is garbled before octet 24")]
    [InlineData("queue_name\0hold\0time\0-1\0", "the answer is garbled before octet 24")]
    [InlineData("queue_name\0hold\0time\0\0", "the answer is garbled before octet 22")]
    [InlineData("queue_name\0hold\0time\01x\0", "the answer is garbled before octet 24")]
    [InlineData("queue_name\0hold\0size\09223372036854775808\0", "the answer is garbled before octet 41")]
    [InlineData("queue_name\0hold\0size\0000000000000000000000000000000005\0", "the answer is garbled before octet 55")]
    [InlineData("queue_name\0hold\0queue_name\0hold\0", "the answer is garbled before octet 32")]
    [InlineData("queue_name\0hold\0time\01\0time\01\0", "the answer is garbled before octet 30")]
    [InlineData("queue_name\0hold\0time\01\0size\01\0\0recipient\0a\0\0\0", "the answer is garbled before octet 44")]
    public void What_is_none_of_showqs_is_one_line(string text, string expected)
    {
        QueueReadException e = Assert.Throws<QueueReadException>(() => new ShowqReply(Now).Take(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, e.Message);
    }

    [Fact]
    public void A_field_without_an_end_is_given_up()
    {
        var reply = new ShowqReply(Now);
        reply.Take("queue_name\0"u8);
        byte[] endless = Enumerable.Repeat((byte)'x', 64 * 1024).ToArray();
        QueueReadException e = Assert.Throws<QueueReadException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                reply.Take(endless);
            }
        });
        Assert.StartsWith("the answer is garbled before octet ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_and_queues_of_a_later_Postfix_are_stepped_over()
    {
        byte[] text = ShowqText.Begin()
            .Raw("queue_name\0hold\0a_name_that_is_longer_than_any_of_the_known_ones\0x\0time\01795395600\0size\05\0\0")
            .Raw("queue_name\0quarantine\0time\01795395600\0size\05\0\0")
            .End();
        QueueContents?[] queues = Read(text);
        Assert.Equal(1, queues.Sum(each => each?.Messages ?? 0));
        Same(queues[(int)MailQueue.Hold], 1, 5, 0, "1 0 0 0 0 0 0 0 0 0");
    }

    [Fact]
    public void Sums_stop_at_their_end()
    {
        byte[] text = ShowqText.Begin().Message("hold", Now, long.MaxValue).Message("hold", Now, long.MaxValue).End();
        Same(Read(text)[(int)MailQueue.Hold], 2, long.MaxValue, 0, "2 0 0 0 0 0 0 0 0 0");
    }

    [Fact]
    public void Random_damage_is_an_answer_or_the_one_exception()
    {
        int failures = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            byte[] text = [.. Sample];
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                text[random.Next(text.Length)] = (byte)(random.Next(3) == 0 ? 0 : random.Next(256));
            }

            try
            {
                Read(text);
            }
            catch (QueueReadException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 1, 2999);
    }

    private static DateTimeOffset Ago(int seconds) => Now.AddSeconds(-seconds);

    private static QueueContents?[] Read(byte[] text)
    {
        var reply = new ShowqReply(Now);
        reply.Take(text);
        return reply.ToContents();
    }

    private static string Describe(QueueContents?[] queues) => string.Join('\n', queues.Select(each =>
        $"{each?.Messages} {each?.Details?.Octets} {each?.Details?.OldestAge} {string.Join(' ', each?.Details?.Ages ?? [])}"));

    private static void Same(QueueContents? queue, long messages, long octets, long oldest, string ages)
    {
        Assert.NotNull(queue?.Details);
        Assert.Equal(messages, queue.Messages);
        Assert.Equal(octets, queue.Details.Octets);
        Assert.Equal(oldest, queue.Details.OldestAge);
        Assert.Equal(ages, string.Join(' ', queue.Details.Ages));
    }
}
