// An SMTP client that says exactly what a test wants said, and hears every reply.

using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd.Tests.Harness;

/// <summary>One session with an SMTP server, for what smtp-source does not do: being refused and going on.</summary>
internal sealed class SmtpDialogue : IDisposable
{
    private readonly TcpClient _connection;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private SmtpDialogue(TcpClient connection)
    {
        _connection = connection;
        _reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
        _writer = new StreamWriter(connection.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
    }

    /// <summary>Connects and hears the greeting.</summary>
    public static async Task<SmtpDialogue> OpenAsync(int port)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        var dialogue = new SmtpDialogue(connection);
        await dialogue.ReplyAsync();
        return dialogue;
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
