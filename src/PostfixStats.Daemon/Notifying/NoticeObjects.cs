// What a notification carries.

using System.Globalization;
using System.Text;
using AgentX;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Takes the objects of a notice from the values that are served.</summary>
internal sealed class NoticeObjects(ObjectIdentifier root, MibObjects objects)
{
    /// <summary>The objects that exist at a moment, in the order of the notification.</summary>
    public IReadOnlyList<VarBind> Read(Notice notice, IMibMoment moment) =>
        [.. notice.Type.Objects.Select(each => moment.Get(Name(each, notice.Row))).OfType<VarBind>()];

    /// <summary>The value of snmpTrapOID.0.</summary>
    public ObjectIdentifier TypeOf(Notice notice) => root.Append(0, notice.Type.Arc);

    /// <summary>The objects for a person to read; those that do not exist are left out.</summary>
    public string Describe(Notice notice, IReadOnlyList<VarBind> varBinds) =>
        string.Join(", ", notice.Type.Objects.Join(
            varBinds, each => Name(each, notice.Row), varBind => varBind.Name, (each, varBind) => $"{each} {Text(varBind.Value)}"));

    private static string Text(MibValue value) => value.Type == VarBindType.OctetString
        ? Encoding.UTF8.GetString(value.Octets)
        : value.Number.ToString(CultureInfo.InvariantCulture);

    private ObjectIdentifier Name(string descriptor, uint[] row)
    {
        (ObjectIdentifier oid, int indexLength) = objects.Find(descriptor);
        return root.Append([.. oid.Span, .. row.AsSpan(0, indexLength)]);
    }
}
