using System.Text;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Journal;
using PostfixStats.Queues;

namespace PostfixStats.State;

public class StateTextTests
{
    [Fact]
    public void What_is_written_reads_back()
    {
        CounterStore before = SampleState.Store();
        byte[] text = SampleState.Text();
        Assert.Equal(StateVerdict.Good, StateText.Verify(text, out ReadOnlySpan<byte> records));
        var after = new CounterStore(TimeProvider.System);
        StateDocument document = new StateReader(after).Read(records);

        Assert.Equal(before.Snapshot().Named(also: CounterSet.Details | CounterSet.Messages), after.Snapshot().Named(also: CounterSet.Details | CounterSet.Messages));
        Assert.Equal(SampleState.Saved, document.Saved);
        Assert.Equal(SampleState.Since, document.CountingSince);
        Assert.Equal(3, document.Gaps);
        Assert.Equal(4, document.WriteErrors);
        Assert.Equal(["/var/log/mail.log", "/var/log/100%\nodd"], document.Logs.Keys);
        StateDocument expected = SampleState.Document(after);
        foreach ((string path, SavedLog log) in expected.Logs)
        {
            Assert.Equal(log.KnownUntil, document.Logs[path].KnownUntil);
            SameEffect(log.LastEffect, document.Logs[path].LastEffect);
            Assert.Equal(log.Files.Count, document.Logs[path].Files.Count);
            Assert.All(log.Files.Zip(document.Logs[path].Files), pair =>
            {
                Assert.Equal(pair.First with { LastEffect = SavedEffect.None }, pair.Second with { LastEffect = SavedEffect.None });
                SameEffect(pair.First.LastEffect, pair.Second.LastEffect);
            });
        }

        Assert.Equal(["", "/srv/journal"], document.Journals.Keys);
        foreach ((string directory, JournalPosition position) in expected.Journals)
        {
            Assert.Equal(position.Cursor, document.Journals[directory].Cursor);
            SameEffect(position.LastEffect, document.Journals[directory].LastEffect);
        }

        Assert.Equal(text, StateWriter.Format(document, after.Snapshot()));
    }

    [Fact]
    public void The_totals_are_sums_over_the_instances_and_the_eight_documented_ones_stand_there_always()
    {
        var store = new CounterStore(TimeProvider.System);
        Assert.Equal(CounterNames.Documented.Select(name => $"total {name} 0").Order(StringComparer.Ordinal), Totals(store));

        // The same services in rows of other places, and one service in a single instance.
        Add(store, "postfix", ("zeta", 1), ("smtp", 2), ("legal", 4));
        Add(store, "postfix-out", ("legal", 8), ("zeta", 16), ("only", 32));
        store.Add(store.Unowned.Slot(Counter.LinesForeign), 64);
        store.Add(store.FindInstance("postfix")!.Slot(Counter.LinesCounted), 128);
        store.Add(store.FindInstance("postfix-out")!.Slot(Counter.LinesCounted), 256);
        store.Add(store.FindInstance("postfix-out")!.Slot(Counter.ReceivedSmtp), 512);

        Assert.Equal(
            [
                "total lines:counted 384", "total lines:foreign 64", "total recv:local 0", "total recv:smtp 512", "total sent:legal 12",
                "total sent:local 0", "total sent:only 32", "total sent:smtp 2", "total sent:zeta 17", "total smtp:4xx 0", "total smtp:5xx 0",
                "total smtpd:4xx 0", "total smtpd:5xx 0",
            ],
            Totals(store));
        Assert.Equal(store.Snapshot().Named().Select(each => $"total {each.Key} {each.Value}"), Totals(store));

        static void Add(CounterStore store, string name, params (string Service, long Sent)[] services)
        {
            InstanceCounters instance = store.Instance(Encoding.ASCII.GetBytes(name), out _);
            foreach ((string service, long sent) in services)
            {
                int row = instance.RowOf(CounterFamilies.Service, Encoding.ASCII.GetBytes(service), out _);
                store.Add(instance.Slot(ServiceCounter.Sent, row), sent);
            }
        }

        static IEnumerable<string> Totals(CounterStore store) =>
            Encoding.ASCII.GetString(StateWriter.Format(new StateDocument { Saved = SampleState.Saved, CountingSince = SampleState.Since }, store.Snapshot()))
                .Split('\n')
                .Where(line => line.StartsWith("total ", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_was_told_of_applications_is_kept()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(SampleState.Text(), out ReadOnlySpan<byte> records));
        IReadOnlyList<ApplicationStatus> applications = new StateReader(new CounterStore(TimeProvider.System)).Read(records).Applications;

        IReadOnlyList<ApplicationStatus> expected = SampleState.Document(SampleState.Store()).Applications;
        Assert.Equal(expected.Select(each => each with { Sessions = [] }), applications.Select(each => each with { Sessions = [] }));
        Assert.Equal(expected.Select(each => each.Sessions), applications.Select(each => each.Sessions));
    }

    [Fact]
    public void The_queues_are_kept_with_the_time_of_their_reading_and_the_failure_of_the_last()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(SampleState.Text(), out ReadOnlySpan<byte> records));
        IReadOnlyList<QueueSnapshot> queues = new StateReader(new CounterStore(TimeProvider.System)).Read(records).Queues;

