// May the daemon write its state, and may snmpd's user read it?

namespace PostfixStats.Daemon.Checking;

/// <summary>Looks at the state directory.</summary>
internal static class StateCheck
{
    private const string Subject = "state";

    /// <summary>The users that snmpd runs as, by distribution.</summary>
    private static readonly string[] SnmpdUsers = ["Debian-snmp", "snmp"];

    /// <summary>One finding for writing and one for reading.</summary>
    public static IEnumerable<Finding> Look(CheckContext context)
    {
        string state = context.Settings.State;
        string directory = Path.GetDirectoryName(state)!;
        string daemon = context.Daemon.Name;
        string make = $"install -d -m 0755 -o {daemon} -g {daemon} {directory}";
        if (!Directory.Exists(directory))
        {
            return [Finding.Bad(Subject, $"the directory {directory} does not exist", make)];
        }

        if (Directory.Exists(state))
        {
            return [Finding.Bad(Subject, $"{state} is a directory, and the state is a file", $"\"state\": \"{Path.Combine(state, "state")}\" in {CheckContext.IntoEffect}")];
        }

        var findings = new List<Finding>
        {
            FilePermissions.CanWriteIn(context.Daemon, directory)
                ? Finding.Good(Subject, $"{directory} is writable by {daemon}")
                : Finding.Bad(Subject, $"{directory} is not writable by {daemon}: it is {FilePermissions.Describe(directory)}", make),
        };
        if (SnmpdUsers.Select(Account.Find).FirstOrDefault(account => account is not null) is { } snmpd && File.Exists(state))
        {
            findings.Add(FilePermissions.CanRead(snmpd, state)
                ? Finding.Good(Subject, $"{state} is readable by {snmpd.Name}, so that exec lines work")
                : Unreadable(snmpd, state));
        }

        return findings;
    }

    private static Finding Unreadable(Account snmpd, string state)
    {
        string place = FilePermissions.ClosedPlace(snmpd, state);
        return Finding.Bad(
            Subject,
            $"{state} may not be read by {snmpd.Name}, so exec lines fail: {place} is {FilePermissions.Describe(place)}",
            $"chmod {(Directory.Exists(place) ? "0755" : "0644")} {place}");
    }
}
