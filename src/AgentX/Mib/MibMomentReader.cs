// Reads a view without a master: for programs that serve it in another way too, and for tests of views.
using System.Buffers;
using AgentX.Requests;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX;

/// <summary>Asks a moment what a master would. There is no master's clock: a TimeStamp has no value here and is passed over.</summary>
public static class MibMomentReader
{
    /// <summary>Room for the longest name and value.</summary>
    private const int MaxVarBind = 1 << 17;

    /// <summary>The instance of that name; null if it does not exist (Get, RFC 2741 section 7.2.3.1).</summary>
    public static VarBind? Get(this IMibMoment moment, ObjectIdentifier name) =>
        moment.Layout.Find(name.Span) is >= 0 and var position ? Read(moment, position) : null;

    /// <summary>The first instance after a name; null if there is none (GetNext, RFC 2741 section 7.2.3.2).</summary>
    public static VarBind? GetNext(this IMibMoment moment, ObjectIdentifier name)
    {
        VarBind? found = null;
        for (var position = moment.Layout.UpperBound(name.Span); found is null && position < moment.Layout.Count; position++)
            found = Read(moment, position);
        return found;
    }

    private static VarBind? Read(IMibMoment moment, int position)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxVarBind);
        try
        {
            var writer = new WireWriter(buffer, bigEndian: false);
            if (!VarBindWriter.TryWriteInstance(ref writer, moment, position, uptime: null))
                return null;
            var reader = new WireReader(buffer.AsSpan(0, writer.Position), bigEndian: false);
            return PduParts.ReadVarBinds(ref reader)[0];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
