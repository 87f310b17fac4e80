// A view read without a master.
using AgentX.Tests.Support;

namespace AgentX.Tests.Mib;

public class MibMomentReaderTests
{
    private const string B = "1.3.6.1.4.1.9";

    private static readonly IMibMoment Moment = new TestView()
        .Add(B + ".1|0", MibValue.Counter64(ulong.MaxValue))
        .AddAbsent(B + ".2|0")
        .Add(B + ".3|0", (ref w) => w.TimeStamp(TimeSpan.FromSeconds(1)))
        .Add(B + ".4|0", MibValue.OctetString(new byte[ValueWriter.MaxOctets]))
        .Now();

    [Fact]
    public void Get_gives_what_exists() =>
        Assert.Equal(new VarBind(Name(".1.0"), MibValue.Counter64(ulong.MaxValue)), Moment.Get(Name(".1.0")));

    [Theory]
    [InlineData(".1")]
    [InlineData(".1.1")]
    [InlineData(".2.0")]
    [InlineData(".3.0")] // A TimeStamp is in the master's time, and there is no master.
    public void Get_gives_nothing_else(string name) => Assert.Null(Moment.Get(Name(name)));

    [Fact]
    public void GetNext_passes_over_what_has_no_value()
    {
        Assert.Equal(Name(".1.0"), Moment.GetNext(Name(""))!.Name);
        Assert.Equal(Name(".4.0"), Moment.GetNext(Name(".1.0"))!.Name);
        Assert.Equal(ValueWriter.MaxOctets, Moment.GetNext(Name(".1.0"))!.Value.Octets.Length);
        Assert.Null(Moment.GetNext(Name(".4.0")));
    }

    private static ObjectIdentifier Name(string rest) => ObjectIdentifier.Parse(B + rest);
}
