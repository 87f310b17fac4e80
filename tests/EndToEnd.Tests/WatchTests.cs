// `postfix-statsd watch` beside a running daemon: on a real pseudo terminal, which tmux(1) has, and on a pipe.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class WatchTests : IAsyncLifetime
{
    private const string End = "watch ended with ";

    private readonly TempDirectory _directory = new();
    private StatsDaemon _daemon = null!;

    private string Log => _directory["mail.log"];

    private string Socket => _directory["tmux"];

    public ValueTask InitializeAsync()
    {
        _directory.Write("mail.log", "");
        _daemon = new StatsDaemon(Path.Combine(_directory.Make("state"), "state"), Log, $"unix:{_directory["nobody"]}");
        _daemon.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("tmux", ["-S", Socket, "kill-server"]);
        await _daemon.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("q", 0)]
    [InlineData("C-c", 0)]
    public async Task A_terminal_shows_rates_in_place_and_is_given_back_as_it_was(string key, int exitCode)
    {
        await SavedAsync();
        await OpenAsync("C.UTF-8");

        await ShowsAsync("  smtp ", "   q quits");
        Receive(3);
        var screen = await ShowsAsync("per minute over the last ", "3 lines since ");
        Assert.Matches("\n  smtp {10,}[1-9][0-9.]*\\b", screen);
        Assert.DoesNotContain("before", screen, StringComparison.Ordinal);
        Assert.Equal("0", (await TmuxAsync("display", "-p", "#{cursor_flag}")).Trim());

        await TmuxAsync("resize-window", "-x", "60", "-y", "10");
        await Eventually.HoldsAsync("the smaller window is filled", ScreenAsync, small => small.Split('\n')[0].EndsWith("q quits", StringComparison.Ordinal) && small.Split('\n')[0].Length == 59);

        await TmuxAsync("send-keys", key);
        screen = await ShowsAsync(End, "the mode is ");
        Assert.StartsWith("before\n" + string.Create(CultureInfo.InvariantCulture, $"{End}{exitCode}\nthe mode is as before\n"), screen, StringComparison.Ordinal);
        Assert.Equal("1", (await TmuxAsync("display", "-p", "#{cursor_flag}")).Trim());
        Assert.Equal("0", (await TmuxAsync("display", "-p", "#{alternate_on}")).Trim());
    }

    [Fact]
    public async Task Colours_are_left_out_where_they_are_not_wanted_and_bars_where_there_are_no_letters_for_them()
    {
        await SavedAsync();
        await OpenAsync("C", "NO_COLOR=1");
        await ShowsAsync("DELIVERED              sent deferred  bounced\n");
        Assert.DoesNotContain('\e', await TmuxAsync("capture-pane", "-e", "-p"));
    }

    [Fact]
    public async Task A_stopped_daemon_is_told_and_one_that_is_back_too()
    {
        await SavedAsync();
        await OpenAsync("C.UTF-8");
        await ShowsAsync("per minute over the last ");
        await _daemon.StopAsync();
        var away = _daemon.State + ".away";
        File.Move(_daemon.State, away);
        await ShowsAsync("there is no state file, the running daemon writes it");
        File.Move(away, _daemon.State);
        _daemon.Start();
        await ShowsAsync("per minute over the last ");
    }

    [Fact]
    public async Task A_pipe_gets_text()
    {
        await SavedAsync();
        Receive(2);
        var block = (await Tool.RunAsync(Repository.Daemon, ["watch", "--state", _daemon.State, "--once", "--interval", "1"])).Succeeded();

        Assert.Matches("^Postfix on [^ ]+ +[-0-9: ]{19}\nper minute over the last [0-9]+ s, as saved [0-9]+ s ago\n\nRECEIVED           accepted\n", block);
        Assert.DoesNotContain('\e', block);
    }

    [Fact]
    public async Task Without_any_right_but_to_read_the_state_it_works()
    {
        await SavedAsync();
        (await Tool.RunAsync("chmod", ["a+rx", _directory["state"], Path.GetDirectoryName(_directory["state"])!])).Succeeded();
        var run = await WatchAsNobodyAsync(_daemon.State);
        Assert.Contains("\nRECEIVED ", run.Succeeded(), StringComparison.Ordinal);

        var closed = _directory.Write("closed", await File.ReadAllTextAsync(_daemon.State, TestContext.Current.CancellationToken));
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        run = await WatchAsNobodyAsync(closed);
        Assert.Equal((77, "", $"postfix-statsd: {closed}: Access to the path '{closed}' is denied\n"), (run.ExitCode, run.Output, run.Error));
    }

    private static Task<ToolResult> WatchAsNobodyAsync(string state) => Tool.RunAsync(
        "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Repository.Daemon, "watch", "--state", state, "--once", "--interval", "1"]);

    /// <summary>A shell that runs it on a terminal of 80 columns and 24 lines.</summary>
    private async Task OpenAsync(string locale, string further = "NOTHING=1")
    {
        var script = _directory.Write(
            "session.sh",
            $"""
            echo before
            stty -g >{_directory["mode"]}
            # Ctrl-C is meant for the program alone.
            trap : INT
            env LC_ALL={locale} {further} {Repository.Daemon} watch --state {_daemon.State}
            echo {End}$?
            if stty -g | cmp -s - {_directory["mode"]}; then echo the mode is as before; else echo the mode is another; fi
            exec sleep 600
            """);
        (await Tool.RunAsync("tmux", ["-u", "-S", Socket, "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sh", script])).Succeeded();
    }

    private async Task<string> TmuxAsync(params string[] arguments) => (await Tool.RunAsync("tmux", ["-u", "-S", Socket, .. arguments])).Succeeded();

    private Task<string> ScreenAsync() => TmuxAsync("capture-pane", "-p");

    private Task<string> ShowsAsync(params string[] texts) => Eventually.HoldsAsync(
        $"the screen shows {string.Join(" and ", texts)}", ScreenAsync, screen => texts.All(text => screen.Contains(text, StringComparison.Ordinal)));

    private Task SavedAsync() => Eventually.HoldsAsync("the daemon has saved", () =>
    {
        _daemon.ThrowIfExited();
        return File.Exists(_daemon.State);
    });

    private void Receive(int mails) => File.AppendAllLines(
        Log, Enumerable.Range(0, mails).Select(each => $"Nov 22 10:00:00 mx postfix/smtpd[1]: 5E5172117{each}: client=a.example[192.0.2.1]"));
}
