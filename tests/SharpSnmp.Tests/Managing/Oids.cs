// What the tests ask of object identifiers and of varbinds.

using System.Globalization;
using Lextm.SharpSnmpLib;

namespace SharpSnmp.Tests.Managing;

/// <summary>Object identifiers by their sub-identifiers, and varbinds as text.</summary>
internal static class Oids
{
    /// <summary>Reads an object identifier as the harness and net-snmp write it, with a leading dot.</summary>
    public static ObjectIdentifier Parse(string oid) => new(oid.TrimStart('.'));

    /// <summary>Whether <paramref name="oid"/> is longer than <paramref name="root"/> and begins with it.</summary>
    public static bool IsBelow(ObjectIdentifier oid, ObjectIdentifier root) =>
        oid != root && oid.ToNumerical().AsSpan().StartsWith(root.ToNumerical());

    /// <summary>`oid type value`, octet strings in hexadecimal: one line for each varbind, with a leading dot as net-snmp prints it.</summary>
    public static string Text(Variable variable)
    {
        var value = variable.Data is OctetString octets ? octets.ToHexString() : variable.Data.ToString();
        return string.Create(CultureInfo.InvariantCulture, $".{variable.Id} {variable.Data.TypeCode} {value}\n");
    }

    /// <summary>A whole walk as text.</summary>
    public static string Text(IEnumerable<Variable> walk) => string.Concat(walk.Select(Text));
}
