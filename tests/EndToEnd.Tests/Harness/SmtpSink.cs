// Postfix's smtp-sink: a mail server that throws away what it accepts.

using System.Globalization;
using System.Net.Sockets;

namespace EndToEnd.Tests.Harness;

/// <summary>The remote mail server of a test.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly Server _server;

    private SmtpSink(SinkManners manners)
    {
        Port = FreePort.Next();
        string[] refusal = manners switch
        {
            SinkManners.Refusing4xx => ["-r", "rcpt"],
            SinkManners.Refusing5xx => ["-f", "rcpt"],
            _ => [],
        };

        // Run by root, it wants to be told whom to become.
        _server = new Server("/usr/sbin/smtp-sink", ["-u", "nobody", .. refusal, Address, "100"]);
    }

    public int Port { get; }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts a sink and waits until it takes connections.</summary>
    public static async Task<SmtpSink> StartAsync(SinkManners manners)
    {
        var sink = new SmtpSink(manners);
        await Eventually.HoldsAsync("smtp-sink listens", sink.Listens);
        return sink;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private bool Listens()
    {
        _server.ThrowIfExited();
        try
        {
            using var probe = new TcpClient();
            probe.Connect("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
