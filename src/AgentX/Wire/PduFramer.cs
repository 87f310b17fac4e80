// Cuts the stream into PDUs: octets in as they come, whole PDUs out. The buffer is reused.
using System.Diagnostics.CodeAnalysis;

namespace AgentX.Wire;

/// <summary>Frames PDUs by payload_length (RFC 2741 section 6.1), whatever the chunks they arrive in.</summary>
internal sealed class PduFramer
{
    /// <summary>A request above this is no request: the stream is broken or its sender hostile.</summary>
    public const int MaxReceivedPdu = 1 << 20;

    private const int UsualSize = 1 << 14;

    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;

    /// <summary>Why nothing more can be framed; null while the stream is sound.</summary>
    public string? Broken { get; private set; }

    /// <summary>Where to receive the next octets; never empty.</summary>
    public Memory<byte> FreeSpace()
    {
        var held = _end - _start;
        var wanted = Math.Max(UsualSize, held >= PduHeader.Size ? TotalLength() : 0);
        if (wanted != _buffer.Length)
            Move(new byte[wanted], held);
        else if (_start > 0)
            Move(_buffer, held);
        return _buffer.AsMemory(_end);
    }

    /// <summary>Says that <paramref name="count"/> octets were received into <see cref="FreeSpace"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>
    /// The next complete PDU, valid until <see cref="FreeSpace"/> is asked for. False if it has not arrived yet, or for ever
    /// if the stream is <see cref="Broken"/>: without a length to trust there is no next PDU.
    /// </summary>
    public bool TryTake(out ReadOnlySpan<byte> pdu)
    {
        pdu = default;
        var held = _buffer.AsSpan(_start.._end);
        if (Broken is not null || held.Length < PduHeader.Size || IsBroken(held))
            return false;

        var total = TotalLength();
        if (held.Length < total)
            return false;

        pdu = held[..total];
        _start += total;
        return true;
    }

    [MemberNotNullWhen(true, nameof(Broken))]
    private bool IsBroken(ReadOnlySpan<byte> held)
    {
        var payload = PduHeader.Read(held).PayloadLength;
        if (held[0] != PduHeader.Version)
            Broken = $"a PDU of version {held[0]}";
        else if (payload % 4 != 0)
            Broken = $"a payload of {payload} octets, which is no multiple of 4";
        else if (payload > MaxReceivedPdu - PduHeader.Size)
            Broken = $"a payload of {payload} octets, more than any request has";
        return Broken is not null;
    }

    /// <summary>The length of the PDU that begins the held octets; checked by <see cref="IsBroken"/> before.</summary>
    private int TotalLength() =>
        Broken is null ? PduHeader.Size + (int)PduHeader.Read(_buffer.AsSpan(_start)).PayloadLength : PduHeader.Size;

    private void Move(byte[] to, int held)
    {
        _buffer.AsSpan(_start, held).CopyTo(to);
        _buffer = to;
        (_start, _end) = (0, held);
    }
}
