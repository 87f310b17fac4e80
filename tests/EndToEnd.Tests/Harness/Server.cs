// A server that a test starts in the foreground and stops by its pid.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Tests.Harness;

/// <summary>A long-running child process whose output is kept for the moment it is needed.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private const int SignalTerminate = 15;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string _name;

    public Server(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        _name = Path.GetFileName(program);
        var start = Tool.Prepare(program, arguments, environment);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it printed so far, on either stream.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Fails when the server is gone, with what it said.</summary>
    public void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{_name} ended with {_process.ExitCode}:\n{Output}");
        }
    }

    /// <summary>Sends a signal, by number.</summary>
    public void Signal(int number)
    {
        if (!_process.HasExited && Kill(_process.Id, number) != 0)
        {
            throw new InvalidOperationException($"{_name} cannot be signalled.");
        }
    }

    /// <summary>Asks the server to leave and returns its exit code; the deadline over, it is killed.</summary>
    public async Task<int> StopAsync()
    {
        Signal(SignalTerminate);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new TimeoutException($"{_name} did not leave when it was told to:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>Ends the server without warning, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
