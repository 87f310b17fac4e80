// Which log is followed where the configuration names none.

using PostfixStats.Daemon.Configuration;

namespace PostfixStats.Daemon.Tests.Configuration;

public sealed class SourceChoiceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly MailJournal NoJournal = new(null, IsDenied: false);

    private readonly string _directory = Directory.CreateTempSubdirectory("source-choice-").FullName;

    private string First => Path.Combine(_directory, "mail.log");

    private string Second => Path.Combine(_directory, "maillog");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_is_configured_is_followed_without_a_look_at_anything_else()
    {
        SourceChoice logs = SourceChoice.Make(new Settings { Logs = ["/a", "/b"] }, [First], () => throw new InvalidOperationException());
        SourceChoice journal = SourceChoice.Make(new Settings { Journal = "/dir" }, [First], () => throw new InvalidOperationException());

        Assert.Equal(["/a", "/b"], logs.Logs);
        Assert.Null(logs.Journal);
        Assert.Null(logs.Reason);
        Assert.Equal("/dir", journal.Journal);
    }

    [Fact]
    public void The_first_usual_log_that_exists_is_followed()
    {
        Write(Second, Noon);
        Assert.Equal([Second], Choose(NoJournal).Logs);

        Write(First, Noon);
        Assert.Equal([First], Choose(NoJournal).Logs);
        Assert.Equal("it exists, and no much newer mail is seen in the journal", Choose(NoJournal).Reason);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "")]
    public void A_log_that_is_over_an_hour_older_than_the_journals_newest_mail_is_a_leftover(int minutes, string? journal)
    {
        Write(First, Noon);

        Assert.Equal(journal, Choose(new MailJournal(Noon.AddMinutes(minutes), IsDenied: false)).Journal);
    }

    [Fact]
    public void The_journal_is_followed_where_there_is_no_log()
    {
        SourceChoice choice = Choose(new MailJournal(Noon, IsDenied: false));

        Assert.Equal("", choice.Journal);
        Assert.Empty(choice.Logs);
        Assert.Equal($"neither {First} nor {Second} exists, and the journal has mail", choice.Reason);
    }

    [Fact]
    public void A_journal_that_may_not_be_read_is_followed_where_there_is_no_log_so_that_this_is_said()
    {
        Assert.Equal("", Choose(new MailJournal(null, IsDenied: true)).Journal);
    }

    [Fact]
    public void Without_any_mail_the_likeliest_log_is_waited_for()
    {
        SourceChoice choice = Choose(NoJournal);

        Assert.Equal([First], choice.Logs);
        Assert.Equal($"neither {First} nor {Second} exists yet, and no mail is seen in the journal", choice.Reason);
    }

    private static void Write(string path, DateTimeOffset written)
    {
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, written.UtcDateTime);
    }

    private SourceChoice Choose(MailJournal journal) => SourceChoice.Make(new Settings(), [First, Second], () => journal);
}
