using System.Net;

namespace AgentX.Tests.Transport;

public class AgentXAddressTests
{
    [Theory]
    [InlineData("tcp:127.0.0.1:705", "127.0.0.1:705")]
    [InlineData("tcp:127.0.0.1", "127.0.0.1:705")]
    [InlineData("tcp:[::1]:1705", "[::1]:1705")]
    [InlineData("tcp:[::1]", "[::1]:705")]
    [InlineData("tcp:::1", "[::1]:705")]
    public void Tcp_addresses(string text, string endPoint)
    {
        var address = AgentXAddress.Parse(text);
        Assert.Equal(IPEndPoint.Parse(endPoint), address.EndPoint);
        Assert.Equal(text, address.ToString());
    }

    [Fact]
    public void Host_names_are_resolved_when_connecting() =>
        Assert.Equal(new DnsEndPoint("localhost", 705), AgentXAddress.Parse("tcp:localhost:705").EndPoint);

    [Fact]
    public void Unix_paths_have_at_most_107_octets()
    {
        var longest = "unix:/" + new string('x', 106);
        Assert.True(AgentXAddress.Parse(longest).IsUnix);
        Assert.Contains("108 octets", Assert.Throws<FormatException>(() => AgentXAddress.Parse(longest + "x")).Message, StringComparison.Ordinal);
        Assert.Contains("octets", Assert.Throws<FormatException>(() => AgentXAddress.Parse("unix:/" + new string('ü', 54))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "neither unix: nor tcp:")]
    [InlineData("/var/agentx/master", "neither unix: nor tcp:")]
    [InlineData("udp:127.0.0.1:705", "neither unix: nor tcp:")]
    [InlineData("unix:", "not absolute")]
    [InlineData("unix:agentx/master", "not absolute")]
    [InlineData("unix:/a\0b", "NUL")]
    [InlineData("tcp:", "the host is missing")]
    [InlineData("tcp::705", "the host is missing")]
    [InlineData("tcp:127.0.0.1:", "\"\" is no port")]
    [InlineData("tcp:127.0.0.1:0", "\"0\" is no port")]
    [InlineData("tcp:127.0.0.1:65536", "\"65536\" is no port")]
    [InlineData("tcp:127.0.0.1:agentx", "\"agentx\" is no port")]
    [InlineData("tcp:no host:705", "neither an IP address nor a host name")]
    public void What_is_no_address_is_refused_with_what_is_wrong(string text, string problem)
    {
        Assert.Contains(problem, Assert.Throws<FormatException>(() => AgentXAddress.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(AgentXAddress.TryParse(text, out _));
    }
}
