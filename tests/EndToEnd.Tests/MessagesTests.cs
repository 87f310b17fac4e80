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

        string[] counted = [.. (await CountedAsync(postfix)).Where(line => !line.Contains("octets", StringComparison.Ordinal))];
        Assert.Equal(Traffic, string.Join('\n', counted) + "\n");
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

        // Deferred, retried, and put back.
        await postfix.SendAsync(1, PrivatePostfix.Deferred);
        await postfix.LogsAsync(1, "status=deferred ");
        await postfix.CommandAsync("postqueue", "-f");
        await postfix.LogsAsync(2, "status=deferred ");
        await postfix.CommandAsync("postsuper", "-r", "ALL", "deferred");
        await postfix.CommandAsync("postqueue", "-f");
        await postfix.LogsAsync(3, "status=deferred ");
        await postfix.LogsAsync(17 + 1 + 4, "status=sent ");
    }

    private static async Task<IEnumerable<string>> CountedAsync(PrivatePostfix postfix) =>
        (await Tool.RunAsync(Repository.Daemon, ["count", "--messages", postfix.LogPath])).Succeeded()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("msg:", StringComparison.Ordinal));
}
