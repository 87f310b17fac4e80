// GetNext: RFC 2741 section 7.2.3.2.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

internal static class GetNextHandler
{
    /// <summary>
    /// Answers each search range with the first instance in it that has a value, else with endOfMibView under the
    /// starting OID: nothing but endOfMibView may end a range, any other exception would end the manager's walk.
    /// </summary>
    public static AgentXError Answer(ref WireReader ranges, ref WireWriter answer, IMibMoment moment, UptimeSync uptime, ref ushort index)
    {
        for (; !ranges.AtEnd; index++)
        {
            var error = AnswerOne(ref ranges, ref answer, moment, uptime);
            if (error != AgentXError.None)
                return error;
        }

        return ranges.Failed ? AgentXError.ParseError : AgentXError.None;
    }

    public static AgentXError AnswerOne(ref WireReader ranges, ref WireWriter answer, IMibMoment moment, UptimeSync uptime)
    {
        Span<uint> start = stackalloc uint[ObjectIdentifier.MaxLength];
        var range = RangeCursor.Read(ref ranges, moment.Layout, start, out var startLength);
        if (ranges.Failed)
            return AgentXError.ParseError;

        if (!range.TryWriteNext(ref answer, moment, uptime))
            VarBindWriter.WriteException(ref answer, start[..startLength], VarBindType.EndOfMibView);
        return answer.Overflowed ? AgentXError.GenErr : AgentXError.None;
    }
}
