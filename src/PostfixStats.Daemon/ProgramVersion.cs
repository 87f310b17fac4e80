// The version, as the build wrote it into the program.

using System.Reflection;

namespace PostfixStats.Daemon;

/// <summary>The program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
