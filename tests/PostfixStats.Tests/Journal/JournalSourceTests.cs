// Following real journal files.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Journal;

namespace PostfixStats.Tests.Journal;

public sealed class JournalSourceTests : IDisposable
{
    private static readonly (string, string) Received = ("postfix/smtpd", "4FAB1C2D3E: client=mail.sender.test[192.0.2.10]");
    private static readonly (string, string) Local = ("postfix/pickup", "4FAB1C2D48: uid=33 from=<www-data>");

    private readonly JournalDirectory _journal = new();
    private readonly Notices _notices = new();
    private readonly CounterStore _store = new(TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_first_start_counts_what_comes_after_it()
    {
        await _journal.AddAsync("a.journal", Received);
        using JournalSource source = Open(null, fromStart: false);
        Poll(source);
        Assert.Equal((0, 0), Counted());

        await _journal.AddAsync("a.journal", Received, Local);
        Poll(source);
        Assert.Equal((1, 1), Counted());
        Assert.Equal(["Opened from its end"], _notices.Texts);
    }

    [Fact]
    public async Task From_start_counts_what_is_there()
    {
        await _journal.AddAsync("a.journal", Received, Local, Received);
        using JournalSource source = Open(null, fromStart: true);
        Poll(source);
        Assert.Equal((2, 1), Counted());
        Assert.True(source.IsCaughtUp);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMicroseconds(1_788_602_400_003_000), source.LastWritten);
    }

    [Fact]
    public async Task Other_facilities_are_not_mail()
    {
        await _journal.AddAsync("a.journal", 3, Received);
        await _journal.AddAsync("a.journal", Local);
        using JournalSource source = Open(null, fromStart: true);
        Poll(source);
        Assert.Equal((0, 1), Counted());
        Assert.Equal(1, _store.LinesRead);
    }

    [Fact]
    public async Task Counting_goes_on_at_the_cursor()
    {
        await _journal.AddAsync("a.journal", Received, Received);
        JournalPosition position;
        using (JournalSource first = Open(null, fromStart: true))
        {
            Poll(first);
            position = first.Position!;
        }

        await _journal.AddAsync("a.journal", Local);
        await _journal.AddAsync("b.journal", Received);
        using JournalSource second = Open(position, fromStart: false);
        Poll(second);
        Assert.Equal((3, 1), Counted());
        Assert.Equal(0, second.Gaps);
        Assert.Equal(["Opened from its beginning", "Opened where it was left"], _notices.Texts);
    }

    [Fact]
    public async Task A_journal_without_mail_yet_is_counted_from_its_first_mail()
    {
        await _journal.AddAsync("a.journal", 3, ("cron", "nothing"));
        JournalPosition position;
        using (JournalSource first = Open(null, fromStart: false))
        {
            Poll(first);
            position = first.Position!;
        }

        await _journal.AddAsync("a.journal", Received);
        using JournalSource second = Open(position, fromStart: false);
        Poll(second);
        Assert.Equal((1, 0), Counted());
    }

    [Fact]
    public async Task A_cursor_that_was_vacuumed_is_a_gap_and_the_rest_counts()
    {
        await _journal.AddAsync("a.journal", Received, Received);
        JournalPosition position;
        using (JournalSource first = Open(null, fromStart: true))
        {
            Poll(first);
            position = first.Position!;
        }

        await _journal.AddAsync("a.journal", Local);
        await _journal.AddAsync("b.journal", Local, Received);
        _journal.Vacuum("a.journal");
        using JournalSource second = Open(position, fromStart: false);
        Poll(second);
        Assert.Equal((3, 1), Counted());
        Assert.Equal(1, second.Gaps);
        Assert.Contains("Gap the entry that was counted last has been vacuumed, and maybe later ones too", _notices.Texts);
    }

