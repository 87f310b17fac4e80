using System.Text;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>A host that takes away what the daemon needs, and gives it back.</summary>
public class HostileHostTests
{
    private const string NotWritten = "the state cannot be written";
    private const string WrittenAgain = "the state is written again";

    [Theory]
    [InlineData("full")]
    [InlineData("read-only")]
    public async Task A_disk_that_takes_nothing_for_a_while_costs_nothing(string trouble)
    {
        using var temp = new TempDirectory();
        using var log = new BusyLog(temp.Make("log"), 1);
        await using MountNamespace disk = await MountNamespace.MountAsync(temp.Make("disk"), 256 * 1024);
        string settings = temp.Write("settings.json", "{}\n");
        string[] command = disk.Inside(
            Repository.Daemon, "run", "--config", settings, "--log", log.Path, "--from-start",
            "--state", Path.Combine(temp["disk"], "state"), "--agentx", $"unix:{temp["nobody"]}");
        await using var daemon = new Server("nsenter", command);
        log.Write(1000);
        await CountedAsync(log, disk);

        string before = await log.CountAsync();
        if (trouble == "full")
        {
            disk.Fill();
        }
        else
        {
            await disk.RemountAsync("ro");
        }

        log.Write(1000);
        await Eventually.HoldsAsync("the notice", () => daemon.Output.Contains(NotWritten, StringComparison.Ordinal));
        log.Rotate(compress: true);
        log.Write(1000);
        Assert.Equal(before, await GetAsync(disk));

        // A kill in that condition: what was counted since is counted again.
        await daemon.KillAsync();
        if (trouble == "full")
        {
            disk.MakeRoom();
        }
        else
        {
            await disk.RemountAsync("rw");
        }

        await using var second = new Server("nsenter", command);
        await CountedAsync(log, disk);
        Assert.Equal(1, Count(daemon.Output, NotWritten));
    }

    [Fact]
    public async Task Room_on_a_full_disk_is_used_without_a_restart()
    {
        using var temp = new TempDirectory();
        using var log = new BusyLog(temp.Make("log"), 2);
        await using MountNamespace disk = await MountNamespace.MountAsync(temp.Make("disk"), 256 * 1024);
        string settings = temp.Write("settings.json", "{}\n");
        await using var daemon = new Server("nsenter", disk.Inside(
            Repository.Daemon, "run", "--config", settings, "--log", log.Path, "--from-start",
            "--state", Path.Combine(temp["disk"], "state"), "--agentx", $"unix:{temp["nobody"]}"));
        log.Write(100);
        await CountedAsync(log, disk);

        disk.Fill();
        log.Write(100);
        await Eventually.HoldsAsync("the notice", () => daemon.Output.Contains(NotWritten, StringComparison.Ordinal));
        disk.MakeRoom();
        await CountedAsync(log, disk);
        await Eventually.HoldsAsync("the all-clear", () => daemon.Output.Contains(WrittenAgain, StringComparison.Ordinal));
        await disk.RemountAsync("ro");
        log.Write(100);
        await Eventually.HoldsAsync("the second notice", () => Count(daemon.Output, NotWritten) == 2);
        await disk.RemountAsync("rw");
        await CountedAsync(log, disk);

        Assert.Equal(2, Count(daemon.Output, NotWritten));
    }

