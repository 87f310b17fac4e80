// Writes the varbinds of a Response, RFC 2741 section 5.4: u16 type, u16 0, name, data.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

internal static class VarBindWriter
{
    /// <summary>
    /// Writes the instance at a position of the moment's layout. False, with nothing written, if it has no value.
    /// What does not fit shows in the writer.
    /// </summary>
    public static bool TryWriteInstance(ref WireWriter writer, IMibMoment moment, int position, UptimeSync? uptime)
    {
        var start = writer.Position;
        Span<uint> name = stackalloc uint[ObjectIdentifier.MaxLength];
        WriteHead(ref writer, VarBindType.Null, moment.Layout.NameAt(position, name));
        if (writer.Overflowed)
            return true;

        var value = new ValueWriter(writer, start, uptime);
        moment.WriteValue(moment.Layout.RowAt(position), ref value);
        if (value.HasValue)
        {
            writer = value.Wire;
            return true;
        }

        writer.Rewind(start);
        return false;
    }

    /// <summary>Writes a varbind without data: noSuchObject, noSuchInstance, endOfMibView.</summary>
    public static void WriteException(ref WireWriter writer, scoped ReadOnlySpan<uint> name, VarBindType exception) =>
        WriteHead(ref writer, exception, name);

    private static void WriteHead(ref WireWriter writer, VarBindType type, scoped ReadOnlySpan<uint> name)
    {
        writer.WriteUInt16((ushort)type);
        writer.WriteUInt16(0);
        writer.WriteOid(name);
    }
}
