// The parts that several PDUs are made of, as objects.
using System.Text;

namespace AgentX.Wire.Pdus;

internal static class PduParts
{
    /// <summary>An OID as an object, null for the null OID (RFC 2741 section 5.1).</summary>
    public static ObjectIdentifier? ReadOid(ref WireReader reader, out bool include)
    {
        Span<uint> subIds = stackalloc uint[ObjectIdentifier.MaxLength];
        var length = reader.ReadOid(subIds, out include);
        return length == 0 ? null : new ObjectIdentifier(subIds[..length]);
    }

    /// <summary>An OID that may not be the null OID; a failed reader if it is.</summary>
    public static ObjectIdentifier ReadName(ref WireReader reader)
    {
        if (ReadOid(ref reader, out _) is { } name)
            return name;
        reader.Fail();
        return new ObjectIdentifier(0, 0);
    }

    public static string ReadText(ref WireReader reader) => Encoding.UTF8.GetString(reader.ReadOctetString());

    public static void WriteText(ref WireWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    public static void WriteOid(ref WireWriter writer, ObjectIdentifier? oid, bool include = false) =>
        writer.WriteOid(oid is null ? default : oid.Span, include);

    /// <summary>All varbinds to the payload's end (RFC 2741 section 5.4).</summary>
    public static VarBind[] ReadVarBinds(ref WireReader reader)
    {
        List<VarBind> varBinds = [];
        while (!reader.AtEnd)
        {
            var type = (VarBindType)reader.ReadUInt16();
            reader.Skip(2);
            var name = ReadOid(ref reader, out _) ?? new ObjectIdentifier(0, 0);
            if (MibValue.Read(ref reader, type) is { } value && !reader.Failed)
                varBinds.Add(new VarBind(name, value));
        }

        return [.. varBinds];
    }

    public static void WriteVarBinds(ref WireWriter writer, IReadOnlyList<VarBind> varBinds)
    {
        foreach (var varBind in varBinds)
        {
            writer.WriteUInt16((ushort)varBind.Value.Type);
            writer.WriteUInt16(0);
            writer.WriteOid(varBind.Name.Span);
            varBind.Value.Write(ref writer);
        }
    }
}
