// The harness itself: a Postfix of a test's own, in which every way a mail can go is known.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class PrivatePostfixTests
{
    [Fact]
    public async Task Mail_over_SMTP_is_delivered_and_logged()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        await postfix.SendAsync(3, PrivatePostfix.GoodDomain, recipients: 2);

        await postfix.LogsAsync(6, "status=sent (250 2.0.0 Ok)");
        Assert.Equal(3, postfix.Logged(": client=unknown[127.0.0.1]"));
    }

    [Fact]
    public async Task Every_ending_of_a_delivery_can_be_had()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        await postfix.SendAsync(1, PrivatePostfix.DeferredDomain);
        await postfix.SendAsync(1, PrivatePostfix.BouncedDomain);
        await postfix.SendAsync(1, PrivatePostfix.PipeDomain);
        await postfix.SubmitAsync($"{PrivatePostfix.LocalUser}@{PrivatePostfix.LocalDomain}");

        await postfix.LogsAsync(1, "status=deferred (host 127.0.0.1[127.0.0.1] said: 450 ");
        await postfix.LogsAsync(1, "status=bounced (host 127.0.0.1[127.0.0.1] said: 500 ");
        await postfix.LogsAsync(1, "relay=legal, ");
        await postfix.LogsAsync(1, "relay=local, ");
        await postfix.LogsAsync(1, "status=sent (delivered to file: ");
    }

    [Fact]
    public async Task The_closed_port_relays_for_nobody()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        using var client = await SmtpDialogue.OpenAsync(postfix.ClosedPort);

        Assert.Equal(250, await client.SayAsync("HELO client.example.test"));
        Assert.Equal(250, await client.SayAsync($"MAIL FROM:<{PrivatePostfix.Sender}>"));
        Assert.Equal(554, await client.SayAsync($"RCPT TO:<someone@{PrivatePostfix.GoodDomain}>"));
        Assert.Equal(221, await client.SayAsync("QUIT"));

        await postfix.LogsAsync(1, "Relay access denied");
    }

    [Fact]
    public async Task Two_mail_systems_run_beside_each_other()
    {
        await using var one = await PrivatePostfix.StartAsync();
        await using var other = await PrivatePostfix.StartAsync();

        await one.SendAsync(1, PrivatePostfix.GoodDomain);
        await other.SendAsync(2, PrivatePostfix.GoodDomain);

        await one.LogsAsync(1, "status=sent ");
        await other.LogsAsync(2, "status=sent ");
    }
}
