// What the shells offer when a person types one of our commands and presses Tab: the real shells, asked.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

public sealed class CompletionTests : IDisposable
{
    private static readonly string Completion = Path.Combine(Repository.Root, "deploy", "completion");
    private static readonly string Drivers = Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "Packaging");

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_commands_are_those_of_the_help(string shell)
    {
        var help = (await Tool.RunAsync(Repository.Daemon, ["--help"])).Succeeded();
        string[] commands = [.. help[help.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .Order(StringComparer.Ordinal)];

        Assert.Contains("watch", commands);
        Assert.Equal(commands, await AskAsync(shell, "postfix-statsd "));
        await OffersAsync(shell, "postfix-statsd w", "watch");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_options_are_those_of_the_help(string shell, string command)
    {
        string[] words = command.Split(' ');
        var help = (await Tool.RunAsync(Path.Combine(Path.GetDirectoryName(Repository.Daemon)!, words[0]), [.. words[1..], "--help"])).Succeeded();
        string[] options = [.. help
            .Split([' ', '\n', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)];

        Assert.Contains("--help", options);
        Assert.Equal(options, await AskAsync(shell, command + " --"));
    }

    public static TheoryData<string, string> Commands()
    {
        var data = new TheoryData<string, string>();
        foreach (var shell in new[] { "bash", "zsh", "fish" })
        {
            data.Add(shell, "postfix-statsd");
            data.Add(shell, "postfix-stats-get");
            foreach (var command in new[] { "run", "count", "check", "mib", "pass-persist", "reset", "watch" })
            {
                data.Add(shell, "postfix-statsd " + command);
            }
        }

        return data;
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Values_that_are_a_closed_list_are_offered(string shell)
    {
        await OffersAsync(shell, "postfix-statsd run --log-level ", "debug", "error", "info", "trace", "warning");
        await OffersAsync(shell, "postfix-statsd --log-level i", "info");
        await OffersAsync(shell, "postfix-statsd count --format ", "json", "text");
        await OffersAsync(shell, "postfix-stats-get --librenms ", "mailq", "postfixdetailed");
        await OffersAsync(shell, "postfix-statsd watch --interval ");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Files_are_offered_where_one_is_wanted(string shell)
    {
        _directory.Write("mail.log", "");
        var log = _directory["mail.log"];
        foreach (var line in new[] { "postfix-statsd count ", "postfix-statsd --log ", "postfix-statsd watch --state ", "postfix-stats-get --state " })
        {
            // zsh says the name alone, for it adds it to the directory that stands there.
            await OffersAsync(shell, line + log[..^2], shell == "zsh" ? "mail.log" : log);
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_getter_is_asked_for_the_keys_that_have_counted(string shell)
    {
        _directory.Make("state");
        await using var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), Repository.SampleLog, $"unix:{_directory["nobody"]}");
        daemon.Start();
        var keys = await Eventually.HoldsAsync(
            "the sample is counted",
            () => daemon.GetterAsync("--all", "--details", "--messages"),
            all => all.Contains("\nsent:virtual ", StringComparison.Ordinal));
        string[] names = [.. keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];

        Assert.Equal(names, await AskAsync(shell, $"postfix-stats-get --state {daemon.State} "));
        // bash's readline holds the part up to the colon for another word.
        Assert.Equal(
            names.Where(name => name.StartsWith("sent:l", StringComparison.Ordinal)).Select(name => shell == "bash" ? name["sent:".Length..] : name),
            await AskAsync(shell, $"postfix-stats-get --state={daemon.State} sent:l"));
    }

    private static async Task OffersAsync(string shell, string line, params string[] expected) =>
        Assert.Equal(expected, await AskAsync(shell, line));

    private static async Task<string[]> AskAsync(string shell, string line)
    {
        var program = line.Split(' ')[0];
        string[] arguments = shell switch
        {
            "bash" => ["--norc", Path.Combine(Drivers, "complete.bash"), Path.Combine(Completion, "bash", program), line],
            "zsh" => ["-f", Path.Combine(Drivers, "complete.zsh"), Path.Combine(Completion, "zsh"), line],
            _ => ["--no-config", Path.Combine(Drivers, "complete.fish"), Path.Combine(Completion, "fish", program + ".fish"), line],
        };
        var path = $"{Path.GetDirectoryName(Repository.Daemon)}:{Environment.GetEnvironmentVariable("PATH")}";
        var environment = new Dictionary<string, string> { ["PATH"] = path, ["TERM"] = "xterm" };
        return (await Tool.RunAsync(shell, arguments, environment)).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
