// Real journal files, made by systemd-journal-remote from export-format text (package systemd-journal-remote).

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PostfixStats.Tests.Journal;

/// <summary>A journal directory with entries of a test.</summary>
internal sealed class JournalDirectory : IDisposable
{
    private const string Tool = "/lib/systemd/systemd-journal-remote";
    private const long FirstTime = 1_788_602_400_000_000;

    private int _entries;

    public string Path { get; } = Directory.CreateTempSubdirectory("journal-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Adds entries of facility mail.</summary>
    /// <param name="file">The journal file, such as <c>a.journal</c>.</param>
    /// <param name="entries">Identifier and message of each.</param>
    public Task AddAsync(string file, params (string Identifier, string Message)[] entries) => AddAsync(file, 2, entries);

    /// <summary>Adds entries of a syslog facility.</summary>
    public async Task AddAsync(string file, int facility, params (string Identifier, string Message)[] entries)
    {
        var text = new StringBuilder();
        foreach ((string identifier, string message) in entries)
        {
            int number = ++_entries;
            text.Append(CultureInfo.InvariantCulture, $"""
                __REALTIME_TIMESTAMP={FirstTime + (number * 1000L)}
                __MONOTONIC_TIMESTAMP={number * 1000L}
                _BOOT_ID=0123456789abcdef0123456789abcdef
                _MACHINE_ID=fedcba9876543210fedcba9876543210
                _HOSTNAME=mx
                PRIORITY=6
                SYSLOG_FACILITY={facility}
                SYSLOG_IDENTIFIER={identifier}
                SYSLOG_PID={number}
                MESSAGE={message}


                """);
        }

        var start = new ProcessStartInfo(Tool, [$"--output={System.IO.Path.Combine(Path, file)}", "--split-mode=none", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(text, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
    }

    /// <summary>Removes a file, as vacuuming does.</summary>
    public void Vacuum(string file) => File.Delete(System.IO.Path.Combine(Path, file));
}
