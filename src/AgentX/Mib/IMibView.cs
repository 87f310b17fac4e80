// The seam between the protocol and the data it serves.
namespace AgentX;

/// <summary>What a subagent serves: asked once for each transaction of the master.</summary>
/// <remarks>
/// Called on the thread that reads from the master, so it must neither block nor compute for long:
/// net-snmp gives up on a subagent that keeps it waiting for six seconds, and answers nothing else while a SET waits.
/// Prepare values elsewhere and hand out what is ready.
/// </remarks>
public interface IMibView
{
    /// <summary>
    /// One consistent moment of all values. Every PDU of a transaction (RFC 2741 section 6.1, h.transactionID) is answered
    /// from the same moment, for at most a second: a bulk request that arrives as many GetNext sees one table.
    /// </summary>
    IMibMoment Now();
}
