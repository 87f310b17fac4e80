// A manager of versions 1 and 2c.

using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;

namespace SharpSnmp.Tests.Managing;

/// <summary>A manager that shows the community `public`.</summary>
/// <param name="port">The agent's UDP port.</param>
/// <param name="version">1 or 2c.</param>
internal sealed class CommunityManager(int port, VersionCode version) : Manager(port)
{
    private static readonly OctetString Community = new("public");

    protected override ISnmpMessage Message(SnmpType type, IList<Variable> variables, int repetitions) => type switch
    {
        SnmpType.GetRequestPdu => new GetRequestMessage(Messenger.NextRequestId, version, Community, variables),
        SnmpType.GetNextRequestPdu => new GetNextRequestMessage(Messenger.NextRequestId, version, Community, variables),
        SnmpType.GetBulkRequestPdu => new GetBulkRequestMessage(Messenger.NextRequestId, version, Community, 0, repetitions, variables),
        SnmpType.SetRequestPdu => new SetRequestMessage(Messenger.NextRequestId, version, Community, variables),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
