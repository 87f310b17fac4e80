namespace PostfixStats.Following;

public class RotatedNameTests
{
    [Theory]
    [InlineData(".1", "")]
    [InlineData(".0", "")]
    [InlineData(".12.gz", "gz")]
    [InlineData(".1.xz", "xz")]
    [InlineData(".1.zst", "zst")]
    [InlineData("-20261122", "")]
    [InlineData("-20261122.gz", "gz")]
    [InlineData("-2026-11-22.bz2", "bz2")]
    [InlineData("-1763800000", "")]
    [InlineData("-20261122_13", "")]
    [InlineData(".20261122-130501", "")]
    [InlineData(".20261122-130501.gz", "gz")]
    public void A_rotated_log_is_known_by_its_name(string suffix, string compression)
    {
        Assert.True(RotatedName.TryParse(suffix, out RotatedName name));
        Assert.Equal(compression, name.Compression);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".gz")]
    [InlineData("-1")]
    [InlineData(".1.2")]
    [InlineData(".old")]
    [InlineData(".1.tmp")]
    [InlineData(".1~")]
    [InlineData("1")]
    [InlineData("-")]
    [InlineData(".-1")]
    [InlineData("-20261122-")]
    [InlineData(".1.gz.new")]
    [InlineData("-9999999999999999999999999999999")]
    public void Any_other_file_is_left_alone(string suffix) => Assert.False(RotatedName.TryParse(suffix, out _));

    [Theory]
    [InlineData(".3.gz", ".2", ".1")]
    [InlineData(".10", ".9", ".0")]
    [InlineData("-20261121", "-20261122.gz", "-20270101")]
    [InlineData("-20261122101763800009", "-20261122101763800010.gz", "-20261122101763800011")]
    [InlineData("-20261122", "-20261122-00", "-2026112213")]
    [InlineData(".20261121-235959", ".20261122-000000.gz", ".20261122-000001")]
    public void The_names_tell_which_file_is_older(string oldest, string middle, string newest)
    {
        Int128[] ages = [.. new[] { oldest, middle, newest }.Select(suffix =>
        {
            Assert.True(RotatedName.TryParse(suffix, out RotatedName name));
            return name.Age;
        })];

        Assert.True(ages[0] <= ages[1] && ages[1] < ages[2]);
    }
}
