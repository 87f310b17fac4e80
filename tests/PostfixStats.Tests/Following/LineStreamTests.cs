using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Following;

public class LineStreamTests
{
    private const int Longest = LineStream.MaxLineLength;

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("\n", "")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("a\r\n", "a\r")]
    [InlineData("a\tb\n\t\n", "a\tb|\t")]
    [InlineData("\0\0\0a\n", "a")]
    [InlineData("a\n\0\0b\n", "a|b")]
    [InlineData("half\0\0whole\n", "half|whole")]
    public void Lines_end_at_line_feeds_and_at_holes(string text, string lines)
    {
        var sink = new Lines();
        var stream = new LineStream(Bytes(text), sink);

        while (stream.Pump() > 0)
        {
        }

        Assert.Equal(lines, string.Join('|', sink.All));
        Assert.Equal(text.Length, stream.Offset);
    }

    [Fact]
    public void A_line_in_pieces_counts_once_it_is_complete()
    {
        using var text = new MemoryStream();
        var sink = new Lines();
        var stream = new LineStream(text, sink);
        foreach (string piece in (string[])["first\nsec", "on", "d\nthi"])
        {
            Add(text, piece);
            stream.Pump();
        }

        Assert.Equal(["first", "second"], sink.All);
        Assert.Equal(13, stream.Offset);
        Assert.Equal(16, stream.ReadTo);
    }

    [Fact]
    public void What_is_behind_the_last_line_feed_counts_when_nothing_more_will_come()
    {
        var sink = new Lines();
        var stream = new LineStream(Bytes("a\nb"), sink);
        stream.Pump();

        stream.Finish();
        stream.Finish();

        Assert.Equal(["a", "b"], sink.All);
        Assert.Equal(3, stream.Offset);
    }

    [Theory]
    [InlineData("a\n")]
    [InlineData("a\n\0\0\0")]
    public void Nothing_and_a_hole_at_the_end_are_no_line(string text)
    {
        var sink = new Lines();
        var stream = new LineStream(Bytes(text), sink);
        stream.Pump();

        stream.Finish();

        Assert.Equal(["a"], sink.All);
        Assert.Equal(text.Length, stream.Offset);
    }

    [Theory]
    [InlineData(Longest, false)]
    [InlineData(Longest + 1, true)]
    [InlineData(100_000, true)]
    public void A_line_over_the_limit_is_passed_over_as_one(int length, bool isOverlong)
    {
        string line = new('x', length);
        var sink = new Lines();
        var stream = new LineStream(Bytes($"a\n{line}\nb\n"), sink, buffer: new byte[LineStream.MinBufferLength + 4]);

        while (stream.Pump() > 0)
        {
        }

        Assert.Equal(["a", isOverlong ? "*" : line, "b"], sink.All);
        Assert.Equal(length + 5, stream.Offset);
    }

    [Fact]
    public void An_overlong_line_begins_where_it_began_until_it_is_complete()
    {
        using var text = new MemoryStream();
        Add(text, "a\n" + new string('x', 200_000));
        var sink = new Lines();
        var stream = new LineStream(text, sink);
        while (stream.Pump() > 0)
        {
        }

        Assert.Equal(2, stream.Offset);
        Assert.Equal(200_002, stream.ReadTo);
        stream.Finish();
        Assert.Equal(["a", "*"], sink.All);
    }

    [Fact]
    public void However_the_text_arrives_and_wherever_reading_is_taken_up_again_the_lines_are_the_same()
    {
        var random = new Random(20261122);
        for (int round = 0; round < 300; round++)
        {
            byte[] text = RandomText(random);
            var whole = new Lines();
            var stream = new LineStream(new MemoryStream(text), whole, buffer: new byte[1 << 20]);
            stream.Pump();

            var pieces = new Lines();
            long offset = 0;
            for (int reach = 0; reach < text.Length;)
            {
                // A restart at the offset, and then the text up to a random point.
                reach = Math.Min(text.Length, reach + random.Next(1, 30_000));
                using var part = new MemoryStream(text, 0, reach);
                part.Position = offset;
                var resumed = new LineStream(part, pieces, offset, buffer: new byte[LineStream.MinBufferLength + random.Next(3000)]);
                while (resumed.Pump() > 0)
                {
                }

                offset = resumed.Offset;
            }

            Assert.Equal(whole.All, pieces.All);
            Assert.Equal(stream.Offset, offset);
        }
    }

    [Fact]
    public void Lines_are_those_that_looking_at_every_octet_finds()
    {
        var random = new Random(64);
        for (int round = 0; round < 100; round++)
        {
            byte[] text = RandomText(random);
            var lines = new Lines();
            var stream = new LineStream(new MemoryStream(text), lines, buffer: new byte[LineStream.MinBufferLength + random.Next(3000)]);

            while (stream.Pump() > 0)
            {
            }

            stream.Finish();
            Assert.Equal(PlainLines(text), lines.All);
            Assert.Equal(text.Length, stream.Offset);
        }
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_beginning_however_it_was_read()
    {
        var random = new Random(5);
        byte[] text = RandomText(random);
        for (int length = 0; length < 1100; length += random.Next(1, 200))
        {
            using var rest = new MemoryStream(text);
            rest.Position = length;
            var stream = new LineStream(rest, new Lines(), length, Fingerprint.Of(text.AsSpan(0, length)));
            while (stream.Pump() > 0)
            {
            }

            Assert.Equal(Fingerprint.Of(text), stream.Beginning);
        }
    }

    private static byte[] RandomText(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < 60_000)
        {
            text.Append((char)(random.Next(8) == 0 ? random.Next(1, 32) : random.Next('a', 'z')), random.Next(20) == 0 ? random.Next(40_000) : random.Next(300));
            text.Append(random.Next(5) == 0 ? '\0' : '\n', random.Next(8) == 0 ? random.Next(1, 1000) : 1);
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static List<string> PlainLines(byte[] text)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (char each in Encoding.Latin1.GetString(text) + '\0')
        {
            if (each is not ('\n' or '\0'))
            {
                line.Append(each);
            }
            else if (each == '\n' || line.Length > 0)
            {
                lines.Add(line.Length > Longest ? "*" : line.ToString());
                line.Clear();
            }
        }

        return lines;
    }

    private static MemoryStream Bytes(string text) => new(Encoding.Latin1.GetBytes(text));

    private static void Add(MemoryStream stream, string text)
    {
        long position = stream.Position;
        stream.Position = stream.Length;
        stream.Write(Encoding.Latin1.GetBytes(text));
        stream.Position = position;
    }

    private sealed class Lines : ILineSink
    {
        public List<string> All { get; } = [];

        public LineEffect LastEffect { get; } = new();

        public void Take(ReadOnlySpan<byte> line) => All.Add(Encoding.Latin1.GetString(line));

        public void TakeOverlong() => All.Add("*");
    }
}
