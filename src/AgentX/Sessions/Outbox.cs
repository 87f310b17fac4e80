// The octets on their way to the master. Whoever posts never waits: a send runs by itself until nothing is left,
// and while the master does not read, what piles up is bounded.
using AgentX.Transport;

namespace AgentX.Sessions;

/// <summary>Sends PDUs in the order they were posted, many with one send where they pile up. For use by any thread.</summary>
internal sealed class Outbox(ITransport transport)
{
    /// <summary>Above this the master is not reading: <see cref="Congested"/>.</summary>
    public const int Congestion = 1 << 20;

    /// <summary>Above this nothing is taken any more.</summary>
    public const int Limit = 2 << 20;

    /// <summary>So much is worth a send of its own: answers to one batch of requests need not wait for the last of them.</summary>
    public const int WorthSending = 1 << 14;

    private const int UsualSize = 1 << 14;

    private readonly Lock _gate = new();
    private byte[] _filling = new byte[UsualSize];
    private byte[] _sending = new byte[UsualSize];
    private int _filled;
    private bool _isSending;

    /// <summary>The failure of a send, after which nothing is sent any more.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Whether so much waits that answers should be short.</summary>
    public bool Congested => Volatile.Read(ref _filled) > Congestion;

    /// <summary>Whether so much waits that it should be sent now.</summary>
    public bool HasPlenty => Volatile.Read(ref _filled) >= WorthSending;

    /// <summary>Takes a PDU to be sent with the next <see cref="Flush"/>; false if too much waits already.</summary>
    public bool TryPost(ReadOnlySpan<byte> pdu)
    {
        lock (_gate)
        {
            if (_filled + pdu.Length > Limit)
                return false;
            if (_filled + pdu.Length > _filling.Length)
                Array.Resize(ref _filling, Math.Max(_filling.Length * 2, _filled + pdu.Length));
            pdu.CopyTo(_filling.AsSpan(_filled));
            _filled += pdu.Length;
            return true;
        }
    }

    /// <summary>Begins to send what was posted, unless a send runs: that one takes it along.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isSending || _filled == 0 || Failure is not null)
                return;
            _isSending = true;
        }

        Send();
    }

    /// <summary>Sends on this thread while the transport takes everything at once, as it nearly always does.</summary>
    private void Send()
    {
        try
        {
            while (TakeFilled() is { Length: > 0 } octets)
            {
                var sending = transport.SendAsync(octets);
                if (!sending.IsCompletedSuccessfully)
                {
                    _ = SendOnAsync(sending.AsTask());
                    return;
                }

                sending.GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Fail(e);
        }
    }

    private async Task SendOnAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Fail(e);
            return;
        }

        Send();
    }

    /// <summary>Whoever receives sees the broken connection too, and it is the one who reports it.</summary>
    private void Fail(Exception e) => Failure = e as IOException ?? new IOException(e.Message, e);

    private ReadOnlyMemory<byte> TakeFilled()
    {
        lock (_gate)
        {
            var octets = _filling.AsMemory(0, _filled);
            _isSending = _filled > 0;
            _filled = 0;

            // What a jam made large is not kept.
            (_filling, _sending) = (_sending.Length > Congestion ? new byte[UsualSize] : _sending, _filling);
            return octets;
        }
    }
}
