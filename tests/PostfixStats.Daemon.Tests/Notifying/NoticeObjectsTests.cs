// What a person reads of a notification.

using AgentX;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Tests.Notifying;

public sealed class NoticeObjectsTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.99999.1");

    [Fact]
    public void Each_value_stands_beside_its_own_name_also_where_an_object_does_not_exist()
    {
        var objects = new NoticeObjects(Root, MibObjects.ForTexts);
        VarBind[] known =
        [
            new(Root.Append(2, 2, 0), MibValue.OctetString("/var/log/mail.log"u8)),
            new(Root.Append(19, 2, 0), MibValue.Gauge32(3600)),
        ];

        Assert.Equal(
            "postfixStatsLogSource /var/log/mail.log, postfixStatsLogSilenceLimit 3600",
            objects.Describe(new Notice(Notifications.LogSilent, []), known));
    }
}
