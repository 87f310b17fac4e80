// What deploy/monitoring holds, as the tests of this folder need it.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

/// <summary>The files for monitoring systems, and the names and OIDs in them.</summary>
internal static partial class MonitoringFiles
{
    private static readonly string Directory = Path.Combine(Repository.Root, "deploy", "monitoring");

    /// <summary>Every file, by its path below deploy/monitoring.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Directory, path)).Order()];

    /// <summary>The path of a file.</summary>
    public static string PathOf(string file) => Path.Combine(Directory, file);

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The text of a file, meant for a host that is under test.</summary>
    public static string For(MonitoredHost host, string file) =>
        Read(file).Replace("mail.example.net", host.Address, StringComparison.Ordinal);

    /// <summary>OIDs below our root, with a leading dot.</summary>
    public static IEnumerable<string> Oids(string text) => OidPattern().Matches(text).Select(match => "." + match.Value).Distinct();

    /// <summary>Names of objects of our module.</summary>
    public static IEnumerable<string> Names(string text) => NamePattern().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"1\.3\.6\.1\.4\.1\.8072\.9999\.9999\.2525(\.[0-9]+)*")]
    private static partial Regex OidPattern();

    [GeneratedRegex(@"\bpostfixStats\w+")]
    private static partial Regex NamePattern();
}
