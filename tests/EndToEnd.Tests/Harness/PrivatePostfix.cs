// A real Postfix for one test: its own configuration, queue, log and ports; the host's own stays untouched.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>A running mail system on loopback, with a remote server for each way in which a delivery can end.</summary>
internal sealed class PrivatePostfix : IAsyncDisposable
{
    /// <summary>The domain of a server that takes all mail; bounces go there too.</summary>
    public const string GoodDomain = "good.test";

    /// <summary>A recipient whose server takes the mail.</summary>
    public const string Good = "someone@" + GoodDomain;

    /// <summary>A recipient whose server answers 4xx.</summary>
    public const string Deferred = "someone@deferred.test";

    /// <summary>A recipient whose server answers 5xx.</summary>
    public const string Bounced = "someone@bounced.test";

    /// <summary>A recipient whose mail goes through the pipe(8) service <see cref="PipeService"/>.</summary>
    public const string Piped = "someone@pipe.test";

    /// <summary>The name of the pipe(8) service in master.cf.</summary>
    public const string PipeService = "legal";

    /// <summary>A recipient whose server is our own smtpd(8) for clients with a password: it wants TLS, and then refuses.</summary>
    public const string Encrypted = "someone@encrypted.test";

    /// <summary>A recipient with a mailbox here.</summary>
    public const string Local = "clerk@local.test";

    /// <summary>A recipient here whose mail an alias forwards to <see cref="Good"/>.</summary>
    public const string Forwarded = "absent@local.test";

    /// <summary>A recipient whom our own smtpd(8) refuses with 450.</summary>
    public const string Later = "later@local.test";

    /// <summary>The sender of all mail.</summary>
    public const string Sender = "sender@" + GoodDomain;

    private readonly TempDirectory _directory = new();
    private readonly List<SmtpSink> _sinks = [];
    private bool _started;

    private PrivatePostfix(string name)
    {
        Name = name;
    }

    /// <summary>What its lines begin with (syslog_name).</summary>
    public string Name { get; }

    /// <summary>The port of the smtpd(8) for clients with a password, over TLS alone; its tag names the service "submission".</summary>
    public int SubmissionPort { get; } = FreePort.Next();

    /// <summary>The port of postscreen(8), which wants two seconds of silence from a client.</summary>
    public int ScreenedPort { get; } = FreePort.Next();

    /// <summary>The log, written by Postfix's own logger.</summary>
    public string LogPath => _directory["mail.log"];

    /// <summary>The port of the smtpd(8) that takes mail for everywhere.</summary>
    public int RelayPort { get; } = FreePort.Next();

    /// <summary>The port of the smtpd(8) that takes mail for <see cref="Local"/> only.</summary>
    public int ClosedPort { get; } = FreePort.Next();

    /// <summary>The port of an smtpd(8) whose mail goes through a content filter after the queue, one that changes nothing.</summary>
    public int FilteredPort { get; } = FreePort.Next();

    /// <summary>The port of an smtpd(8) that hands its mail to that content filter before the queue.</summary>
    public int ProxiedPort { get; } = FreePort.Next();

    /// <summary>The port of the smtpd(8) that takes mail back from the content filter. The filter is nothing else.</summary>
    public int ReinjectionPort { get; } = FreePort.Next();

    /// <summary>The configuration directory, for Postfix's commands.</summary>
    public string ConfigurationDirectory => _directory["etc"];

    /// <summary>The queue directory.</summary>
    public string Spool => _directory["spool"];

