// postfix-statsd as published, run the way its unit runs it.

namespace EndToEnd.Tests.Harness;

/// <summary>The daemon on a log and a state file of a test's own.</summary>
internal sealed class StatsDaemon : IAsyncDisposable
{
    private readonly string[] _arguments;
    private Server? _server;

    /// <param name="state">The path of the state file; its directory exists.</param>
    /// <param name="log">The log to count, from its beginning; null where <paramref name="options"/> name another source.</param>
    /// <param name="agentX">The master's address.</param>
    /// <param name="options">Further options of `run`.</param>
    public StatsDaemon(string state, string? log, string agentX, params string[] options)
    {
        State = state;
        var settings = state + ".json";
        File.WriteAllText(settings, "{}\n");
        string[] source = log is null ? [] : ["--log", log];
        _arguments = ["run", "--config", settings, .. source, "--from-start", "--state", state, "--agentx", agentX, .. options];
    }

    /// <summary>The path of the state file.</summary>
    public string State { get; }

    /// <summary>The text of its configuration file: no setting, unless another is given.</summary>
    public string Settings
    {
        init => File.WriteAllText(State + ".json", value);
    }

    /// <summary>What the daemon wrote to its own log since it was last started.</summary>
    public string Log => Running.Output;

    public int Pid => Running.Pid;

    private Server Running => _server ?? throw new InvalidOperationException("The daemon is stopped.");

    /// <summary>Starts the daemon, also after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    /// <param name="user">Options of setpriv(1) that say as whom; none for this user.</param>
    public void Start(params string[] user)
    {
        if (user.Length == 0)
        {
            _server = new Server(Repository.Daemon, _arguments);
            return;
        }

        // The source tree may stand where nobody else may look, such as in root's home.
        string copy = Path.Combine(Path.GetDirectoryName(State)!, "postfix-statsd");
        File.Copy(Repository.Daemon, copy, overwrite: true);
        _server = new Server("setpriv", [.. user, copy, .. _arguments]);
    }

    /// <summary>Fails when the daemon is gone, with what it said.</summary>
    public void ThrowIfExited() => Running.ThrowIfExited();

    /// <summary>Ends the daemon as a service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        var code = await Running.StopAsync();
        _server = null;
        return code;
    }

    /// <summary>Ends the daemon as a crash does.</summary>
    public async Task KillAsync()
    {
        await Running.KillAsync();
        _server = null;
    }

    /// <summary>Sends a signal, by number.</summary>
    public void Signal(int number) => Running.Signal(number);

    /// <summary>What `postfix-stats-get` prints for this daemon's state.</summary>
    public async Task<string> GetterAsync(params string[] arguments) =>
        (await Tool.RunAsync(Repository.Getter, ["--state", State, .. arguments])).Output;

    /// <summary>What `postfix-statsd count` prints for a log.</summary>
    public static async Task<string> CountAsync(string log, params string[] options) =>
        (await Tool.RunAsync(Repository.Daemon, ["count", log, .. options])).Succeeded();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
