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
    [InlineData("-20261122-1763800000", "")]
    [InlineData("-202611.gz", "gz")]
    [InlineData("-22-11-2026", "")]
    [InlineData(".20261122-130501", "")]
    [InlineData(".20261122-130501.gz", "gz")]
    public void A_rotated_log_is_known_by_its_name(string suffix, string compression)
    {
        Assert.True(RotatedName.TryParse("mail.log" + suffix, "mail.log", out RotatedName name));
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
    public void Any_other_file_is_left_alone(string suffix) => Assert.False(RotatedName.TryParse("mail.log" + suffix, "mail.log", out _));

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
            Assert.True(RotatedName.TryParse("mail.log" + suffix, "mail.log", out RotatedName name));
            return name.Age;
        })];

        Assert.True(ages[0] <= ages[1] && ages[1] < ages[2]);
    }

    [Theory]
    [InlineData("mail-20261122.log", "mail.log", "")]
    [InlineData("mail.1.log.gz", "mail.log", "gz")]
    [InlineData("mail-20261122-1763800000.log.xz", "mail.log", "xz")]
    [InlineData("mail.log.1", "mail.log", "")]
    [InlineData("maillog-20261122", "maillog", "")]
    public void The_extension_of_the_log_may_stand_behind_the_date(string fileName, string logName, string compression)
    {
        Assert.True(RotatedName.TryParse(fileName, logName, out RotatedName name));
        Assert.Equal(compression, name.Compression);
    }

    [Theory]
    [InlineData("mail.log", "mail.log")]
    [InlineData("mail.warn.log", "mail.log")]
    [InlineData("mailman-20261122.log", "mail.log")]
    [InlineData("mail-20261122", "mail.log")]
    [InlineData("mail-20261122.err", "mail.log")]
    [InlineData("maillog", "maillog")]
    [InlineData("mail-1.log", "mail.log")]
    public void The_rotated_file_of_another_log_is_left_alone(string fileName, string logName) =>
        Assert.False(RotatedName.TryParse(fileName, logName, out _));

    [Theory]
    [InlineData(".1", nameof(NamingScheme.Number))]
    [InlineData("-20261122", nameof(NamingScheme.Date))]
    [InlineData("-20261122-1763800000", nameof(NamingScheme.Date))]
    [InlineData("-1763800000", nameof(NamingScheme.Date))]
    [InlineData("-202611", nameof(NamingScheme.Date))]
    [InlineData("-22-11-2026", nameof(NamingScheme.Unordered))]
    [InlineData("-20-11-2026", nameof(NamingScheme.Unordered))]
    [InlineData("-11-22-2026", nameof(NamingScheme.Unordered))]
    public void A_name_tells_no_order_where_its_date_begins_with_the_day(string suffix, string scheme)
    {
        Assert.True(RotatedName.TryParse("mail.log" + suffix, "mail.log", out RotatedName name));
        Assert.Equal(scheme, name.Scheme.ToString());
    }
}
