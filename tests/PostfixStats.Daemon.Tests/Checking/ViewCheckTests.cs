// Whether snmpd shows what is served, by its configuration.

using PostfixStats.Daemon.Checking;
using PostfixStats.Daemon.Configuration;

namespace PostfixStats.Daemon.Tests.Checking;

public sealed class ViewCheckTests : IDisposable
{
    private const string Own = "1.3.6.1.4.1.8072.9999.9999.2525";

    private readonly string _directory = Directory.CreateTempSubdirectory("snmpd-view-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Our_own_tree_has_to_be_shown()
    {
        Assert.Equal(Verdict.Bad, Look(standardMibs: false).Verdict);
        Finding shown = Look(standardMibs: false, Own);
        Assert.Equal(Verdict.Good, shown.Verdict);
        Assert.Equal($"snmpd shows {Own}", shown.Text);
    }

    [Fact]
    public void The_standard_trees_have_to_be_shown_where_they_are_served()
    {
        Finding hidden = Look(standardMibs: true, Own, "1.3.6.1.2.1.27");
        Assert.Equal(Verdict.Bad, hidden.Verdict);
        Assert.Equal("snmpd hides 1.3.6.1.2.1.28: the view systemonly does not include it", hidden.Text);
        Assert.Equal(
            $"snmpd shows {Own} and 1.3.6.1.2.1.27 and 1.3.6.1.2.1.28",
            Look(standardMibs: true, Own, "1.3.6.1.2.1.27", "1.3.6.1.2.1.28").Text);
    }

    private Finding Look(bool standardMibs, params string[] shown)
    {
        string file = Path.Combine(_directory, "snmpd.conf");
        File.WriteAllLines(file, ["rocommunity public default -V systemonly", .. shown.Select(tree => $"view systemonly included .{tree}")]);
        var context = new CheckContext(new Settings { StandardMibs = standardMibs }, Daemon: null!, Community: null, [file]);
        return ViewCheck.Look(context, SnmpdConfiguration.Load([file]));
    }
}
