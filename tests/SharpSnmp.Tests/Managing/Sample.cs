// One poll of what rates are derived from.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;

namespace SharpSnmp.Tests.Managing;

/// <summary>Counters and the agent's clock of one response.</summary>
/// <param name="UpTime">sysUpTime in hundredths of a second.</param>
/// <param name="Discontinuity">postfixStatsDiscontinuityTime: across a change of it no rate may be derived.</param>
/// <param name="Receptions">postfixStatsSmtpReceptions.</param>
/// <param name="Deliveries">postfixStatsSmtpDeliveries.</param>
internal sealed record Sample(uint UpTime, uint Discontinuity, uint Receptions, uint Deliveries)
{
    /// <summary>Polls once, in one request: the clock and the counters are of the same moment.</summary>
    public static async Task<Sample> TakeAsync(Manager manager)
    {
        var values = await manager.GetAsync(".1.3.6.1.2.1.1.3.0", StatsMib.Health(14), StatsMib.Root + ".1.1.0", StatsMib.Root + ".1.3.0");
        return new Sample(
            Assert.IsType<TimeTicks>(values[0].Data).ToUInt32(),
            Assert.IsType<TimeTicks>(values[1].Data).ToUInt32(),
            Assert.IsType<Counter32>(values[2].Data).ToUInt32(),
            Assert.IsType<Counter32>(values[3].Data).ToUInt32());
    }

    /// <summary>The time between two polls, by the agent's clock.</summary>
    public static double Seconds(Sample earlier, Sample later) => unchecked(later.UpTime - earlier.UpTime) / 100.0;

    /// <summary>The rate between two polls as managers derive it: a Counter32 that is smaller than before has wrapped (RFC 2578, section 7.1.6).</summary>
    public static double PerSecond(Sample earlier, Sample later, Func<Sample, uint> counter) =>
        unchecked(counter(later) - counter(earlier)) / Seconds(earlier, later);
}