    /// <summary>Starts the mail system and its remote servers.</summary>
    /// <param name="name">What its lines begin with.</param>
    public static async Task<PrivatePostfix> StartAsync(string name = "postfix")
    {
        var postfix = new PrivatePostfix(name);
        try
        {
            await postfix.LaunchAsync();
            return postfix;
        }
        catch
        {
            await postfix.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends messages over SMTP, and returns when Postfix has taken all of them.</summary>
    /// <param name="messages">How many.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="copies">How many recipients each has; above 1 they are told apart by a number before the name.</param>
    /// <param name="port">Which smtpd(8) to; <see cref="RelayPort"/> by default.</param>
    public async Task SendAsync(int messages, string recipient, int copies = 1, int? port = null) =>
        (await Tool.RunAsync("/usr/sbin/smtp-source",
        [
            "-m", Text(messages), "-r", Text(copies), "-f", Sender, "-t", recipient, "-M", "client.example.test",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port ?? RelayPort}"),
        ])).Succeeded();

    /// <summary>Hands one message to sendmail(1).</summary>
    /// <param name="recipient">To whom.</param>
    /// <param name="subject">What it is about; see <see cref="PostfixConfiguration.HeaderChecks"/>.</param>
    /// <param name="options">Further options of sendmail.</param>
    public async Task SubmitAsync(string recipient, string subject = "a test", params string[] options) =>
        (await Tool.RunAsync(
            "/usr/sbin/sendmail",
            ["-C", ConfigurationDirectory, "-f", Sender, .. options, recipient],
            input: $"Subject: {subject}\n\nOne line of text.\n")).Succeeded();

    /// <summary>Gives a client of <see cref="SubmissionPort"/> a password.</summary>
    public async Task AddUserAsync(string user, string password)
    {
        (await Tool.RunAsync("saslpasswd2", ["-p", "-c", "-f", _directory["etc/sasldb2"], "-u", "example.test", user], input: password)).Succeeded();
        await OwnAsync("postfix", _directory["etc/sasldb2"]);
    }

    /// <summary>How many lines of the log have <paramref name="text"/>.</summary>
    public int Logged(string text) =>
        File.Exists(LogPath) ? File.ReadLines(LogPath).Count(line => line.Contains(text, StringComparison.Ordinal)) : 0;

    /// <summary>Waits until exactly so many lines of the log have <paramref name="text"/>.</summary>
    public Task LogsAsync(int lines, string text) =>
        Eventually.HoldsAsync($"{lines} log lines with \"{text}\"", () => Task.FromResult(Logged(text)), count => count == lines);

    /// <summary>Runs one of Postfix's commands, such as `postqueue -f`, on this mail system.</summary>
    public async Task<string> CommandAsync(string program, params string[] arguments) =>
        (await Tool.RunAsync($"/usr/sbin/{program}", ["-c", ConfigurationDirectory, .. arguments])).Succeeded();

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            // It returns when the master process has given up its lock.
            await Tool.RunAsync("/usr/sbin/postfix", ["-c", ConfigurationDirectory, "stop"]);
        }

        foreach (var sink in _sinks)
        {
            await sink.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task LaunchAsync()
    {
        var routes = new Dictionary<string, string>
        {
            [GoodDomain] = await SinkAsync(SinkManners.Accepting),
            [DomainOf(Deferred)] = await SinkAsync(SinkManners.Refusing4xx),
            [DomainOf(Bounced)] = await SinkAsync(SinkManners.Refusing5xx),
            [DomainOf(Piped)] = PipeService + ":",
            [DomainOf(Encrypted)] = string.Create(CultureInfo.InvariantCulture, $"encrypted:[127.0.0.1]:{SubmissionPort}"),
        };
        _directory.Make("etc");

        // The SASL library reads its files when smtpd is no longer root.
        File.SetUnixFileMode(_directory.Path, File.GetUnixFileMode(_directory.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        _directory.Make("spool");
        await OwnAsync("postfix", _directory.Make("data"));
        await OwnAsync("nobody", _directory.Make("mailbox"));
        _directory.Write("etc/main.cf", PostfixConfiguration.MainFile(_directory, Name, routes));
        _directory.Write("etc/master.cf", PostfixConfiguration.MasterFile(this));
        _directory.Write("etc/header_checks", PostfixConfiguration.HeaderChecks);

        // Where Debian's Postfix looks for it.
        _directory.Make("etc/sasl");
        _directory.Write("etc/tls.pem", SelfSigned.Pem("mx.example.test"));
        _directory.Write(
            "etc/sasl/smtpd.conf",
            $"pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: {_directory["etc/sasldb2"]}\n");

        _started = true;
        await CommandAsync("postfix", "start");
    }

    private static async Task OwnAsync(string user, string path) => (await Tool.RunAsync("chown", [user, path])).Succeeded();

    private async Task<string> SinkAsync(SinkManners manners)
    {
        var sink = await SmtpSink.StartAsync(manners);
        _sinks.Add(sink);
        return string.Create(CultureInfo.InvariantCulture, $"smtp:[127.0.0.1]:{sink.Port}");
    }

    /// <summary>The part of an address after the at sign.</summary>
    internal static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Offers one recipient to an smtpd(8), and returns the code of its reply.</summary>
    public static async Task<int> OfferAsync(int port, string recipient)
    {
        using var client = await SmtpDialogue.OpenAsync(port);
        await client.SayAsync("HELO client.example.test");
        await client.SayAsync($"MAIL FROM:<{Sender}>");
        var code = await client.SayAsync($"RCPT TO:<{recipient}>");
        await client.SayAsync("QUIT");
        return code;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
