// Messages, not lines: real mail on all the ways through a real Postfix, and each message counted once for what it is.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class MessagesTests
{
    // What SendTrafficAsync makes happen, but for the octets.
    private const string Traffic =
        // A message thrown away by a header check.
        "msg:discarded 1\n" +
        // Bounces of what a server and of what a header check refused, the report of the probe, and the copy that an alias forwards.
        "msg:internal 4\n" +
        "msg:probe 1\n" +
        // Three, then one each: deferred, bounced, proxied, local, forwarded, on hold; and two through the filter.
        "msg:received 11\n" +
        // Two of each of the three, and of the two through the filter.
        "msg:received-recipients 16\n" +
        "msg:reinjected 2\n" +
        "msg:rejected 1\n" +
        "msg:requeued 1\n" +
        // All that was received but for the deferred, the bounced and the forwarded one; and the four internal ones.
        "msg:sent 12\n" +
        "msg:sent-recipients 17\n";

    [Fact]
    public async Task Every_message_is_counted_once_for_what_it_is()
    {
        await using var postfix = await PrivatePostfix.StartAsync();

        await SendTrafficAsync(postfix);
        await FinishAsync(postfix);

        Assert.Equal(Traffic, WithoutOctets(await CountedAsync(postfix)));
    }

    [Fact]
    public async Task A_daemon_that_is_killed_while_mail_is_in_the_queue_goes_on_counting_its_messages()
    {
        await using var host = await MailHost.StartAsync([]);
        await SendTrafficAsync(host.Postfix);

        // It has seen the deferred message twice and its requeueing not yet, or any of it.
        await host.Daemon.KillAsync();
        await FinishAsync(host.Postfix);
        host.Daemon.Start();

        var counted = string.Concat((await CountedAsync(host.Postfix)).Select(line => line + "\n"));
        Assert.Equal(counted, await Eventually.SettlesAsync(counted, () => SavedAsync(host.Daemon)));
        Assert.Equal(Traffic, WithoutOctets(counted.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

        // The same numbers over SNMP: receptions, their recipients, deliveries, theirs, and internal messages of instance 1.
        var columns = new[] { 2, 3, 6, 7, 10 };
        Assert.Equal(
            ["Counter32: 11 messages", "Counter32: 16 recipients", "Counter32: 12 messages", "Counter32: 17 recipients", "Counter32: 4 messages"],
            await Task.WhenAll(columns.Select(column => host.Snmpd.Tools.ValueAsync($"{StatsMib.Root}.14.1.1.{column}.1"))));
        var octets = counted.Split('\n').Single(line => line.StartsWith("msg:received-octets ", StringComparison.Ordinal))["msg:received-octets ".Length..];
        Assert.Equal($"Counter64: {octets} octets", await host.Snmpd.Tools.ValueAsync($"{StatsMib.Root}.14.1.1.5.1"));
    }

    private static async Task SendTrafficAsync(PrivatePostfix postfix)
    {
        await postfix.SendAsync(3, PrivatePostfix.Good, copies: 2);
        await postfix.SendAsync(1, PrivatePostfix.Bounced);
        await postfix.SendAsync(2, PrivatePostfix.Good, copies: 2, port: postfix.FilteredPort);
        await postfix.SendAsync(1, PrivatePostfix.Good, port: postfix.ProxiedPort);
        await postfix.SubmitAsync(PrivatePostfix.Local);
        await postfix.SubmitAsync(PrivatePostfix.Forwarded);
        await postfix.SubmitAsync(PrivatePostfix.Local, "refuse this");
        await postfix.SubmitAsync(PrivatePostfix.Local, "discard this");
        await postfix.SubmitAsync(PrivatePostfix.Local, "a question", "-bv");

        // On hold and released.
        await postfix.SubmitAsync(PrivatePostfix.Local, "hold this");
        await postfix.LogsAsync(1, ": hold: header ");
        await postfix.CommandAsync("postsuper", "-H", "ALL");
        await postfix.CommandAsync("postqueue", "-f");

        // Deferred and retried.
        await postfix.SendAsync(1, PrivatePostfix.Deferred);
        await postfix.LogsAsync(1, "status=deferred ");
        await postfix.CommandAsync("postqueue", "-f");
        await postfix.LogsAsync(2, "status=deferred ");
    }

    // What was deferred is put back and tried once more.
    private static async Task FinishAsync(PrivatePostfix postfix)
    {
        await postfix.CommandAsync("postsuper", "-r", "ALL", "deferred");
        await postfix.CommandAsync("postqueue", "-f");
        await postfix.LogsAsync(3, "status=deferred ");

        // To 17 recipients, one of an alias, and four through the filter.
        await postfix.LogsAsync(17 + 1 + 4, "status=sent ");
        await postfix.LogsAsync(17, ": removed");
    }

    private static async Task<string> SavedAsync(StatsDaemon daemon) =>
        string.Concat((await daemon.GetterAsync("--all", "--messages", "--wide"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("msg:", StringComparison.Ordinal))
            .Select(line => line + "\n"));

    private static string WithoutOctets(IEnumerable<string> lines) =>
        string.Concat(lines.Where(line => !line.Contains("octets", StringComparison.Ordinal)).Select(line => line + "\n"));

    private static async Task<IEnumerable<string>> CountedAsync(PrivatePostfix postfix) =>
        (await Tool.RunAsync(Repository.Daemon, ["count", "--messages", postfix.LogPath])).Succeeded()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("msg:", StringComparison.Ordinal));
}
