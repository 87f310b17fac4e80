// Where the checkout is that these tests were built from.

namespace PostfixStats.Daemon.Tests.Support;

internal static class Repository
{
    /// <summary>The directory with the solution file.</summary>
    public static string Root { get; } = Find();

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static string Find()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "AgentX.PostfixStats.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("the tests do not run inside their checkout");
    }
}
