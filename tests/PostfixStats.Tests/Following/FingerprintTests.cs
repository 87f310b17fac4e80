using System.Text;

namespace PostfixStats.Following;

public class FingerprintTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}\n")));

    [Fact]
    public void It_covers_the_first_bytes_and_no_more()
    {
        Assert.Equal(Fingerprint.MaxLength, Fingerprint.Of(Text).Length);
        Assert.Equal(Fingerprint.Of(Text), Fingerprint.Of(Text.AsSpan(0, Fingerprint.MaxLength)));
        Assert.NotEqual(Fingerprint.Of(Text.AsSpan(0, 1023)), Fingerprint.Of(Text));
        Assert.Equal(default, Fingerprint.Of([]));
    }

    [Fact]
    public void A_file_that_grew_still_matches()
    {
        for (int length = 0; length < 1500; length += 7)
        {
            Fingerprint fingerprint = Fingerprint.Of(Text.AsSpan(0, length));
            Assert.True(fingerprint.Matches(Text));
            Assert.True(fingerprint.Matches(Text.AsSpan(0, length)));
            Assert.Equal(length == 0, fingerprint.Matches(Text.AsSpan(0, Math.Min(length, Fingerprint.MaxLength) / 2)));
            Assert.Equal(Fingerprint.Of(Text), fingerprint.Append(Text.AsSpan(length)));
        }
    }

    [Fact]
    public void A_single_different_bit_does_not_match()
    {
        Fingerprint fingerprint = Fingerprint.Of(Text);
        for (int bit = 0; bit < Fingerprint.MaxLength * 8; bit++)
        {
            byte[] other = [.. Text];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(fingerprint.Matches(other));
        }
    }

    [Fact]
    public void Its_text_reads_back()
    {
        Fingerprint fingerprint = Fingerprint.Of(Text);

        Assert.True(Fingerprint.TryParse(fingerprint.ToString(), out Fingerprint read));
        Assert.Equal(fingerprint, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData(":1")]
    [InlineData("-1:00")]
    [InlineData("1025:00")]
    [InlineData("12:xyz")]
    public void Any_other_text_is_refused(string text) => Assert.False(Fingerprint.TryParse(text, out _));
}
