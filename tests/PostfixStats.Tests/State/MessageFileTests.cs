using System.Text;
using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.State;

/// <summary>state.queue-ids beside its state, through deaths, damage and strangers.</summary>
public sealed class MessageFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-messages-").FullName;
    private readonly CounterStore _store = new(TimeProvider.System);
    private readonly MessageTracker _tracker;
    private int _messages;

    public MessageFileTests()
    {
        _tracker = new MessageTracker(_store);
    }

    private string State => Path.Combine(_directory, "state");

    private string Memory => State + ".queue-ids";

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_saved_comes_back()
    {
        using StateFiles files = StateFiles.Open(State);
        Save(files);
        Save(files);

        Assert.Null(Load(files, _tracker.Generation, out MessageTracker loaded));

        Assert.Equal(_tracker.Describe(), loaded.Describe());
        Assert.Equal(["state", "state.lock", "state.previous", "state.queue-ids"], Names());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Memory));
    }

    [Fact]
    public void A_death_between_memory_and_state_loses_nothing()
    {
        using StateFiles files = StateFiles.Open(State);
        string content = "";
        ulong generation = 0;

        // Enough of them that new files are begun on the way.
        for (int i = 0; i < 14; i++)
        {
            Add(4_000);
            byte[] before = i == 0 ? [] : File.ReadAllBytes(State);
            using MessageBlock block = _tracker.NextBlock(files.WantsWholeMessages)!;
            files.Save("x"u8, block);

            // As if the state had not been written.
            if (i > 0)
            {
                File.WriteAllBytes(State, before);
                Assert.Null(Load(files, generation, out MessageTracker loaded));
                Assert.Equal(content, loaded.Describe());
            }

            (generation, content) = (_tracker.Generation, _tracker.Describe());
        }

        Assert.True(File.Exists(Memory + ".previous"));
        Assert.True(new FileInfo(Memory).Length < 3 * 28 * 120_000);
    }

    [Fact]
    public void A_death_between_the_two_renames_of_a_new_file_loses_nothing()
    {
        using StateFiles files = StateFiles.Open(State);
        Save(files);
        (ulong generation, string content) = (_tracker.Generation, _tracker.Describe());
        File.Move(Memory, Memory + ".previous");

        Assert.Null(Load(files, generation, out MessageTracker loaded));

        Assert.Equal(content, loaded.Describe());
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    [InlineData("directory")]
    [InlineData("another generation")]
    public void A_memory_that_does_not_belong_to_the_state_is_dropped_with_a_word(string damage)
    {
        using StateFiles files = StateFiles.Open(State);
        Save(files);
        ulong generation = damage == "another generation" ? _tracker.Generation + 1 : _tracker.Generation;
        byte[] good = File.ReadAllBytes(Memory);
        File.Delete(Memory);
        switch (damage)
        {
            case "missing":
                break;
            case "directory":
                Directory.CreateDirectory(Memory);
                break;
            default:
                File.WriteAllBytes(Memory, damage switch
                {
                    "empty" => [],
                    "cut" => good[..^1],
                    "flipped" => [.. good[..^9], (byte)~good[^9], .. good[^8..]],
                    "foreign" => Encoding.ASCII.GetBytes("Sep  5 12:00:00 mx a log\n"),
                    _ => good,
                });
                break;
        }

        string? complaint = Load(files, generation, out MessageTracker loaded);

        Assert.Contains(Memory, complaint, StringComparison.Ordinal);
        Assert.Equal($"{MessageTracker.ReceptionsUnderWay} 0", loaded.Describe());
    }

    [Fact]
    public void A_state_of_a_version_without_message_counters_begins_with_an_empty_memory()
    {
        using StateFiles files = StateFiles.Open(State);

        Assert.Null(Load(files, 0, out MessageTracker loaded));

        Assert.Equal($"{MessageTracker.ReceptionsUnderWay} 0", loaded.Describe());
    }

    [Fact]
    public void A_memory_that_cannot_be_written_keeps_the_state_from_nothing()
    {
        using StateFiles files = StateFiles.Open(State);
        Save(files);

        // Nobody, not even root, can make a file over a directory.
        Directory.CreateDirectory(Memory + ".new");
        File.Delete(Memory);
        Add(1);
        using MessageBlock lost = _tracker.NextBlock(files.WantsWholeMessages)!;
        files.Save("one"u8, lost);
        Assert.Equal("one", File.ReadAllText(State));
        Assert.False(File.Exists(Memory));
        Assert.True(files.WantsWholeMessages);

        Assert.ThrowsAny<Exception>(() => Save(files, "two"));
        Assert.Equal("two", File.ReadAllText(State));
        Assert.True(files.WantsWholeMessages);

        Directory.Delete(Memory + ".new");
        Save(files, "three");
        Assert.Null(Load(files, _tracker.Generation, out MessageTracker loaded));
        Assert.Equal(_tracker.Describe(), loaded.Describe());
    }

    [Fact]
    public void The_file_stays_small_while_messages_come_and_go()
    {
        using StateFiles files = StateFiles.Open(State);
        for (int i = 0; i < 300; i++)
        {
            Add(500);
            files.Save("x"u8, _tracker.NextBlock(files.WantsWholeMessages));
            End(500);
        }

        Assert.InRange(new FileInfo(Memory).Length, 1, 2 << 20);
    }

    private string? Load(StateFiles files, ulong generation, out MessageTracker loaded)
    {
        loaded = new MessageTracker(_store);
        return files.LoadMessages(new LoadResult(_store, new StateDocument { QueueIds = generation }, [], IsPrevious: false), loaded);
    }

    private void Save(StateFiles files, string text = "x")
    {
        Add(3);
        files.Save(Encoding.ASCII.GetBytes(text), _tracker.NextBlock(files.WantsWholeMessages));
    }

    private void Add(int count)
    {
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        for (; count > 0; count--)
        {
            Take(instance, ++_messages, MessageEventKind.Begun);
        }
    }

    private void End(int count)
    {
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        for (int i = 0; i < count; i++)
        {
            Take(instance, _messages - i, MessageEventKind.Ended);
        }
    }

    private void Take(InstanceCounters instance, int number, MessageEventKind kind) =>
        _tracker.Take(instance, Encoding.ASCII.GetBytes($"{number:X8}"), new MessageEvent { Kind = kind, Origin = MessageOrigin.Smtp });

    private string[] Names() => [.. Directory.GetFiles(_directory).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
}
