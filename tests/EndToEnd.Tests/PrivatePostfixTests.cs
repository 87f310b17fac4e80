// The harness itself: a Postfix of a test's own, in which every way a mail can go is known.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class PrivatePostfixTests
{
    [Fact]
    public async Task Mail_over_SMTP_is_delivered_and_logged()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        await postfix.SendAsync(3, PrivatePostfix.Good, copies: 2);

        await postfix.LogsAsync(6, "status=sent (250 2.0.0 Ok)");
        Assert.Equal(3, postfix.Logged(": client=unknown[127.0.0.1]"));
    }

    [Fact]
    public async Task Every_ending_of_a_delivery_can_be_had()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        await postfix.SendAsync(1, PrivatePostfix.Deferred);
        await postfix.SendAsync(1, PrivatePostfix.Bounced);
        await postfix.SendAsync(1, PrivatePostfix.Piped);
        await postfix.SubmitAsync(PrivatePostfix.Local);

        await postfix.LogsAsync(1, "status=deferred (host 127.0.0.1[127.0.0.1] said: 450 ");
        await postfix.LogsAsync(1, "status=bounced (host 127.0.0.1[127.0.0.1] said: 500 ");
        await postfix.LogsAsync(1, "relay=legal, ");
        await postfix.LogsAsync(1, "relay=local, ");
        await postfix.LogsAsync(1, "status=sent (delivered to file: ");
    }

    [Fact]
    public async Task Recipients_are_refused_in_both_ways()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        Assert.Equal(250, await PrivatePostfix.OfferAsync(postfix.RelayPort, PrivatePostfix.Good));
        Assert.Equal(450, await PrivatePostfix.OfferAsync(postfix.RelayPort, PrivatePostfix.Later));
        Assert.Equal(554, await PrivatePostfix.OfferAsync(postfix.ClosedPort, PrivatePostfix.Good));

        await postfix.LogsAsync(1, "Come again later");
        await postfix.LogsAsync(1, "Relay access denied");
    }

    [Fact]
    public async Task Two_mail_systems_run_beside_each_other()
    {
        await using var one = await PrivatePostfix.StartAsync();
        await using var other = await PrivatePostfix.StartAsync();

        await one.SendAsync(1, PrivatePostfix.Good);
        await other.SendAsync(2, PrivatePostfix.Good);

        await one.LogsAsync(1, "status=sent ");
        await other.LogsAsync(2, "status=sent ");
    }
}
