// A log of two lines in a directory of its own, and a daemon that counts it.

using PostfixStats.Daemon.Collecting.Model;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

internal sealed class CollectedLog : IDisposable
{
    public const string Line =
        "Nov 22 10:00:00 mx postfix/local[1]: 5E51721173E: to=<a@b.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n";

    private int _number;

    public CollectedLog()
    {
        Daemon = new DaemonUnderTest(State, Path);
        Write(2);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("pfstats-collect-").FullName;

    public string Path => System.IO.Path.Combine(Directory, "mail.log");

    public string State => System.IO.Path.Combine(Directory, "state", "state");

    public DaemonUnderTest Daemon { get; }

    public void StartAndSettle()
    {
        Daemon.Start();
        Daemon.Settle();
        Assert.Equal(2, Sent());
    }

    /// <summary>What is shown.</summary>
    public long Sent() => Daemon.Latest.Counters.Named()["sent:local"];

    /// <summary>What is in the state file.</summary>
    public long Saved()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(File.ReadAllBytes(State), out ReadOnlySpan<byte> records));
        Assert.True(StateText.TryGetTotal(records, "sent:local"u8, out ulong value));
        return (long)value;
    }

    public void Write(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            File.AppendAllText(Path, Line.Replace("[1]", $"[{++_number}]", StringComparison.Ordinal));
        }
    }

    /// <summary>Damages the current copy alone, as a disk does: the copies are different files.</summary>
    public void DamageState()
    {
        byte[] text = File.ReadAllBytes(State);
        text[text.Length / 2] ^= 1;
        File.Delete(State);
        File.WriteAllBytes(State, text);
    }

    public void Dispose()
    {
        Daemon.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
