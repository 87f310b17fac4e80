// The log of a busy mail server, with a writer of our own: every line that was ever written is known.

using System.Globalization;
using System.Text;
using EndToEnd.Tests.Harness;
using PostfixStats.Following;

namespace EndToEnd.Tests.Durability;

/// <summary>
/// Writes realistic lines, no two alike, in pieces that do not end where lines end, and rotates as logrotate does. All lines
/// are written a second time to <see cref="Everything"/>, which is what counting has to come to.
/// </summary>
internal sealed class BusyLog : IDisposable
{
    // Four lines in turn are of one message.
    private static readonly Func<int, int, int, string>[] Shapes =
    [
        (pid, n, host) => $"smtpd[{pid}]: {n / 4:X11}: client=out{host}.example.net[203.0.113.{host}]",
        (pid, n, _) => $"cleanup[{pid}]: {n / 4:X11}: message-id=<{n}@example.net>",
        (pid, n, host) => $"pickup[{pid}]: {n / 4:X11}: uid={host} from=<user{host}>",
        (pid, n, host) => $"smtp[{pid}]: {n / 4:X11}: to=<a{n}@example.net>, relay=mx{host}.example.net[203.0.113.{host}]:25, delay=1, delays=0/0/0.5/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {n:X})",
        (pid, n, host) => $"smtp[{pid}]: {n / 4:X11}: to=<b{n}@example.net>, relay=mx{host}.example.net[203.0.113.{host}]:25, delay=1, delays=0/0/0.5/0.5, dsn=4.2.0, status=deferred (host mx{host}.example.net[203.0.113.{host}] said: 450 4.2.0 greylisted (in reply to RCPT TO command))",
        (pid, n, host) => $"pipe[{pid}]: {n / 4:X11}: to=<c{n}@example.org>, relay=svc{host % 5}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered via svc{host % 5} service)",
        (pid, n, host) => $"smtpd[{pid}]: NOQUEUE: reject: RCPT from unknown[203.0.113.{host}]: 554 5.7.1 <x{n}@elsewhere.example>: Relay access denied; from=<s@invalid.example> to=<x{n}@elsewhere.example> proto=ESMTP helo=<h{host}>",
        (pid, n, host) => $"qmgr[{pid}]: {n / 4:X11}: from=<s{n}@example.net>, size={host}, nrcpt=2 (queue active)",
        (pid, n, _) => $"qmgr[{pid}]: {n / 4:X11}: removed",
    ];

    private readonly Random _random;
    private readonly FileStream _everything;
    private FileStream _log;
    private int _number;

    public BusyLog(string directory, int seed)
    {
        _random = new Random(seed);
        Path = System.IO.Path.Combine(directory, "mail.log");
        Everything = System.IO.Path.Combine(directory, "everything");
        _everything = Append(Everything);
        _log = Append(Path);
    }

    public string Path { get; }

    /// <summary>A file with every line that was ever written.</summary>
    public string Everything { get; }

    public int Rotations { get; private set; }

    /// <summary>Writes so many lines, in pieces of any length.</summary>
    public void Write(int lines)
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++)
        {
            _number++;
            text.Append("Nov 22 10:00:00 mx ")
                .Append(_random.Next(10) == 0 ? "postfix-out/" : "postfix/")
                .Append(Shapes[_random.Next(Shapes.Length)](1000 + (_number % 30000), _number, _number % 250))
                .Append('\n');
        }

        byte[] bytes = Encoding.ASCII.GetBytes(text.ToString());
        _everything.Write(bytes);
        for (int start = 0; start < bytes.Length;)
        {
            int length = Math.Min(bytes.Length - start, _random.Next(1, 6000));

            // As O_APPEND does, which every syslog daemon uses and .NET does not.
            _log.Seek(0, SeekOrigin.End);
            _log.Write(bytes, start, length);
            start += length;
        }
    }

    /// <summary>Rotates in one of the ways, the writer going on in the old file for a while.</summary>
    public void Rotate(bool compress)
    {
        Rotations++;
        Shift();
        if (_random.Next(3) == 0)
        {
            File.Copy(Path, Path + ".1");
            _log.SetLength(0);
        }
        else
        {
            File.Move(Path, Path + ".1");
            if (_random.Next(2) == 0)
            {
                File.WriteAllText(Path, "");
            }

            Write(_random.Next(300));
            Reopen();
        }

        if (compress)
        {
            GzipFile.Replace(Path + ".1");
        }
        else if (_random.Next(2) == 0 && File.Exists(Path + ".2"))
        {
            GzipFile.Replace(Path + ".2");
        }
    }

    /// <summary>Leaves the file that was being written and goes on in the one that has the log's name.</summary>
    public void Reopen()
    {
        _log.Dispose();
        _log = Append(Path);
    }

    /// <summary>What `postfix-statsd count` makes of all lines.</summary>
    public Task<string> CountAsync(params string[] options) => StatsDaemon.CountAsync(Everything, options);

    public void Dispose()
    {
        _log.Dispose();
        _everything.Dispose();
    }

    private static FileStream Append(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);

    private void Shift()
    {
        for (int i = Rotations; i > 0; i--)
        {
            foreach (string ending in (string[])["", ".gz"])
            {
                string from = string.Create(CultureInfo.InvariantCulture, $"{Path}.{i}{ending}");
                if (File.Exists(from))
                {
                    File.Move(from, string.Create(CultureInfo.InvariantCulture, $"{Path}.{i + 1}{ending}"));
                }
            }
        }
    }
}
