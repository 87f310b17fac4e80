// POSTFIX-STATS-MIB as a manager needs it: where each readable object stands, and its type on the wire.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;

namespace SharpSnmp.Tests.Managing;

/// <summary>The objects of the module that can be read, in the order of their object identifiers.</summary>
internal static partial class ServedModule
{
    /// <summary>Reads the types from the module's text, and the places from net-snmp's translation of it.</summary>
    /// <param name="home">A directory for what net-snmp's tools keep.</param>
    public static async Task<IReadOnlyList<ServedObject>> ReadAsync(string home)
    {
        var places = Place()
            .Matches(await SnmpTools.TranslateAsync(home, "-Tz"))
            .ToDictionary(match => match.Groups["name"].Value, match => new ObjectIdentifier(match.Groups["oid"].Value));
        return
        [
            .. ReadableObject()
                .Matches(await File.ReadAllTextAsync(Repository.Module, TestContext.Current.CancellationToken))
                .Select(match => match.Groups)
                .Select(groups => new ServedObject(groups["name"].Value, places[groups["name"].Value], WireType(groups["syntax"].Value)))
                .OrderBy(each => each.Place),
        ];
    }

    /// <summary>The type behind a textual convention (RFC 2579, RFC 3411).</summary>
    private static SnmpType WireType(string syntax) => syntax switch
    {
        "SnmpAdminString" or "DateAndTime" => SnmpType.OctetString,
        "TruthValue" => SnmpType.Integer32,
        "TimeStamp" => SnmpType.TimeTicks,
        _ => Enum.Parse<SnmpType>(syntax),
    };

    [GeneratedRegex("""^"(?<name>\w+)"\s+"(?<oid>[\d.]+)"$""", RegexOptions.Multiline)]
    private static partial Regex Place();

    [GeneratedRegex("""^(?<name>\w+) OBJECT-TYPE\s+SYNTAX\s+(?<syntax>\w+).*\s+(UNITS\s+".*"\s+)?MAX-ACCESS\s+read-only""", RegexOptions.Multiline)]
    private static partial Regex ReadableObject();
}