        Assert.Equal(["postfix", "never-read", "postfix-out"], queues.Select(each => each.Instance));
        Assert.Equal([null, "permission\ndenied", "said nothing"], queues.Select(each => each.Failure));
        Assert.Null(queues[1].Reading);
        QueueReading reading = queues[0].Reading!;
        Assert.Equal(SampleState.Saved, reading.At);
        Assert.Equal(1234, reading.Duration.TotalMilliseconds);
        Assert.Equal(0, reading[MailQueue.Maildrop]!.Details!.OldestAge);
        Assert.Equal(new QueueContents(1, null), reading[MailQueue.Incoming]);
        Assert.Null(reading[MailQueue.Active]);
        Assert.Equal(5, reading[MailQueue.Deferred]!.Messages);
        Assert.Equal(long.MaxValue, reading[MailQueue.Deferred]!.Details!.Octets);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 0, 3], reading[MailQueue.Deferred]!.Details!.Ages);
        Assert.Equal(SampleState.Since, queues[2].Reading!.At);
    }

    [Fact]
    public void The_last_interval_is_kept()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(SampleState.Text(), out ReadOnlySpan<byte> records));
        IntervalTotals interval = new StateReader(new CounterStore(TimeProvider.System)).Read(records).LastInterval!;
        Assert.Equal(SampleState.Since, interval.End);
        Assert.Equal([12, null, 0], interval.Counts);
    }

    [Theory]
    [InlineData("interval 2026-11-22T21:00:00.125Z 1,x")]
    [InlineData("interval 2026-11-22T21:00:00.125Z")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z")]
    [InlineData("queues postfix soon 12")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z -1")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z 1\nqueue hold")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z 1\nqueue hold 1 2")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z 1\nqueue hold 1 2 3 1,2,3")]
    [InlineData("queues postfix 2026-11-22T21:00:00.125Z 1\nqueue hold 1 2 3 1,2,3,4,5,6,7,8,9,x")]
    public void Records_of_queues_that_nobody_wrote_are_refused(string records) =>
        Assert.Throws<FormatException>(() => new StateReader(new CounterStore(TimeProvider.System)).Read(Encoding.ASCII.GetBytes(records + "\n")));

    [Fact]
    public void A_queue_of_another_name_is_passed_over() =>
        Assert.Null(new StateReader(new CounterStore(TimeProvider.System))
            .Read("queues postfix 2026-11-22T21:00:00.125Z 1\nqueue quarantine 5\nqueue corrupt 0 0 0 0,0,0,0,0,0,0,0,0,0\n"u8)
            .Queues[0].Reading![MailQueue.Hold]);

    [Fact]
    public void The_getters_way_finds_the_same_numbers()
    {
        Assert.Equal(StateVerdict.Good, StateText.Verify(SampleState.Text(), out ReadOnlySpan<byte> records));
        foreach ((string name, long value) in SampleState.Store().Snapshot().Named())
        {
            Assert.True(StateText.TryGetTotal(records, Encoding.ASCII.GetBytes(name), out ulong found));
            Assert.Equal((ulong)value, found);
        }

        Assert.False(StateText.TryGetTotal(records, "sent:nobody"u8, out _));
        Assert.False(StateText.TryGetTotal(records, ""u8, out _));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] text = SampleState.Text();
        for (int length = 0; length < text.Length; length++)
        {
            Assert.NotEqual(StateVerdict.Good, StateText.Verify(text.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Every_flip_of_a_bit_is_refused_and_none_looks_like_another_version()
    {
        byte[] text = SampleState.Text();
        for (int bit = 0; bit < text.Length * 8; bit++)
        {
            text[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Contains(StateText.Verify(text, out _), (StateVerdict[])[StateVerdict.Damaged, StateVerdict.Foreign]);
            text[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(StateVerdict.Good, StateText.Verify(text, out _));
    }

    [Fact]
    public void Every_run_of_zeros_from_some_point_on_is_refused()
    {
        byte[] text = SampleState.Text();
        for (int from = text.Length - 1; from >= 0; from--)
        {
            text[from] = 0;
            Assert.NotEqual(StateVerdict.Good, StateText.Verify(text, out _));
        }
    }

    [Fact]
    public void Something_behind_the_end_is_refused()
    {
        byte[] text = SampleState.Text();
        Assert.Equal(StateVerdict.Damaged, StateText.Verify([.. text, (byte)'\n'], out _));
        Assert.Equal(StateVerdict.Damaged, StateText.Verify([.. text, .. text], out _));
    }

    [Fact]
    public void A_whole_file_of_another_version_is_told_from_a_damaged_one()
    {
        byte[] text = [.. "postfix-stats-state 2\nwhatever\n"u8, .. new byte[StateText.TrailerLength]];
        StateText.WriteTrailer(text.AsSpan(0, text.Length - StateText.TrailerLength), text.AsSpan(text.Length - StateText.TrailerLength));

        Assert.Equal(StateVerdict.UnknownVersion, StateText.Verify(text, out _));
    }

    [Fact]
    public void Records_and_counters_of_a_later_version_are_passed_over()
    {
        byte[] records = "weather fine\ninstance postfix 2026-01-02T03:04:05.006Z\ncount sunshine 3\ncount recv:smtp 5\n"u8.ToArray();
        var store = new CounterStore(TimeProvider.System);

        new StateReader(store).Read(records);

        Assert.Equal(5, store.Snapshot().Named()["recv:smtp"]);
    }

    [Theory]
    [InlineData("saved yesterday")]
    [InlineData("gaps -1")]
    [InlineData("gaps")]
    [InlineData("count recv:smtp 99999999999999999999")]
    [InlineData("instance bad/name 2026-01-02T03:04:05.006Z")]
    [InlineData("service a b")]
    [InlineData("file reading 1:2 3")]
    [InlineData("file reading 1 2 3 4:5")]
    public void A_record_that_contradicts_its_form_is_refused(string record) =>
        Assert.Throws<FormatException>(() => new StateReader(new CounterStore(TimeProvider.System)).Read(Encoding.ASCII.GetBytes(record + "\n")));

    [Theory]
    [InlineData(4, 64, 1_000_000_000, true)]
    [InlineData(16, 8, 1_000_000_000, true)]
    [InlineData(16, 64, 100, false)]
    public void A_host_with_very_much_of_everything_has_a_state_of_the_size_that_is_read(int instances, int services, long value, bool hasRoomForGauges)
    {
        var store = new CounterStore(TimeProvider.System);
        for (int i = 0; i < instances; i++)
        {
            InstanceCounters instance = store.Instance(Encoding.ASCII.GetBytes($"postfix-{i}"), out _);
            for (int service = 0; service < services; service++)
            {
                instance.RowOf(CounterFamilies.Service, Encoding.ASCII.GetBytes($"service-{service}"), out _);
            }

            foreach (CounterFamily family in CounterFamilies.All)
            {
                for (int row = 0; row < instance.Rows(family).Length; row++)
                {
                    for (int column = 0; column < family.Width; column++)
                    {
                        store.Add(instance.Slot(family, row, column), value);
                    }
                }
            }

            for (Counter counter = 0; counter <= Counter.NamesCapped; counter++)
            {
                store.Add(instance.Slot(counter), value);
            }
        }

        var queue = new QueueContents(value, new QueueDetails(100_000 * value, 86_400 * value, [.. Enumerable.Repeat(value, QueueAges.Count)]));
        var document = new StateDocument
        {
            LastInterval = new IntervalTotals(SampleState.Saved, [.. Enumerable.Repeat<long?>(value, LibreNmsTotals.Count)]),
            Queues = [.. Enumerable.Range(0, instances).Select(each => new QueueSnapshot(
                $"postfix-{each}", new QueueReading(SampleState.Saved, TimeSpan.FromMinutes(10), [.. Enumerable.Repeat(queue, 6)]), new string('x', 200)))],
        };
        byte[] text = StateWriter.Format(document, store.Snapshot());
        Assert.InRange(text.Length, 1, StateText.MaxLength);
        Assert.Equal(hasRoomForGauges, text.AsSpan().IndexOf("\nqueues postfix-0 "u8) > 0);
    }

    private static void SameEffect(SavedEffect expected, SavedEffect actual)
    {
        Assert.Equal(expected.Moves, actual.Moves);
        Assert.Equal(expected.Weight, actual.Weight);
    }
}
