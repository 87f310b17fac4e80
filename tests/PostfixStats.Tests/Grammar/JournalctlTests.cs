using System.Diagnostics;
using PostfixStats.Counting;
using PostfixStats.Tests.Journal;

namespace PostfixStats.Grammar;

/// <summary>What the real <c>journalctl -o json</c> writes of real journal files.</summary>
public sealed class JournalctlTests : IDisposable
{
    private readonly JournalDirectory _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task Its_json_lines_count_like_the_entries()
    {
        await _journal.AddAsync(
            "system.journal",
            ("postfix/smtpd", "4FAB1C2D3E: client=b\u00FCcher.test[192.0.2.10]"),
            ("postfix/smtp", "4FAB1C2D3E: to=<\"a>, relay=evil, status=sent (x\"@h.test>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 \\ {\"MESSAGE\":\"x\"})"),
            ("postfix/smtpd", "NOQUEUE: reject: RCPT from x[192.0.2.1]: 554 5.7.1 <\u0001>: no; from=<> to=<c@d.test> proto=ESMTP helo=<h>"),
            ("postfix-out/127.0.0.1:10025/smtpd", "connect from x[192.0.2.1]"),
            ("postfix/pickup", "frobnicated"),
            ("dovecot", "4FAB1C2D3E: client=x[192.0.2.10]"));

        // More than 4096 octets are null without --all.
        await _journal.AddAsync("system.journal", ("postfix/cleanup", "4FAB1C2D3E: message-id=<" + new string('x', 6000)));

        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        var reasons = new List<string>();
        foreach (byte[] line in await JournalctlAsync())
        {
            counter.Count(line);
            reasons.Add(counter.Reason);
        }

        Assert.Equal(
            "lines:counted=4,lines:foreign=1,lines:unknown=2,recv:smtp=1,reject:smtpd=1,sent:smtp=1,smtpd:5xx=1,smtpd:connect=1",
            WorkedLine.Describe(store, withLines: true));
        Assert.Equal(["", "", "", "", "unknown shape of line", "", "journalctl left out the message; --all shows it"], reasons);
    }

    private async Task<IReadOnlyList<byte[]>> JournalctlAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("journalctl", ["-D", _journal.Path, "-o", "json", "--no-pager", "-q"]) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        var lines = new List<byte[]>();
        foreach (Range range in output.GetBuffer().AsSpan(0, (int)output.Length).Split((byte)'\n'))
        {
            lines.Add(output.GetBuffer()[range]);
        }

        return lines[..^1];
    }
}
