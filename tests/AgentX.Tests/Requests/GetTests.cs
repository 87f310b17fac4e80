// Get, RFC 2741 section 7.2.3.1.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class GetTests
{
    private readonly Requester _master = new(new TestView()
        .Add("1.3.6.1.4.1.9.1|0", MibValue.Counter32(1))
        .Add("1.3.6.1.4.1.9.2|0", MibValue.Counter32(2))
        .Add("1.3.6.1.4.1.9.3.1.2|7", MibValue.OctetString("x"u8))
        .AddAbsent("1.3.6.1.4.1.9.3.1.2|8")
        .AddObject("1.3.6.1.4.1.9.4.1.1"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void B01_the_answer_repeats_the_ids_and_the_byte_order(bool bigEndian)
    {
        _master.Ask(new SearchPdu(PduType.Get, [new SearchRange(ObjectIdentifier.Parse("1.3.6.1.4.1.9.1.0"))]), 0xA1B2C3D4, 0x01020304, bigEndian: bigEndian);

        var header = _master.LastHeader;
        Assert.Equal((Requester.Session, 0xA1B2C3D4, 0x01020304u), (header.SessionId, header.TransactionId, header.PacketId));
        Assert.Equal(bigEndian ? PduFlags.NetworkByteOrder : PduFlags.None, header.Flags);
    }

    [Fact]
    public void B02_five_ranges_are_answered_in_order() =>
        Assert.Equal(
            "1.3.6.1.4.1.9.2.0=Counter32 2; 1.3.6.1.4.1.9.1.0=Counter32 1; 1.3.6.1.4.1.9.2.0=Counter32 2; "
            + "1.3.6.1.4.1.9.5.0=NoSuchObject; 1.3.6.1.4.1.9.3.1.2.7=OctetString 78",
            _master.Get("1.3.6.1.4.1.9.2.0", "1.3.6.1.4.1.9.1.0", "1.3.6.1.4.1.9.2.0", "1.3.6.1.4.1.9.5.0", "1.3.6.1.4.1.9.3.1.2.7"));

    [Theory]
    [InlineData("1.3.6.1.4.1.9.1", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.1.1", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.1.0.0", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.3.1.2.8", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.3.1.2.9", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.4.1.1.1", "NoSuchInstance")]
    [InlineData("1.3.6.1.4.1.9.3.1.3.7", "NoSuchObject")]
    [InlineData("1.3.6.1.4.1.9.3", "NoSuchObject")]
    [InlineData("1.3.6.1.4.1.9", "NoSuchObject")]
    [InlineData("1.3.6.1.4.1.9.10.0", "NoSuchObject")]
    [InlineData("1.3.6.1.4.1.8.1.0", "NoSuchObject")]
    [InlineData("0.0", "NoSuchObject")]
    public void B03_a_missing_instance_of_a_known_object_differs_from_an_unknown_object(string name, string expected) =>
        Assert.Equal($"{name}={expected}", _master.Get(name));

    [Fact]
    public void S03_one_missing_variable_does_not_hurt_the_others() =>
        Assert.Equal(
            "1.3.6.1.4.1.9.1.0=Counter32 1; 1.3.6.1.4.1.9.1.5=NoSuchInstance; 1.3.6.1.4.1.9.2.0=Counter32 2",
            _master.Get("1.3.6.1.4.1.9.1.0", "1.3.6.1.4.1.9.1.5", "1.3.6.1.4.1.9.2.0"));
}
