// An SMTP client that says exactly what a test wants said, and hears every reply.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd.Tests.Harness;

/// <summary>One session with an SMTP server, for what smtp-source does not do: being refused and going on.</summary>
internal sealed class SmtpDialogue : IDisposable
{
    private readonly TcpClient _connection;
    private StreamReader _reader;
    private StreamWriter _writer;

    private SmtpDialogue(TcpClient connection)
    {
        _connection = connection;
        Use(connection.GetStream());
    }

    /// <summary>Connects and hears the greeting.</summary>
    public static async Task<SmtpDialogue> OpenAsync(int port)
    {
        var dialogue = await ConnectAsync(port);
        await dialogue.ReplyAsync();
        return dialogue;
    }

    /// <summary>Connects, and does not wait for the greeting.</summary>
    public static async Task<SmtpDialogue> ConnectAsync(int port)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return new SmtpDialogue(connection);
    }

    /// <summary>Goes on encrypted (STARTTLS), whoever signed the server's certificate.</summary>
    public async Task StartTlsAsync()
    {
        Assert.Equal(220, await SayAsync("STARTTLS"));
        var encrypted = new SslStream(_connection.GetStream());
        await encrypted.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "mx.example.test", RemoteCertificateValidationCallback = (_, _, _, _) => true },
            TestContext.Current.CancellationToken);
        Use(encrypted);
    }

    /// <summary>Says one line and returns the code of the reply.</summary>
    public async Task<int> SayAsync(string line)
    {
        await _writer.WriteLineAsync(line.AsMemory(), TestContext.Current.CancellationToken);
        return await ReplyAsync();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _connection.Dispose();
    }

    [MemberNotNull(nameof(_reader), nameof(_writer))]
    private void Use(Stream stream)
    {
        _reader = new StreamReader(stream, Encoding.Latin1);
        _writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
    }

    private async Task<int> ReplyAsync()
    {
        while (true)
        {
            var line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException("The server hung up.");
            if (line.Length < 4 || line[3] != '-')
            {
                return int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture);
            }
        }
    }
}
