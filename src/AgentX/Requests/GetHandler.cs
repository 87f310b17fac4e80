// Get: RFC 2741 section 7.2.3.1.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

internal static class GetHandler
{
    /// <summary>
    /// Answers each search range's starting OID with its value, noSuchInstance or noSuchObject, in order.
    /// Missing variables are no error of the PDU.
    /// </summary>
    public static AgentXError Answer(ref WireReader ranges, ref WireWriter answer, IMibMoment moment, UptimeSync uptime, ref ushort index)
    {
        Span<uint> buffer = stackalloc uint[ObjectIdentifier.MaxLength];
        var layout = moment.Layout;
        for (; !ranges.AtEnd; index++)
        {
            var name = buffer[..ranges.ReadOid(buffer, out _)];
            ranges.SkipOid();
            if (ranges.Failed)
                return AgentXError.ParseError;

            var position = layout.Find(name);
            if (position < 0)
                VarBindWriter.WriteException(ref answer, name, layout.IsOfKnownObject(name) ? VarBindType.NoSuchInstance : VarBindType.NoSuchObject);
            else if (!VarBindWriter.TryWriteInstance(ref answer, moment, position, uptime))
                VarBindWriter.WriteException(ref answer, name, VarBindType.NoSuchInstance);

            if (answer.Overflowed)
                return AgentXError.GenErr;
        }

        return ranges.Failed ? AgentXError.ParseError : AgentXError.None;
    }
}