    [Fact]
    public async Task A_vacuumed_journal_does_not_hide_what_was_not_counted_and_does_not_count_twice_what_is_older()
    {
        await _journal.AddAsync("a.journal", Received, Received);
        await _journal.AddAsync("b.journal", Received);
        JournalPosition position;
        using (JournalSource first = Open(null, fromStart: true))
        {
            Poll(first);
            position = first.Position!;
        }

        await _journal.AddAsync("c.journal", Local);
        _journal.Vacuum("b.journal");
        using JournalSource second = Open(position, fromStart: false);
        Poll(second);
        Assert.Equal((3, 1), Counted());
        Assert.Equal(1, second.Gaps);
    }

    [Fact]
    public async Task Files_that_come_while_following_are_read()
    {
        await _journal.AddAsync("a.journal", Received);
        using JournalSource source = Open(null, fromStart: true);
        Poll(source);
        await _journal.AddAsync("b.journal", Received, Local);
        Poll(source);
        Assert.Equal((2, 1), Counted());
        Assert.Equal(0, source.Gaps);
    }

    [Fact]
    public async Task A_long_message_is_one_unparsed_line()
    {
        await _journal.AddAsync("a.journal", ("postfix/smtpd", new string('x', 20_000)), Received);
        using JournalSource source = Open(null, fromStart: true);
        Poll(source);
        Assert.Equal((1, 0), Counted());
        Assert.Equal(1, _store[_store.Unowned.Slot(Counter.LinesUnparsed)]);
    }

    [Fact]
    public async Task A_budget_ends_a_poll_and_the_next_one_goes_on()
    {
        await _journal.AddAsync("a.journal", Received, Received, Received);
        using JournalSource source = Open(null, fromStart: true);
        Assert.True(source.Poll(1));
        Assert.False(source.IsCaughtUp);
        Assert.Equal((1, 0), Counted());
        Poll(source);
        Assert.Equal((3, 0), Counted());
    }

    [Fact]
    public async Task Process_and_time_of_an_entry_tell_of_sessions()
    {
        var applications = new ApplicationBook([], TimeProvider.System);
        await _journal.AddAsync(
            "a.journal", Received, ("postfix/smtpd", "connect from a.test[192.0.2.1]"), ("sshd", "connect from a.test[192.0.2.1]"), ("postfix/smtpd", "connect from b.test[192.0.2.2]"));
        using var source = new JournalSource(_journal.Path, null, true, NewCounter(), _notices, applications);
        Poll(source);
        ApplicationStatus status = Assert.Single(applications.Snapshot());
        Assert.Equal([2, 4], status.Sessions);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMicroseconds(1_788_602_400_004_000), status.LastInbound);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_told_once_and_waited_for()
    {
        using var source = new JournalSource("/nonexistent/journal", null, false, NewCounter(), _notices);
        Assert.False(source.Poll(1000));
        Assert.False(source.Poll(1000));
        Assert.Equal(["Unreadable /nonexistent/journal: there is no such directory"], _notices.Texts);
    }

    [Fact]
    public void A_directory_without_journals_says_so()
    {
        using var source = new JournalSource(_journal.Path, null, false, NewCounter(), _notices);
        source.Poll(1000);
        Assert.Equal([$"Unreadable {_journal.Path}: there are no journal files that could be read"], _notices.Texts);
    }

    private JournalSource Open(JournalPosition? position, bool fromStart) =>
        new(_journal.Path, position, fromStart, NewCounter(), _notices);

    private LineCounter NewCounter() => new(_store, GrammarOptions.Default);

    private static void Poll(JournalSource source)
    {
        while (source.Poll(1 << 20))
        {
        }
    }

    private (long Smtp, long Local) Counted()
    {
        CounterSnapshot counters = _store.Snapshot();
        return (counters.Total(Counter.ReceivedSmtp), counters.Total(Counter.ReceivedLocal));
    }

    private sealed class Notices : ILogObserver
    {
        public List<string> Texts { get; } = [];

        public void Notice(LogEventKind kind, string path, string detail) => Texts.Add($"{kind} {detail}");
    }
}
