// A connection at work: octets from the transport to framer, processor and pending requests, octets back to the outbox.
// Its reader waits for nothing but the transport: not for computation, not for its own answers to be sent.
using System.Buffers;
using AgentX.Requests;
using AgentX.Transport;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Sessions;

/// <summary>The thin driver around the protocol core: one connection with one session.</summary>
internal sealed class Connection(
    ITransport transport, RequestProcessor processor, PendingRequests pending, IdleSchedule idle, TimeProvider clock) : IDisposable
{
    private readonly PduFramer _framer = new();
    private readonly Outbox _outbox = new(transport);
    private readonly byte[] _response = new byte[PduHeader.MaxSentPdu];

    /// <summary>Serves, on a thread of its own, until the connection ends, for the reason given back. Never throws.</summary>
    public Task<AgentXException> ReceiveAsync() =>
        Task.Factory.StartNew(ReceiveToEndAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private async Task<AgentXException> ReceiveToEndAsync()
    {
        AgentXException? ending = null;
        try
        {
            while (ending is null)
            {
                var received = await transport.ReceiveAsync(_framer.FreeSpace());
                if (received == 0)
                {
                    ending = new AgentXException(SubagentReason.ClosedByMaster, "the master closed the connection");
                    break;
                }

                _framer.Advance(received);
                ending = Dispatch();
                _outbox.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            ending = new AgentXException(SubagentReason.ConnectionLost, $"the connection broke: {e.Message}", e);
        }

        pending.End(ending);
        return ending;
    }

    /// <summary>Sends an administrative PDU and waits for the answer.</summary>
    /// <exception cref="AgentXException">There was none in time, or the connection ended.</exception>
    public async Task<AdminResponse> AskAsync(Pdu question, TimeSpan deadline, SubagentReason late, CancellationToken cancellation)
    {
        var answer = pending.Begin(out var packetId);
        try
        {
            Send(question, packetId);
            return await answer.WaitAsync(deadline, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw new AgentXException(late, $"no answer to {question.Type} in {deadline.TotalSeconds} s");
        }
        finally
        {
            pending.Forget(packetId);
        }
    }

    /// <summary>Sends a Close as a courtesy, without waiting for anything.</summary>
    public void SayClose(CloseReason reason)
    {
        try
        {
            Send(new ClosePdu(reason), 0);
        }
        catch (AgentXException)
        {
            // The master does not listen; the closed connection will tell it the same.
        }
    }

    public void Dispose() => transport.Dispose();

    private void Send(Pdu pdu, uint packetId)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PduHeader.MaxSentPdu);
        try
        {
            var length = pdu.Encode(buffer.AsSpan(0, PduHeader.MaxSentPdu), processor.SessionId, 0, packetId, !BitConverter.IsLittleEndian);
            if (length == 0)
                throw new AgentXException(SubagentReason.ProtocolError, $"a {pdu.Type} of more than {PduHeader.MaxSentPdu} octets");
            if (!_outbox.TryPost(buffer.AsSpan(0, length)))
                throw Congested();
            _outbox.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Works off the complete PDUs received; gives why the connection must end, null if it must not.</summary>
    private AgentXException? Dispatch()
    {
        idle.Heard();
        while (_framer.TryTake(out var pdu))
        {
            switch (PduHeader.Read(pdu).Type)
            {
                case PduType.Response:
                    pending.Complete(pdu);
                    break;
                case PduType.Close:
                    return ClosedBy(pdu);
                default:
                    if (!Answer(pdu))
                        return Congested();
                    break;
            }
        }

        return _framer.Broken is { } problem ? new AgentXException(SubagentReason.ProtocolError, $"the master sent {problem}") : null;
    }

    private bool Answer(ReadOnlySpan<byte> pdu)
    {
        var length = _outbox.Congested ? RequestProcessor.Refuse(pdu, _response) : processor.Process(pdu, _response);
        if (length > 0 && !_outbox.TryPost(_response.AsSpan(0, length)))
            return false;
        if (_outbox.HasPlenty)
            _outbox.Flush();
        return true;
    }

    private static AgentXException ClosedBy(ReadOnlySpan<byte> pdu)
    {
        var reason = pdu.Length > PduHeader.Size ? (CloseReason)pdu[PduHeader.Size] : CloseReason.None;
        return new AgentXException(SubagentReason.ClosedByMaster, $"the master closed the session, reason {reason} ({(int)reason})");
    }

    private static AgentXException Congested() =>
        new(SubagentReason.Congested, $"the master left {Outbox.Limit} octets of answers unread");
}
