namespace AgentX.Tests.Oids;

public class ObjectIdentifierTests
{
    [Theory]
    [InlineData("1.3.6.1", "1.3.6.1")]
    [InlineData(".1.3.6.1", "1.3.6.1")]
    [InlineData("0", "0")]
    [InlineData("4294967295.007", "4294967295.7")]
    public void Dotted_decimals_are_parsed_with_or_without_a_leading_dot(string text, string expected)
    {
        Assert.Equal(expected, ObjectIdentifier.Parse(text).ToString());
        Assert.True(ObjectIdentifier.TryParse(text, out var oid));
        Assert.Equal(expected, $"{oid}");
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(".", "it is empty")]
    [InlineData("1..3", "a sub-identifier is empty")]
    [InlineData("..1", "a sub-identifier is empty")]
    [InlineData("1.3.", "a sub-identifier is empty")]
    [InlineData("1.x", "\"x\" is no number")]
    [InlineData("1.-1", "\"-1\" is no number")]
    [InlineData("1. 2", "\" 2\" is no number")]
    [InlineData("1.4294967296", "\"4294967296\" is no number")]
    public void What_is_no_OID_is_refused_with_what_is_wrong(string text, string problem)
    {
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ObjectIdentifier.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(ObjectIdentifier.TryParse(text, out _));
    }

    [Fact]
    public void There_are_at_most_128_sub_identifiers()
    {
        var longest = string.Join('.', Enumerable.Repeat(1, 128));
        Assert.Equal(128, ObjectIdentifier.Parse(longest).Length);
        Assert.Throws<FormatException>(() => ObjectIdentifier.Parse(longest + ".1"));
        Assert.Throws<ArgumentException>(() => ObjectIdentifier.Parse(longest).Append(1));
        Assert.Throws<ArgumentException>(() => new ObjectIdentifier());
    }

    [Fact]
    public void The_order_is_by_unsigned_sub_identifiers_and_a_prefix_comes_first()
    {
        string[] ordered = ["1.3", "1.3.6.1.9", "1.3.6.1.10", "1.3.6.1.10.1", "1.3.6.1.2147483647", "1.3.6.1.2147483648", "1.3.6.1.4294967295", "2"];
        var oids = ordered.Select(ObjectIdentifier.Parse).ToArray();
        Assert.Equal(ordered, oids.Reverse().Order().Select(o => $"{o}"));
        Assert.True(oids[1] < oids[2] && oids[2] <= oids[2] && oids[3] > oids[2] && oids[2] != oids[3]);
    }

    [Fact]
    public void Equal_OIDs_are_one_key()
    {
        var a = ObjectIdentifier.Parse("1.3.6.1.4");
        var b = new ObjectIdentifier(1, 3, 6).Append(1, 4);
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a == b);
    }

    [Theory]
    [InlineData("1.3.6.1.10", "1.3.6.1.1", false)]
    [InlineData("1.3.6.1.1", "1.3.6.1.1", true)]
    [InlineData("1.3.6.1.1.5", "1.3.6.1.1", true)]
    [InlineData("1.3.6", "1.3.6.1", false)]
    public void A_prefix_is_one_of_sub_identifiers_and_not_of_text(string oid, string prefix, bool expected) =>
        Assert.Equal(expected, ObjectIdentifier.Parse(oid).StartsWith(ObjectIdentifier.Parse(prefix)));
}
