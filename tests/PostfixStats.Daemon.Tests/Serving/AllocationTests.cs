// Whatever is asked for, answering allocates nothing.

using AgentX;
using AgentX.Requests;
using AgentX.Wire;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class AllocationTests
{
    private readonly FakeTimeProvider _clock = new(EveryLine.After);

    [Fact]
    public void Every_object_is_served_without_an_allocation()
    {
        var view = new StatsView(
            [new MibTree(Settings.DefaultBaseOid, MibObjects.ForTexts.Sections), new StandardMibs(_clock).Tree]);
        view.Show(EveryLine.Counted(_clock) with { Queues = [new QueueSnapshot("postfix", Reading(), null)] });
        IMibMoment moment = view.Now();
        byte[] buffer = new byte[1024];
        Walk(moment, buffer);

        string[] allocating =
        [
            .. Enumerable.Range(0, moment.Layout.Count)
                .Where(position => Allocation.Of(() => Write(moment, position, buffer)) > 0)
                .Select(position => Name(moment, position)),
        ];

        Assert.Empty(allocating);
    }

    private static void Walk(IMibMoment moment, byte[] buffer)
    {
        for (int position = 0; position < moment.Layout.Count; position++)
        {
            Write(moment, position, buffer);
        }
    }

    private static void Write(IMibMoment moment, int position, byte[] buffer)
    {
        var writer = new WireWriter(buffer, bigEndian: false);
        VarBindWriter.TryWriteInstance(ref writer, moment, position, uptime: null);
    }

    private static string Name(IMibMoment moment, int position) =>
        new ObjectIdentifier(moment.Layout.NameAt(position, new uint[ObjectIdentifier.MaxLength])).ToString();

    private static QueueReading Reading() => new(
        EveryLine.After,
        TimeSpan.FromMilliseconds(20),
        [.. Enumerable.Range(0, 6).Select(queue => new QueueContents(queue, new QueueDetails(queue * 1000, queue, new long[QueueAges.Count], NextAttempt: 5)))]);
}
