// Places that are no files: what is said of a log and of a state that are directories.

using PostfixStats.Daemon.Checking;
using PostfixStats.Daemon.Configuration;

namespace PostfixStats.Daemon.Tests.Checking;

public sealed class PlacesCheckTests : IDisposable
{
    private const string IntoEffect = "/etc/postfix-stats/postfix-stats.json, then systemctl restart postfix-stats";

    private readonly string _directory = Directory.CreateTempSubdirectory("check-places-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_directory_is_no_log() => Assert.Equal(
        [Finding.Bad("log", $"{_directory} is a directory, and a log is a file", $"\"log\": \"{_directory}/mail.log\" in {IntoEffect}")],
        LogCheck.Look(Context(new Settings { Logs = [_directory] })));

    [Fact]
    public void A_directory_is_no_state() => Assert.Equal(
        [Finding.Bad("state", $"{_directory} is a directory, and the state is a file", $"\"state\": \"{_directory}/state\" in {IntoEffect}")],
        StateCheck.Look(Context(new Settings { State = _directory })));

    private static CheckContext Context(Settings settings) => new(settings, Account.Own(), Community: null, SnmpdFiles: []);
}
