// Varbinds as pass_persist wants them: three lines, name, type, value (snmpd.conf(5), pass).

using System.Globalization;
using System.Text;
using AgentX;

namespace PostfixStats.Daemon.PassPersist;

/// <summary>Writes answers.</summary>
internal static class PassPersistText
{
    /// <summary>There is no such instance.</summary>
    public const string None = "NONE\n";

    /// <summary>The answer for a varbind.</summary>
    public static string Of(VarBind varBind)
    {
        (string type, string value) = Describe(varBind.Value);
        return $".{varBind.Name}\n{type}\n{value}\n";
    }

    private static (string Type, string Value) Describe(MibValue value) => value.Type switch
    {
        VarBindType.Integer32 => ("integer", Number(value)),
        VarBindType.Counter32 => ("counter", Number(value)),
        VarBindType.Gauge32 => ("gauge", Number(value)),
        VarBindType.TimeTicks => ("timeticks", Number(value)),
        VarBindType.Counter64 => ("counter64", unchecked((ulong)value.Number).ToString(CultureInfo.InvariantCulture)),
        VarBindType.OctetString when IsLine(value.Octets) => ("string", Encoding.ASCII.GetString(value.Octets)),
        VarBindType.OctetString => ("octet", Hexadecimal(value.Octets)),
        _ => throw new NotSupportedException($"no object of ours has the type {value.Type}"),
    };

    private static string Number(MibValue value) => value.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the octets arrive unchanged as a line: snmpd reads text up to the line feed and cuts off what it takes for blank.</summary>
    private static bool IsLine(ReadOnlySpan<byte> octets) =>
        !octets.IsEmpty && !octets.ContainsAnyExceptInRange((byte)' ', (byte)'~') && octets[0] != ' ' && octets[^1] != ' ';

    /// <summary>Octets in pairs of digits, apart.</summary>
    private static string Hexadecimal(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length * 3);
        foreach (byte octet in octets)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
