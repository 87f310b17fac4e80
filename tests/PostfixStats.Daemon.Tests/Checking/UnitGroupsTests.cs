// The groups that drop-ins of the unit give the daemon.

using PostfixStats.Daemon.Checking;

namespace PostfixStats.Daemon.Tests.Checking;

public sealed class UnitGroupsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("unit-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Groups_of_this_host_that_a_drop_in_names_are_found()
    {
        File.WriteAllText(Path.Combine(_directory, "queues.conf"), "[Service]\n#SupplementaryGroups=tty\nSupplementaryGroups=daemon no-such-group\n");
        File.WriteAllText(Path.Combine(_directory, "no-drop-in.txt"), "SupplementaryGroups=tty\n");

        Assert.Equal([1u], UnitGroups.Read([_directory, "/nonexistent"]));
    }

    [Fact]
    public void Without_a_drop_in_there_are_none() => Assert.Empty(UnitGroups.Read([_directory, "/nonexistent"]));
}
