// G09: whatever a master sends, no exception escapes, an answer comes, and it is one that the master can read.
using AgentX.Sessions;
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class FuzzTests
{
    private static readonly int Rounds = Fuzz.Rounds(usual: 100_000, many: 1_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void G09_every_request_gets_one_sound_answer(int seed)
    {
        var fuzz = new Fuzz(seed);
        var view = new TestView();
        for (var i = 1; i < 8; i++)
        {
            view.Add($"1.3.6.1.4.1.9.{i}|0", MibValue.Integer32(i)).AddAbsent($"1.3.6.1.4.1.9.3|{i}.1");
            view.Add($"1.3.6.1.4.1.9.5|{i}.2", MibValue.OctetString(new byte[i * 1000]));
        }

        var master = new Requester(view, new Dictionary<string, IMibView> { ["ctx"] = view });
        var response = new byte[PduHeader.MaxSentPdu];
        for (var round = 0; round < Rounds; round++)
        {
            var request = fuzz.NextFramed();
            var length = master.Processor.Process(request, response);
            var asked = PduHeader.Read(request);
            if (asked.Type is PduType.CleanupSet or PduType.Response)
            {
                Assert.Equal(0, length);
                continue;
            }

            // Checked without Assert's formatting: it would take most of the time.
            var header = PduHeader.Read(response);
            var reader = new WireReader(response.AsSpan(PduHeader.Size, length - PduHeader.Size), header.BigEndian);
            var sound = header == new PduHeader(PduType.Response, asked.Flags & PduFlags.NetworkByteOrder, asked.SessionId, asked.TransactionId, asked.PacketId, (uint)length - 20)
                && IsSound(ref reader, request);
            if (!sound)
                Assert.Fail($"seed {seed}, round {round}: {Convert.ToHexString(request)} was answered with {Convert.ToHexString(response, 0, length)}");
        }

        Assert.Empty(master.Failures);
    }

    [Fact]
    public void G09_decoding_any_octets_as_an_object_never_throws()
    {
        var fuzz = new Fuzz(3);
        for (var round = 0; round < Rounds; round++)
        {
            var octets = fuzz.NextFramed();
            Pdu.Decode(octets);
            AdminResponse.Read(octets)?.ReadVarBinds();
        }
    }

    [Fact]
    public void G09_framing_any_octets_gives_PDUs_or_ends()
    {
        var fuzz = new Fuzz(4);
        var random = new Random(4);
        for (var stream = 0; stream < Rounds / 20; stream++)
        {
            var framer = new PduFramer();
            for (var piece = 0; piece < 20 && framer.Broken is null; piece++)
            {
                ReadOnlySpan<byte> octets = fuzz.Next();
                while (!octets.IsEmpty && framer.Broken is null)
                {
                    var space = framer.FreeSpace().Span;
                    var count = Math.Min(Math.Min(octets.Length, space.Length), random.Next(1, 100));
                    octets[..count].CopyTo(space);
                    framer.Advance(count);
                    octets = octets[count..];
                    while (framer.TryTake(out var pdu))
                        Assert.True(pdu.Length == PduHeader.Size + PduHeader.Read(pdu).PayloadLength);
                }
            }
        }
    }

    /// <summary>One varbind for each range of a Get or GetNext, or an error alone.</summary>
    private static bool IsSound(ref WireReader answer, byte[] request)
    {
        answer.Skip(4);
        var error = (AgentXError)answer.ReadUInt16();
        answer.ReadUInt16();
        if (error != AgentXError.None)
            return answer.AtEnd && !answer.Failed;

        var varBinds = PduParts.ReadVarBinds(ref answer);
        return !answer.Failed && Ranges(request) is var ranges && (ranges < 0 || ranges == varBinds.Length);
    }

    private static int Ranges(byte[] request)
    {
        var header = PduHeader.Read(request);
        if (header.Type is not (PduType.Get or PduType.GetNext))
            return -1;
        var reader = new WireReader(request.AsSpan(PduHeader.Size), header.BigEndian);
        if (header.HasContext)
            reader.ReadOctetString();
        var count = 0;
        for (; !reader.AtEnd; count++)
        {
            reader.SkipOid();
            reader.SkipOid();
        }

        return count;
    }
}
