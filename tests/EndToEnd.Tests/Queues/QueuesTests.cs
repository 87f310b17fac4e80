// The queues of a real Postfix: what the daemon reads of them is what Postfix's own tools and the spool say.

using System.Globalization;
using System.Text.Json;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Queues;

public sealed class QueuesTests
{
    private static readonly string[] Names = ["maildrop", "incoming", "active", "deferred", "hold", "corrupt"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deferred_and_held_messages_are_read_as_postqueue_shows_them()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 20, held: 3);

        var listed = await ListedAsync(postfix);
        Assert.Equal(20, listed["deferred"].Messages);
        Assert.Equal(3, listed["hold"].Messages);
        await using var reading = await ReadingAsync(postfix);
        var read = await reading.SettlesAsync(listed);

        Assert.Equal(listed, read.Queues);
        Assert.Equal("0 0 20 3\n", (await reading.Daemon.GetterAsync("--librenms", "mailq")).Replace('\n', ' ').TrimEnd() + "\n");
        Assert.Contains("the queues are read through showq", reading.Daemon.Log, StringComparison.Ordinal);
        Assert.DoesNotContain('@', await File.ReadAllTextAsync(reading.Daemon.State, Cancellation));
    }

    [Fact]
    public async Task Both_ways_agree()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 12, held: 2);
        // Without pickup(8), what sendmail(1) submits stays in maildrop.
        await postfix.CommandAsync("postconf", "-MX", "pickup/unix");
        await postfix.CommandAsync("postfix", "reload");
        await postfix.SubmitAsync(PrivatePostfix.Good);
        await postfix.SubmitAsync(PrivatePostfix.Local);
        (await Tool.RunAsync("install", ["-m", "400", "-o", "postfix", "/dev/null", Path.Combine(postfix.Spool, "corrupt", "A1B2C3")])).Succeeded();
        await using var throughShowq = await ReadingAsync(postfix);
        var told = await throughShowq.ReadAsync();
        await postfix.CommandAsync("postfix", "stop");

        await using var byDirectories = await ReadingAsync(postfix);
        var counted = await byDirectories.ReadAsync();

        Assert.Equal(told.Queues, counted.Queues);
        Assert.Equal(2, counted.Queues["maildrop"].Messages);
        Assert.Equal(new Queue(1, 0), counted.Queues["corrupt"]);
        Assert.Contains("the queues are read by counting directories", byDirectories.Daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_deferred_queue_is_what_find_and_qshape_see()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await postfix.CommandAsync("postconf", "-e", "defer_transports = smtp", "in_flow_delay = 0");
        await postfix.CommandAsync("postfix", "reload");
        await postfix.SendAsync(3000, PrivatePostfix.Deferred);
        await FoundAsync(postfix, "deferred", 3000);

        await using var reading = await ReadingAsync(postfix);
        var read = await reading.ReadAsync();

        Assert.Equal(3000, read.Queues["deferred"].Messages);
        Assert.Equal(await ListedAsync(postfix), read.Queues);

        // The first row of qshape -s is the messages by age, after their sum.
        string shape = await Shape(postfix);
        Assert.Equal(shape, $"3000 {read.Ages["deferred"].Replace(',', ' ')}");
    }

    [Fact]
    public async Task A_hundred_thousand_deferred_messages_are_read_in_the_memory_of_one()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("STATS_TEST_LONG") is { Length: > 0 }, "takes minutes: STATS_TEST_LONG=1");
        const int Copies = 100_000;
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 1, held: 0);
        byte[] message = await File.ReadAllBytesAsync(Assert.Single(Files(postfix, "deferred")), Cancellation);
        for (int i = 0; i < Copies; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{i % 16:X}{i:X9}");
            string path = Path.Combine(Directory.CreateDirectory(Path.Combine(postfix.Spool, "deferred", id[..1])).FullName, id);
            await File.WriteAllBytesAsync(path, message, Cancellation);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // To be tried again tomorrow.
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(1));
        }

        (await Tool.RunAsync("chown", ["-R", "postfix", Path.Combine(postfix.Spool, "deferred")])).Succeeded();
        await using (var throughShowq = await ReadingAsync(postfix))
        {
            Assert.Equal(Copies + 1, (await throughShowq.ReadAsync()).Queues["deferred"].Messages);
            await throughShowq.TellAsync("showq");
        }

        await postfix.CommandAsync("postfix", "stop");
        await using var byDirectories = await ReadingAsync(postfix);
        Assert.Equal(Copies + 1, (await byDirectories.ReadAsync()).Queues["deferred"].Messages);
        await byDirectories.TellAsync("directories");
    }

    [Fact]
    public async Task Queues_are_served_and_what_is_not_known_is_absent()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = ["agentXPerms 0666 0755"] });
        await FillAsync(postfix, deferred: 5, held: 2);
        var listed = await ListedAsync(postfix);
        await using var daemon = new QueueDaemon(postfix, ["--reuid=nobody", "--regid=nogroup", "--groups=postdrop"], snmpd.AgentX);
        await daemon.StartAsync();

        var names = await ColumnAsync(snmpd, 15, 2, rows: 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(queue => $"1.{queue}"), names.Keys);
        Assert.Equal(Names.Select(name => $"STRING: {name}"), names.Values);
        Assert.Equal(
            ["1.1 0", "1.2 0", "1.3 0", "1.4 5", "1.5 2"],
            (await ColumnAsync(snmpd, 15, 3, rows: 5)).Select(each => $"{each.Key} {Gauge(each.Value, "messages")}"));
        Assert.Equal(
            Names[..5].Select(name => ((listed[name].Octets + 1023) / 1024).ToString(CultureInfo.InvariantCulture)),
            (await ColumnAsync(snmpd, 15, 4, rows: 5)).Values.Select(value => Gauge(value, "K-octets")));
        Assert.All((await ColumnAsync(snmpd, 15, 6, rows: 6)).Values, value => Assert.InRange(int.Parse(Gauge(value, "seconds"), CultureInfo.InvariantCulture), 0, 60));
        Assert.All((await ColumnAsync(snmpd, 15, 8, rows: 6)).Values, value => Assert.Equal("STRING: ", value.Replace("\"", "", StringComparison.Ordinal)));
        Assert.Equal("Gauge32: 0 instances", await snmpd.Tools.ValueAsync(StatsMib.Health(22)));

        var ages = await ColumnAsync(snmpd, 16, 4, rows: 50);
        Assert.Equal(5, ages.Where(each => each.Key.StartsWith("1.4.", StringComparison.Ordinal)).Sum(each => int.Parse(Gauge(each.Value, "messages"), CultureInfo.InvariantCulture)));
        Assert.Equal("Gauge32: 5 messages", ages["1.4.1"]);
        Assert.Equal(
            "5 10 20 40 80 160 320 640 1280 1280+",
            string.Join(' ', (await ColumnAsync(snmpd, 16, 2, rows: 60)).Values.Take(10).Select(value => value["STRING: ".Length..])));

        await postfix.CommandAsync("postfix", "stop");
        var error = await Eventually.HoldsAsync(
            "the error is served", () => snmpd.Tools.ValueAsync($"{StatsMib.Root}.15.1.1.8.1.4"), value => value.Contains("nobody listens there", StringComparison.Ordinal));
        Assert.Equal($"STRING: {postfix.Spool}/public/showq: nobody listens there; Postfix is not running", error);
        Assert.Equal("Gauge32: 1 instances", await snmpd.Tools.ValueAsync(StatsMib.Health(22)));
        Assert.Equal("Gauge32: 5 messages", await snmpd.Tools.ValueAsync($"{StatsMib.Root}.15.1.1.3.1.4"));
        Assert.Contains("noSuchInstance".ToUpperInvariant(), (await snmpd.Tools.ValueAsync($"{StatsMib.Root}.15.1.1.3.1.6")).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_the_group_is_refused_and_one_with_it_is_not()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 2, held: 0);
        await using var refused = await ReadingAsync(postfix, "--reuid=nobody", "--regid=nogroup", "--clear-groups");

        await Eventually.HoldsAsync(
            "the refusal is told",
            () => refused.Daemon.Log.Contains($"{postfix.Spool}/public/showq: permission denied; queues.conf of this package gives it", StringComparison.Ordinal));
        Assert.Equal("Queues have not been read yet\n", await refused.Daemon.GetterAsync("--librenms", "mailq"));

        await using var permitted = await ReadingAsync(postfix, "--reuid=nobody", "--regid=nogroup", "--groups=postdrop");
        var read = await permitted.ReadAsync();
        Assert.Equal(2, read.Queues["deferred"].Messages);
        Assert.False(read.Queues.ContainsKey("corrupt"));
    }

    /// <summary>NoNewPrivileges, CapabilityBoundingSet, PrivateUsers, which maps no supplementary group, and PrivateNetwork of the unit.</summary>
    [Fact]
    public async Task What_the_unit_takes_away_does_not_keep_the_group_from_the_queues()
    {
        Assert.SkipUnless(
            (await Tool.RunAsync("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "unshare", "--user", "--net", "true"])).ExitCode == 0,
            "no user may make a user namespace here, as in a chroot");
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 2, held: 1);
        await using var reading = await ReadingAsync(
            postfix,
            "--reuid=nobody", "--regid=nogroup", "--groups=postdrop", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "unshare", "--user", "--net");
        var read = await reading.ReadAsync();

        Assert.Equal((2, 1), (read.Queues["deferred"].Messages, read.Queues["hold"].Messages));
        Assert.Contains("the queues are read through showq", reading.Daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_directory_that_disappears_leaves_the_last_numbers_with_their_age()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await FillAsync(postfix, deferred: 4, held: 0);
        await using var reading = await ReadingAsync(postfix);
        var before = await reading.ReadAsync();
        Directory.Move(postfix.Spool, postfix.Spool + ".away");
        try
        {
            await Eventually.HoldsAsync(
                "the loss is told", () => reading.Daemon.Log.Contains("the queues cannot be read, trying again: ", StringComparison.Ordinal));

            // The directory may have gone between showq's answer and the count of the one queue that showq does not tell.
            Assert.Equal(
                before.Queues.Where(queue => queue.Key != "corrupt"), (await reading.ReadAsync()).Queues.Where(queue => queue.Key != "corrupt"));
            Assert.Equal("0\n0\n4\n0\n", await reading.Daemon.GetterAsync("--librenms", "mailq"));
        }
        finally
        {
            Directory.Move(postfix.Spool + ".away", postfix.Spool);
        }

        await Eventually.HoldsAsync(
            "it is read again", () => reading.Daemon.Log.Split("the queues are read through showq").Length == 3);
    }

    /// <summary>Makes messages that stay: deferred by their server, then held by postsuper.</summary>
    private static async Task FillAsync(PrivatePostfix postfix, int deferred, int held)
    {
        await postfix.SendAsync(deferred + held, PrivatePostfix.Deferred);
        await FoundAsync(postfix, "deferred", deferred + held);
        foreach (string id in Files(postfix, "deferred").Take(held).Select(Path.GetFileName).OfType<string>().ToArray())
        {
            await postfix.CommandAsync("postsuper", "-h", id);
        }

        await FoundAsync(postfix, "hold", held);
    }

    private static async Task FoundAsync(PrivatePostfix postfix, string queue, int messages) => await Eventually.HoldsAsync(
        $"{messages} files in {queue} and none on the way",
        () => Task.FromResult((Files(postfix, queue).Length, Files(postfix, "active").Length + Files(postfix, "incoming").Length)),
        found => found == (messages, 0));

    private static string[] Files(PrivatePostfix postfix, string queue) =>
        Directory.GetFiles(Path.Combine(postfix.Spool, queue), "*", SearchOption.AllDirectories);

    /// <summary>What postqueue -j lists, summed; the corrupt queue it does not know is counted in the spool.</summary>
    private static async Task<SortedDictionary<string, Queue>> ListedAsync(PrivatePostfix postfix)
    {
        var queues = new SortedDictionary<string, Queue>(StringComparer.Ordinal);
        foreach (string name in Names)
        {
            queues[name] = new Queue(0, 0);
        }

        foreach (string line in (await postfix.CommandAsync("postqueue", "-j")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement message = JsonDocument.Parse(line).RootElement;
            string name = message.GetProperty("queue_name").GetString()!;
            queues[name] = new Queue(queues[name].Messages + 1, queues[name].Octets + message.GetProperty("message_size").GetInt64());
        }

        queues["corrupt"] = new Queue(Files(postfix, "corrupt").Length, 0);
        return queues;
    }

    /// <summary>A column of the table at root.ARC.1, by index, once it has so many rows.</summary>
    private static async Task<OrderedDictionary<string, string>> ColumnAsync(PrivateSnmpd snmpd, int arc, int column, int rows)
    {
        string oid = string.Create(CultureInfo.InvariantCulture, $"{StatsMib.Root}.{arc}.1.1.{column}");
        var values = await Eventually.HoldsAsync($"{rows} rows at {oid}", () => snmpd.Tools.ValuesAsync(oid), found => found.Count == rows);
        return new(values.Select(each => KeyValuePair.Create(each.Key[(oid.Length + 1)..], each.Value)));
    }

    private static string Gauge(string value, string units) =>
        value.StartsWith("Gauge32: ", StringComparison.Ordinal) && value.EndsWith($" {units}", StringComparison.Ordinal) ? value.Split(' ')[1] : $"<{value}>";

    private static async Task<string> Shape(PrivatePostfix postfix)
    {
        string printed = (await Tool.RunAsync("qshape", ["-s", Path.Combine(postfix.Spool, "deferred")])).Succeeded();
        return string.Join(' ', printed.Split('\n').Single(line => line.TrimStart().StartsWith("TOTAL", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }

    private static async Task<QueueDaemon> ReadingAsync(PrivatePostfix postfix, params string[] user)
    {
        var daemon = new QueueDaemon(postfix, user);
        await daemon.StartAsync();
        return daemon;
    }
}
