// What snmpd's configuration says about AgentX and about who sees what (snmpd.conf(5)).

namespace PostfixStats.Daemon.Checking;

/// <summary>The directives of snmpd.conf and of the files it includes.</summary>
internal sealed class SnmpdConfiguration
{
    private readonly List<string[]> _directives = [];

    private SnmpdConfiguration(IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            Read(file, depth: 0);
        }
    }

    /// <summary>Where net-snmp looks, in its order.</summary>
    public static IReadOnlyList<string> UsualFiles { get; } =
        ["/etc/snmp/snmpd.conf", "/etc/snmp/snmpd.local.conf", "/usr/share/snmp/snmpd.conf", "/var/lib/snmp/snmpd.conf"];

    /// <summary>Reads what can be read.</summary>
    /// <returns>Null where there is no configuration that this user may read.</returns>
    public static SnmpdConfiguration? Load(IReadOnlyList<string> files)
    {
        try
        {
            string[] present = [.. files.Where(File.Exists)];
            return present.Length > 0 ? new SnmpdConfiguration(present) : null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether snmpd is told to be an AgentX master.</summary>
    public bool IsMaster => _directives.Any(words => words.Length > 1
        && words[0].Equals("master", StringComparison.OrdinalIgnoreCase)
        && words[1].ToUpperInvariant() is "AGENTX" or "ON" or "YES" or "ALL");

    /// <summary>The views that restrict every access to this snmpd which is configured; empty where one access sees everything.</summary>
    public IReadOnlyList<string> RestrictingViews()
    {
        var views = new List<string>();
        foreach (string[] words in _directives)
        {
            switch (words[0].ToUpperInvariant())
            {
                case "ROCOMMUNITY" or "RWCOMMUNITY" or "ROCOMMUNITY6" or "RWCOMMUNITY6" or "ROUSER" or "RWUSER":
                    // An access without a view sees everything, unless it is held to one subtree.
                    int option = Array.IndexOf(words, "-V");
                    if (option >= 0 && option + 1 < words.Length)
                    {
                        views.Add(words[option + 1]);
                    }
                    else if (words.Length < 4)
                    {
                        return [];
                    }

                    break;
                case "ACCESS" when words.Length > 6:
                    views.Add(words[6]);
                    break;
            }
        }

        return [.. views.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a view shows a subtree: its longest entry that contains the subtree decides.</summary>
    public bool Shows(string view, string oid)
    {
        int longest = -1;
        bool shown = false;
        foreach (string[] words in _directives)
        {
            if (words.Length >= 4 && words[0].Equals("view", StringComparison.OrdinalIgnoreCase) && words[1] == view
                && Normal(words[3]) is { } subtree && IsWithin(oid, subtree) && subtree.Length > longest)
            {
                longest = subtree.Length;
                shown = words[2].StartsWith("incl", StringComparison.OrdinalIgnoreCase);
            }
        }

        return shown;
    }

    private static bool IsWithin(string oid, string subtree) =>
        subtree.Length == 0 || oid == subtree || oid.StartsWith(subtree + ".", StringComparison.Ordinal);

    /// <summary>An OID as digits without a leading dot; the names that views are commonly written with are translated.</summary>
    private static string? Normal(string oid)
    {
        string text = oid.TrimStart('.');
        return text switch
        {
            "iso" or "1" => "1",
            "internet" => "1.3.6.1",
            "private" => "1.3.6.1.4",
            "enterprises" => "1.3.6.1.4.1",
            _ when text.All(each => each is '.' or (>= '0' and <= '9')) => text,
            _ => null,
        };
    }

    private void Read(string file, int depth)
    {
        // A file may include itself.
        if (depth > 8)
        {
            return;
        }

        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            _directives.Add(words);
            if (words.Length < 2)
            {
                continue;
            }

            if (words[0].Equals("includeDir", StringComparison.OrdinalIgnoreCase) && Directory.Exists(words[1]))
            {
                foreach (string each in Directory.EnumerateFiles(words[1], "*.conf").Order(StringComparer.Ordinal))
                {
                    Read(each, depth + 1);
                }
            }
            else if (words[0].Equals("includeFile", StringComparison.OrdinalIgnoreCase) && File.Exists(words[1]))
            {
                Read(words[1], depth + 1);
            }
        }
    }
}
