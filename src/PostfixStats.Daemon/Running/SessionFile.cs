// state.agentx: which process the daemon is, and how it stands with snmpd. A master tells nobody whose a registration is, and
// `postfix-statsd check` has to know.
//
//   postfix-stats-agentx 1
//   process 604
//   status WORDS                                    what the daemon's log says of it
//   master unix:/var/agentx/master                  where one was involved
//   registered 1.3.6.1.4.1.8072.9999.9999.2525      for each tree
//
// Lines with another first word belong to a later version and tell nothing here.

using System.Globalization;
using AgentX;

namespace PostfixStats.Daemon.Running;

/// <summary>The file beside the state; it means something while a daemon holds the state's lock.</summary>
/// <param name="state">The path of the state file.</param>
internal sealed class SessionFile(string state)
{
    private const string Magic = "postfix-stats-agentx 1";
    private const string Process = "process ";
    private const string Words = "status ";
    private const string Master = "master ";
    private const string Registered = "registered ";
    private const UnixFileMode Mode = (UnixFileMode)0x1A4; // 0644, as the state is

    /// <summary>Where it is.</summary>
    public string Path { get; } = state + ".agentx";

    /// <summary>Writes down how it stands now. Where that fails there is no file, rather than an old one.</summary>
    public void Write(SubagentStatus status)
    {
        string[] master = status.Address is { } address ? [$"{Master}{address}"] : [];
        string process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        string[] lines = [Magic, $"{Process}{process}", $"{Words}{status.Detail}", .. master, .. status.Registered.Select(each => $"{Registered}{each.Subtree}")];
        string temporary = Path + ".new";
        try
        {
            File.WriteAllLines(temporary, lines);
            File.SetUnixFileMode(temporary, Mode);
            File.Move(temporary, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(temporary);
            Forget(Path);
        }
    }

    /// <summary>What stands there; null where the file cannot be read.</summary>
    public SessionRecord? Read()
    {
        try
        {
            string[] lines = File.ReadAllLines(Path);
            return lines is not [Magic, ..] ? null : new SessionRecord(
                After(lines, Process).FirstOrDefault(""), After(lines, Words).FirstOrDefault(""), After(lines, Master).FirstOrDefault(), [.. After(lines, Registered)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> After(string[] lines, string word) =>
        lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => line[word.Length..]);

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The state in the same directory is in the same trouble, which the log tells of.
        }
    }
}
