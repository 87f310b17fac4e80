// What a graph is drawn from: counters polled while mail flows through a real Postfix.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using SharpSnmp.Tests.Managing;

namespace SharpSnmp.Tests;

public sealed class RateTests
{
    private const int Batches = 4;
    private const int MessagesEach = 5;
    private const int RecipientsEach = 3;

    [Fact]
    public async Task Rates_add_up_to_the_mail_that_flowed()
    {
        await using var host = await MailHost.StartAsync(execKeys: []);
        var manager = new CommunityManager(host.Snmpd.Port, VersionCode.V2);
        await Eventually.HoldsAsync("the counters are served", () => manager.WalkAsync(StatsMib.Root + ".1"), totals => totals.Count > 0);
        var samples = new List<Sample> { await Sample.TakeAsync(manager) };

        for (var batch = 1; batch <= Batches; batch++)
        {
            var sending = host.Postfix.SendAsync(MessagesEach, PrivatePostfix.Good, RecipientsEach);
            await Eventually.HoldsAsync(
                "the batch is counted",
                async () =>
                {
                    samples.Add(await Sample.TakeAsync(manager));
                    return samples[^1];
                },
                sample => sample.Receptions >= batch * MessagesEach && sample.Deliveries >= batch * MessagesEach * RecipientsEach);
            await sending;
        }

        Assert.Single(samples.Select(sample => sample.Discontinuity).Distinct());
        var intervals = samples.Zip(samples.Skip(1)).Where(pair => pair.First.UpTime != pair.Second.UpTime).ToArray();
        Assert.Equal(Batches * MessagesEach, Integral(intervals, sample => sample.Receptions), 6);
        Assert.Equal(Batches * MessagesEach * RecipientsEach, Integral(intervals, sample => sample.Deliveries), 6);
        Assert.InRange(intervals.Count(pair => Sample.PerSecond(pair.First, pair.Second, sample => sample.Deliveries) > 0), Batches, intervals.Length);
    }

    // What the areas under a graph of the rate are: as many messages as were sent, if no counter ever stepped back.
    private static double Integral((Sample First, Sample Second)[] intervals, Func<Sample, uint> counter) =>
        intervals.Sum(pair => Sample.PerSecond(pair.First, pair.Second, counter) * Sample.Seconds(pair.First, pair.Second));
}
