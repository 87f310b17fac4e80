// Hostile octets: valid PDUs with a few octets changed, cut or joined, or plain noise.
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Support;

internal sealed class Fuzz(int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _scratch = new byte[1 << 16];

    /// <summary>How many rounds a test makes: AGENTX_LONG=1 asks for many.</summary>
    public static int Rounds(int usual, int many) => Environment.GetEnvironmentVariable("AGENTX_LONG") == "1" ? many : usual;

    /// <summary>A PDU of a plausible kind, perhaps damaged, whose length field tells the truth.</summary>
    public byte[] NextFramed()
    {
        var octets = Next();
        if (octets.Length < PduHeader.Size)
            Array.Resize(ref octets, PduHeader.Size);
        return octets;
    }

    /// <summary>Anything, from a sound PDU to noise.</summary>
    public byte[] Next()
    {
        if (_random.Next(20) == 0)
        {
            var noise = new byte[_random.Next(200)];
            _random.NextBytes(noise);
            return noise;
        }

        var length = Sound().Encode(_scratch, Requester.Session, (uint)_random.Next(4), (uint)_random.Next(), _random.Next(2) == 0);
        var octets = _scratch.AsSpan(0, length).ToArray();
        for (var changes = _random.Next(4); changes > 0; changes--)
        {
            switch (_random.Next(4))
            {
                case 0:
                    octets[_random.Next(octets.Length)] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    octets[_random.Next(octets.Length)] = (byte)_random.Next(256);
                    break;
                case 2:
                    octets.AsSpan(_random.Next(octets.Length / 4) * 4, 4).Fill(_random.Next(2) == 0 ? (byte)0xFF : (byte)0x7F);
                    break;
                default:
                    Array.Resize(ref octets, Math.Max(PduHeader.Size, octets.Length - (_random.Next(8) * 4)));
                    break;
            }
        }

        return octets;
    }

    private Pdu Sound()
    {
        Pdu pdu = _random.Next(8) switch
        {
            0 or 1 => new SearchPdu(PduType.Get, Ranges()),
            2 or 3 => new SearchPdu(PduType.GetNext, Ranges()),
            4 or 5 => new GetBulkPdu((ushort)_random.Next(4), (ushort)_random.Next(1 << _random.Next(17)), Ranges()),
            6 => new VarBindsPdu(PduType.TestSet, [new VarBind(Name(), MibValue.Integer32(_random.Next()))]),
            _ => new EmptyPdu((PduType)_random.Next(9, 14)),
        };
        return _random.Next(10) == 0 ? pdu with { Context = "ctx" } : pdu;
    }

    private SearchRange[] Ranges() =>
        [.. Enumerable.Range(0, _random.Next(5)).Select(_ => new SearchRange(Name(), _random.Next(2) == 0, _random.Next(3) == 0 ? null : Name()))];

    private ObjectIdentifier Name() =>
        new([1, 3, 6, 1, 4, 1, 9, .. Enumerable.Range(0, _random.Next(6)).Select(_ => (uint)_random.Next(8))]);
}