    [Fact]
    public async Task A_log_on_a_full_disk_is_counted_as_far_as_it_could_be_written()
    {
        using var temp = new TempDirectory();
        await using MountNamespace disk = await MountNamespace.MountAsync(temp.Make("disk"), 256 * 1024);
        string settings = temp.Write("settings.json", "{}\n");
        string state = Path.Combine(temp.Make("state"), "state");
        await using var daemon = new Server("nsenter", disk.Inside(
            Repository.Daemon, "run", "--config", settings, "--log", Path.Combine(temp["disk"], "mail.log"), "--from-start",
            "--state", state, "--agentx", $"unix:{temp["nobody"]}"));
        await Eventually.HoldsAsync("the first state", () => File.Exists(state));

        WriteUntilFull(disk["mail.log"], 1, 100);
        disk.Fill();
        WriteUntilFull(disk["mail.log"], 101, int.MaxValue);
        disk.MakeRoom();
        WriteUntilFull(disk["mail.log"], 10_000, 10_100);
        File.Move(disk["mail.log"], disk["mail.log.1"]);
        WriteUntilFull(disk["mail.log"], 10_101, 10_200);

        string expected = (await Tool.RunAsync(Repository.Daemon, ["count", disk["mail.log.1"], disk["mail.log"]])).Succeeded();
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => GetAsync(state)));
        Assert.Contains("\ngaps 0\n", await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_may_not_be_read_is_waited_for()
    {
        using var temp = new TempDirectory();
        File.SetUnixFileMode(temp.Path, (UnixFileMode)0x1FF);
        using var log = new BusyLog(temp.Make("log"), 3);
        string state = temp.Make("state");
        File.SetUnixFileMode(state, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(log.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string settings = temp.Write("settings.json", "{}\n");

        // The source tree may stand where another user cannot go.
        string program = temp["postfix-statsd"];
        File.Copy(Repository.Daemon, program);
        await using var daemon = new Server("setpriv", [
            "--reuid=65534", "--regid=65534", "--clear-groups", program, "run", "--config", settings, "--log", log.Path,
            "--from-start", "--state", Path.Combine(state, "state"), "--agentx", $"unix:{temp["nobody"]}"]);
        log.Write(100);
        await Eventually.HoldsAsync("the notice", () => daemon.Output.Contains("cannot be read", StringComparison.Ordinal));

        File.SetUnixFileMode(log.Path, (UnixFileMode)0x1A4);
        await ExactAsync(log, () => GetAsync(Path.Combine(state, "state")));

        // Rotation takes the permission away again.
        File.Move(log.Path, log.Path + ".1");
        log.Write(100);
        log.Reopen();
        File.SetUnixFileMode(log.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        log.Write(100);
        await Eventually.HoldsAsync("the second notice", () => Count(daemon.Output, "cannot be read") == 2);
        File.SetUnixFileMode(log.Path, (UnixFileMode)0x1A4);
        await ExactAsync(log, () => GetAsync(Path.Combine(state, "state")));
        daemon.ThrowIfExited();
    }

    [Fact]
    public async Task Two_daemons_do_not_share_a_state()
    {
        using var temp = new TempDirectory();
        string log = temp.Write("mail.log", "");
        await using var first = new StatsDaemon(temp["state"], log, $"unix:{temp["nobody"]}");
        first.Start();
        await Eventually.HoldsAsync("the first state", () => File.Exists(first.State));

        ToolResult second = await Tool.RunAsync(
            Repository.Daemon, ["run", "--config", first.State + ".json", "--log", log, "--state", first.State]);

        Assert.Equal(75, second.ExitCode);
        Assert.Equal(1, Count(second.Error, "\n"));
        first.ThrowIfExited();
    }

    /// <summary>Writes numbered lines until there is no room: the last one may be there by half.</summary>
    private static void WriteUntilFull(string path, int first, int last)
    {
        using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        try
        {
            for (int i = first; i <= last; i++)
            {
                log.Write(Encoding.ASCII.GetBytes($"Nov 22 10:00:00 mx postfix/pickup[{i}]: 5E51721173E: uid=0 from=<root>\n"));
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static Task CountedAsync(BusyLog log, MountNamespace disk) => ExactAsync(log, () => GetAsync(disk));

    private static async Task ExactAsync(BusyLog log, Func<Task<string>> get)
    {
        string expected = await log.CountAsync();
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, get));
    }

    private static Task<string> GetAsync(MountNamespace disk) => GetAsync(disk["state"]);

    private static async Task<string> GetAsync(string state) =>
        (await Tool.RunAsync(Repository.Getter, ["--state", state, "--all"])).Output;

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
