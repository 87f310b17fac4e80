// `postfix-statsd watch`: what Postfix is doing, for a person at a terminal.

using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Watching;

namespace PostfixStats.Daemon.Commands;

/// <summary>Shows live rates, from the state file alone.</summary>
internal static class WatchCommand
{
    private const int LongestInterval = 3600;

    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TerminalWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PipeInterval = TimeSpan.FromSeconds(10);

    /// <summary>The first that is set counts (locale(7)).</summary>
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var interval = new Option<string>("--interval")
        {
            Description = "From one frame or block of text to the next (default: 1 on a terminal, else 10)",
            HelpName = "SECONDS",
        };
        var once = new Option<bool>("--once") { Description = "Print one block of text, without colours, and end" };
        var options = new RunOptions();
        var command = new Command("watch", "Show live rates from the state file, on a terminal or as text")
        {
            interval,
            once,
            options.Config,
            options.State,
        };
        command.SetAction(parsed =>
        {
            TimeSpan? pause = parsed.GetValue(interval) is { } text ? ParseInterval(text) : null;
            return Watch(options.Load(parsed).State, pause, parsed.GetValue(once));
        });
        return command;
    }

    private static TimeSpan ParseInterval(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and <= LongestInterval
            ? TimeSpan.FromSeconds(seconds)
            : throw new ExitException(ExitCode.Usage, $"--interval: \"{text}\" is no number of seconds from 1 to {LongestInterval}");

    private static int Watch(string path, TimeSpan? interval, bool once)
    {
        TimeProvider clock = TimeProvider.System;
        bool onTerminal = !once && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        TimeSpan pause = interval ?? (onTerminal ? TerminalInterval : PipeInterval);
        TimeSpan window = onTerminal && pause < TerminalWindow ? TerminalWindow : pause;
        var state = new FollowedState(path, clock);
        var watcher = new Watcher(state, window, clock, Environment.MachineName);
        watcher.Look();
        if (state.Trouble is { } trouble)
        {
            throw new ExitException(state.TroubleCode, $"{path}: {trouble}");
        }

        using var events = new WatchEvents(clock);
        try
        {
            if (onTerminal)
            {
                Show(new WatchTerminal(watcher, pause, Shape(), Terminal.Size, Terminal.Write), events);
            }
            else
            {
                Print(new WatchBlocks(watcher, pause, once, Terminal.Write), events);
            }
        }
        catch (IOException)
        {
            // Nobody looks any more: the pipe is closed, or the terminal is gone.
            return ExitCode.Ok;
        }

        return once && watcher.Trouble is not null ? ExitCode.Findings : ExitCode.Ok;
    }

    private static void Print(WatchBlocks blocks, WatchEvents events)
    {
        while (events.Take() != WatchEvent.Quit && blocks.Tick())
        {
        }
    }

    private static void Show(WatchTerminal terminal, WatchEvents events)
    {
        events.On(PosixSignal.SIGWINCH, WatchEvent.Resize);
        events.On(PosixSignal.SIGTSTP, WatchEvent.Stop);
        events.On(PosixSignal.SIGCONT, WatchEvent.Continue);
        byte[]? mode = Terminal.ReadKeys();
        if (mode is not null)
        {
            events.ReadKeys();
        }

        terminal.Enter();
        try
        {
            for (WatchEvent each = events.Take(); each != WatchEvent.Quit; each = events.Take())
            {
                switch (each)
                {
                    case WatchEvent.Tick:
                        terminal.Tick();
                        break;
                    case WatchEvent.Stop:
                        GiveBack(terminal, mode);
                        Terminal.Stop();
                        TakeAgain(terminal);
                        break;
                    case WatchEvent.Continue:
                        TakeAgain(terminal);
                        break;
                    default:
                        terminal.Draw();
                        break;
                }
            }
        }
        finally
        {
            GiveBack(terminal, mode);
        }
    }

    /// <summary>Whoever had the terminal meanwhile has left it as he likes it.</summary>
    private static void TakeAgain(WatchTerminal terminal)
    {
        Terminal.ReadKeys();
        terminal.Enter();
        terminal.Draw();
    }

    private static void GiveBack(WatchTerminal terminal, byte[]? mode)
    {
        if (mode is not null)
        {
            Terminal.Restore(mode);
        }

        terminal.Leave();
    }

    /// <summary>What this person's terminal and wishes allow (no-color.org).</summary>
    private static WatchShape Shape()
    {
        string characters = LocaleVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(each => !string.IsNullOrEmpty(each)) ?? "";
        return new WatchShape(
            Width: 0,
            Height: 0,
            Colours: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Bars: characters.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || characters.Contains("UTF8", StringComparison.OrdinalIgnoreCase),
            Keys: !Console.IsInputRedirected);
    }
}
