// A directory of a test's own, gone when the test is.

namespace EndToEnd.Tests.Harness;

/// <summary>A fresh directory below the system's temporary one, open to read for every user: Postfix drops privileges.</summary>
internal sealed class TempDirectory : IDisposable
{
    public TempDirectory()
    {
        Path = Directory.CreateTempSubdirectory("pfstats-").FullName;
        File.SetUnixFileMode(Path, (UnixFileMode)0x1ED); // 0755
    }

    public string Path { get; }

    /// <summary>The path of a file or directory in it, which need not exist.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a directory in it and returns its path.</summary>
    public string Make(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Writes a file in it and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A server that is just leaving may still write: the rest is for the system's own cleaning.
        }
    }
}
