// The conversation of snmpd.conf(5), pass_persist, over the state file of a daemon.

using System.Text.RegularExpressions;
using PostfixStats.Counting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Following;
using PostfixStats.State;

namespace PostfixStats.Daemon.Tests.PassPersist;

public sealed partial class PassPersistTests : IDisposable
{
    private const string Root = ".1.3.6.1.4.1.8072.9999.9999.2525";

    private readonly string _directory = Directory.CreateTempSubdirectory("pass-persist-").FullName;

    private string State => Path.Combine(_directory, "state");

    [Fact]
    public async Task Get_and_getnext_answer_name_type_and_value()
    {
        Save(out _);
        Assert.Equal(
            $"PONG\n{Root}.1.1.0\ncounter\n7\n{Root}.2.2.0\nstring\n/var/log/mail.log\n{Root}.1.1.0\ncounter\n7\n{Root}.2.11.0\ncounter\n0\n",
            await AskAsync("PING", "get", $"{Root}.1.1.0", "get", $"{Root}.2.2.0", "getnext", Root, "getnext", $"{Root}.2.10.0"));
    }

    [Fact]
    public async Task Octets_that_are_no_text_are_in_hexadecimal()
    {
        Save(out StateDocument document);
        document.CountingSince = new DateTimeOffset(2026, 11, 22, 13, 30, 15, TimeSpan.Zero);
        Save(document, Count(7));
        Assert.Equal($"{Root}.2.13.0\noctet\n07 ea 0b 16 0d 1e 0f 00 2b 00 00\n", await AskAsync("get", $"{Root}.2.13.0"));
    }

    [Fact]
    public async Task What_does_not_exist_is_NONE()
    {
        Save(out _);
        Assert.Equal(
            string.Concat(Enumerable.Repeat("NONE\n", 7)),
            await AskAsync(
                "get", Root, "get", $"{Root}.1.1.1", "get", "nonsense", "getnext", "", "getnext", $"{Root}.99", "getnext", ".1.3.6.1.5", "help"));
    }

    [Fact]
    public async Task Nothing_can_be_set()
    {
        Save(out _);
        Assert.Equal(
            $"not-writable\n{Root}.1.1.0\ncounter\n7\n",
            await AskAsync("set", $"{Root}.1.1.0", "counter 5", "get", $"{Root}.1.1.0"));
    }

    [Fact]
    public async Task A_conversation_that_ends_in_mid_question_ends_the_program_in_order()
    {
        Save(out _);
        Assert.Equal(new DaemonRun("NONE\n", "", 0), await DaemonRun.WithInput("get\n", "pass-persist", "--state", State));
        Assert.Equal(new DaemonRun("", "", 0), await DaemonRun.WithInput("", "pass-persist", "--state", State));
    }

    [Fact]
    public async Task Each_answer_is_given_at_once_and_the_next_save_is_seen()
    {
        Save(out StateDocument document);
        using var program = DaemonRun.StartPiped("pass-persist", "--state", State);
        try
        {
            Assert.Equal("7", await GetAsync());
            Save(document, Count(8));
            File.SetLastWriteTimeUtc(State, DateTime.UnixEpoch);
            Assert.Equal("8", await GetAsync());
            File.Delete(State);
            Assert.Equal("NONE", await GetAsync());
            Save(document, Count(9));
            Assert.Equal("9", await GetAsync());
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync(CancellationToken.None);
        }

        async Task<string> GetAsync()
        {
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            await program.StandardInput.WriteAsync($"get\n{Root}.1.1.0\n".AsMemory(), cancellation);
            await program.StandardInput.FlushAsync(cancellation);
            string first = await LineAsync(cancellation);
            return first == "NONE" ? first : await LineAsync(cancellation) == "counter" ? await LineAsync(cancellation) : "no counter";
        }

        async Task<string> LineAsync(CancellationToken cancellation) =>
            await program.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellation) ?? "the end";
    }

    [Theory]
    [InlineData(null, "there is no state file, the running daemon writes it")]
    [InlineData("", "the state file is empty")]
    [InlineData("counters\n", "this is no state file")]
    [InlineData("postfix-stats-state 1\n", "the state file is damaged")]
    public async Task Without_a_sound_state_file_nothing_is_answered_and_the_reason_is_said_once(string? text, string reason)
    {
        if (text is not null)
        {
            await File.WriteAllTextAsync(State, text, TestContext.Current.CancellationToken);
        }

        DaemonRun run = await DaemonRun.WithInput($"get\n{Root}.1.1.0\ngetnext\n{Root}\nPING\n", "pass-persist", "--state", State);
        Assert.Equal("NONE\nNONE\nPONG\n", run.Output);
        Assert.Equal(
            $"postfix-statsd: {State}: {reason}; nothing is answered until it can be read\n", run.Errors);
    }

    [Fact]
    public void The_documentation_lists_what_is_not_served()
    {
        string page = Repository.Read("mibs/README.md");
        string section = page[page.IndexOf("## Without AgentX", StringComparison.Ordinal)..page.IndexOf("## How it is checked", StringComparison.Ordinal)];
        Assert.Equal(
            MibObjects.ForTexts.Sections.SelectMany(section => section.Scalars).Where(scalar => scalar.IsLive).Select(scalar => scalar.Descriptor),
            TableRow().Matches(section).Select(match => match.Groups[1].Value));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> AskAsync(params string[] lines)
    {
        DaemonRun run = await DaemonRun.WithInput(string.Join('\n', lines) + "\n", "pass-persist", "--state", State);
        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
        return run.Output;
    }

    private void Save(out StateDocument document)
    {
        document = new StateDocument { CountingSince = DateTimeOffset.UnixEpoch, Saved = DateTimeOffset.UnixEpoch };
        document.Logs["/var/log/mail.log"] = new SavedLog([], DateTimeOffset.UnixEpoch, SavedEffect.None);
        Save(document, Count(7));
    }

    private void Save(StateDocument document, CounterStore store) =>
        File.WriteAllBytes(State, StateWriter.Format(document, store.Snapshot()));

    private static CounterStore Count(long receptions)
    {
        var store = new CounterStore(TimeProvider.System);
        store.Add(store.Instance("postfix"u8, out _).Slot(Counter.ReceivedSmtp), receptions);
        return store;
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
