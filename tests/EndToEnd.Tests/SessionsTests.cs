// TLS, SASL and postscreen of a real Postfix, and two Postfix instances beside each other, as the MIB shows them.

using System.Text;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class SessionsTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Encrypted_and_authenticated_sessions_are_counted_by_version_and_mechanism()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await postfix.AddUserAsync("bob", "secret");

        await SubmitAsync(postfix, "PLAIN", "secret", PrivatePostfix.Good);
        await SubmitAsync(postfix, "LOGIN", "secret", PrivatePostfix.Good);
        Assert.Equal(535, await AuthenticateAsync(postfix, "PLAIN", "wrong"));
        Assert.Equal(535, await AuthenticateAsync(postfix, "LOGIN", "wrong"));

        // What goes out meets the same server, which wants a password that nobody has.
        await postfix.SendAsync(1, PrivatePostfix.Encrypted);
        await postfix.LogsAsync(2, "status=sent");
        await postfix.LogsAsync(1, "status=bounced");
        await postfix.LogsAsync(1, "sender non-delivery notification");
        await postfix.LogsAsync(3, "status=sent");

        Assert.Equal(
            """
            reason-5xx:relay-denied 1
            reply-5xx:encrypted 0
            sasl-failed:LOGIN 1
            sasl-failed:PLAIN 1
            sasl-messages:LOGIN 1
            sasl-messages:PLAIN 1
            sasl:failed 2
            sasl:messages 2
            smtp:5xx 1
            tls-in:TLSv1.3 5
            tls-out:TLSv1.3 1
            tls:in 5
            tls:out 1

            """,
            await CountedAsync(
                postfix,
                "reason-5xx:relay-denied", "reply-5xx:encrypted", "sasl-failed:LOGIN", "sasl-failed:PLAIN", "sasl-messages:LOGIN",
                "sasl-messages:PLAIN", "sasl:failed", "sasl:messages", "smtp:5xx", "tls-in:TLSv1.3", "tls-out:TLSv1.3", "tls:in", "tls:out"));
    }

    [Fact]
    public async Task What_postscreen_finds_out_about_clients_is_counted()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        // A client that waits, one that speaks before its turn, and one that is gone at once.
        using (var patient = await SmtpDialogue.OpenAsync(postfix.ScreenedPort))
        {
            Assert.Equal(250, await patient.SayAsync("HELO client.example.test"));
            Assert.Equal(221, await patient.SayAsync("QUIT"));
        }

        using (var hasty = await SmtpDialogue.ConnectAsync(postfix.ScreenedPort))
        {
            await hasty.SayAsync("HELO client.example.test");
            await postfix.LogsAsync(1, "PREGREET");
        }

        (await SmtpDialogue.ConnectAsync(postfix.ScreenedPort)).Dispose();
        await postfix.LogsAsync(3, ": CONNECT from [127.0.0.1]");
        await postfix.LogsAsync(1, ": PASS NEW [127.0.0.1]");
        await Eventually.HoldsAsync("two clients hung up", () => Task.FromResult(postfix.Logged("HANGUP after")), count => count == 2);

        Assert.Equal(
            "postscreen:connect 3\npostscreen:hangup 2\npostscreen:pass-new 1\npostscreen:pregreet 1\n",
            await CountedAsync(postfix, "postscreen:connect", "postscreen:hangup", "postscreen:pass-new", "postscreen:pregreet"));
    }

    [Fact]
    public async Task Two_instances_with_a_log_each_have_a_row_each()
    {
        await using var inner = await PrivatePostfix.StartAsync();
        await using var outer = await PrivatePostfix.StartAsync("postfix-out");
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = new StatsDaemon(_directory["state"], inner.LogPath, snmpd.AgentX, "--log", outer.LogPath);
        daemon.Start();

        await inner.SendAsync(2, PrivatePostfix.Local);
        await outer.SendAsync(3, PrivatePostfix.Good, copies: 2);

        await Eventually.HoldsAsync("the local mail", () => daemon.GetterAsync("--instance", "postfix", "sent:local"), value => value == "2\n");
        await Eventually.HoldsAsync("the mail out", () => daemon.GetterAsync("--instance", "postfix-out", "sent:smtp"), value => value == "6\n");
        Assert.Equal("5\n", await daemon.GetterAsync("recv:smtp"));
        var table = await Eventually.HoldsAsync(
            "both rows",
            () => snmpd.Tools.TableAsync("POSTFIX-STATS-MIB::postfixStatsInstanceTable"),
            text => text.Contains("|3 messages|0 messages|6 recipients|", StringComparison.Ordinal));
        Assert.Contains("\npostfix|", table, StringComparison.Ordinal);
        Assert.Contains("|2 messages|0 messages|0 recipients|2 recipients|", table, StringComparison.Ordinal);
        Assert.Contains("\npostfix-out|", table, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task SubmitAsync(PrivatePostfix postfix, string mechanism, string password, string recipient)
    {
        using var client = await EncryptedAsync(postfix);
        Assert.Equal(235, await AuthenticateAsync(client, mechanism, password));
        Assert.Equal(250, await client.SayAsync($"MAIL FROM:<{PrivatePostfix.Sender}>"));
        Assert.Equal(250, await client.SayAsync($"RCPT TO:<{recipient}>"));
        Assert.Equal(354, await client.SayAsync("DATA"));
        Assert.Equal(250, await client.SayAsync("Subject: a test\r\n\r\nOne line.\r\n."));
        Assert.Equal(221, await client.SayAsync("QUIT"));
    }

    private static async Task<int> AuthenticateAsync(PrivatePostfix postfix, string mechanism, string password)
    {
        using var client = await EncryptedAsync(postfix);
        var code = await AuthenticateAsync(client, mechanism, password);
        await client.SayAsync("QUIT");
        return code;
    }

    private static async Task<SmtpDialogue> EncryptedAsync(PrivatePostfix postfix)
    {
        var client = await SmtpDialogue.OpenAsync(postfix.SubmissionPort);
        await client.SayAsync("EHLO client.example.test");
        await client.StartTlsAsync();
        await client.SayAsync("EHLO client.example.test");
        return client;
    }

    private static async Task<int> AuthenticateAsync(SmtpDialogue client, string mechanism, string password)
    {
        if (mechanism == "PLAIN")
        {
            return await client.SayAsync("AUTH PLAIN " + Base64($"\0bob\0{password}"));
        }

        Assert.Equal(334, await client.SayAsync("AUTH LOGIN"));
        Assert.Equal(334, await client.SayAsync(Base64("bob")));
        return await client.SayAsync(Base64(password));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<string> CountedAsync(PrivatePostfix postfix, params string[] names)
    {
        var counted = (await Tool.RunAsync(Repository.Daemon, ["count", "--details", postfix.LogPath])).Succeeded()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return string.Concat(names.Select(name => $"{name} {counted.GetValueOrDefault(name, "0")}\n"));
    }
}
