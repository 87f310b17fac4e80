// What a program asks of its master on its own account: notifications and indexes.
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Sessions;

/// <summary>Requests within an open session, whose answers matter to the program and not to the session.</summary>
internal static class AdminRequests
{
    private static readonly ObjectIdentifier SnmpTrapOid = new(1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0);

    /// <summary>RFC 2741 section 7.1.10. sysUpTime.0 is left out: the master adds its own, which is the right one.</summary>
    public static async Task NotifyAsync(
        Session session, ObjectIdentifier notification, IReadOnlyList<VarBind> varBinds, string context, CancellationToken cancellation)
    {
        VarBind[] all = [new(SnmpTrapOid, MibValue.ObjectIdentifier(notification)), .. varBinds];
        await AskAsync(session, new VarBindsPdu(PduType.Notify, all) { Context = context }, cancellation);
    }

    /// <summary>RFC 2741 section 7.1.2: all of the values or none.</summary>
    public static async Task<IReadOnlyList<VarBind>> AllocateAsync(
        Session session, IReadOnlyList<VarBind> indexes, IndexChoice choice, string context, CancellationToken cancellation)
    {
        var flags = choice switch
        {
            IndexChoice.New => PduFlags.NewIndex,
            IndexChoice.AnyFree => PduFlags.AnyIndex,
            _ => PduFlags.None,
        };
        var answer = await AskAsync(session, new VarBindsPdu(PduType.IndexAllocate, indexes) { Flags = flags, Context = context }, cancellation);
        return answer.ReadVarBinds() is { } allocated && allocated.Length == indexes.Count
            ? allocated
            : throw new AgentXException(SubagentReason.ProtocolError, "the master allocated indexes without telling which");
    }

    /// <summary>RFC 2741 section 7.1.3.</summary>
    public static Task DeallocateAsync(
        Session session, IReadOnlyList<VarBind> indexes, string context, CancellationToken cancellation) =>
        AskAsync(session, new VarBindsPdu(PduType.IndexDeallocate, indexes) { Context = context }, cancellation);

    private static async Task<AdminResponse> AskAsync(Session session, Pdu question, CancellationToken cancellation)
    {
        var answer = await session.AskAsync(question, cancellation);
        return answer.Error == AgentXError.None
            ? answer
            : throw new AgentXException(
                SubagentReason.RequestRefused,
                $"the master answered {question.Type} with {answer.Error} ({(int)answer.Error}), index {answer.Index}",
                answer.Error);
    }
}
