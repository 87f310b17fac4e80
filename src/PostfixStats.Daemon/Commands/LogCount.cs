// Counts logs on as many cores as there are, with the result of one.

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Commands;

/// <summary>
/// Counts logs as one stream. Threads take parts of them, count each by itself, and put together in order what is done; what cannot be
/// counted by itself is read when all that stands before it is in.
/// </summary>
internal sealed class LogCount
{
    /// <summary>Each takes a core; more would hinder the mail server.</summary>
    private static readonly int Threads = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>How many parts may be counted while the one before them is not: what was counted takes memory.</summary>
    private static readonly int MaxAhead = 2 * Threads;

    private readonly GrammarOptions _options;
    private readonly CountProgress _progress;
    private readonly Action<string> _complain;
    private readonly bool _inOrder;
    private readonly LineCounter _counter;
    private readonly ConcurrentQueue<string> _complaints = new();

    /// <summary>Guards what follows, and what is counted in the end.</summary>
    private readonly object _gate = new();

    private readonly Dictionary<int, Counted> _ahead = [];

    /// <summary>Those of parts that are in, for the next ones.</summary>
    private readonly Stack<LineCounter> _spare = new();

    private int _taken;
    private int _added;

    /// <summary>Prepares a count.</summary>
    /// <param name="options">What is special on this host.</param>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="complain">Takes a line for each log that cannot be read to its end.</param>
    /// <param name="messageMemory">How many messages to remember to count them too, which one thread does; 0 for none.</param>
    public LogCount(GrammarOptions options, CountProgress progress, Action<string> complain, int messageMemory = 0)
    {
        _options = options;
        _progress = progress;
        _complain = complain;
        _inOrder = messageMemory > 0 || Threads == 1;
        _counter = new LineCounter(Store, options, messages: messageMemory > 0 ? new MessageTracker(Store, messageMemory) : null);
    }

    /// <summary>What has been counted.</summary>
    public CounterStore Store { get; } = new(TimeProvider.System);

    /// <summary>Counts logs, the one after the other, and takes their lines in order where somebody wants to see them.</summary>
    /// <param name="names">File names; <c>-</c> is standard input.</param>
    /// <param name="newSink">Wraps the counter to see every line in its order, or null.</param>
    public void Read(IReadOnlyList<string> names, Func<LineCounter, ILineSink>? newSink)
    {
        _progress.Total = names.Contains("-") ? 0 : names.Sum(LengthOf);
        ILineSink sink = newSink?.Invoke(_counter) ?? new CountingSink(_counter);
        bool inOrder = _inOrder || newSink is not null;
        using IEnumerator<LogPart> parts = names.SelectMany(name => LogInput.Open(name, _progress)).GetEnumerator();
        var threads = new Thread[inOrder ? 1 : Threads];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() => Work(parts, sink, inOrder)) { IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            while (!thread.Join(CountProgress.Interval))
            {
                Complain();
                _progress.Show();
            }
        }

        Complain();
        _progress.Clear();
    }

    private void Work(IEnumerator<LogPart> parts, ILineSink sink, bool inOrder)
    {
        while (TryTake(parts, out int turn, out LogPart? part))
        {
            Counted counted = inOrder || !part.CanBeReadAgain ? new Counted(part, null, null) : Count(part);
            lock (_gate)
            {
                _ahead.Add(turn, counted);
                while (_ahead.Remove(_added, out Counted next))
                {
                    Add(next, sink);
                    _added++;
                }

                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryTake(IEnumerator<LogPart> parts, out int turn, [NotNullWhen(true)] out LogPart? part)
    {
        lock (_gate)
        {
            while (_taken - _added >= MaxAhead)
            {
                Monitor.Wait(_gate);
            }

            (turn, part) = parts.MoveNext() ? (_taken++, parts.Current) : (0, null);
            return part is not null;
        }
    }

    private Counted Count(LogPart part)
    {
        LineCounter? counter;
        lock (_gate)
        {
            _spare.TryPop(out counter);
        }

        counter ??= new LineCounter(new CounterStore(TimeProvider.System), _options, isPart: true);
        return new Counted(part, counter, part.Read(new CountingSink(counter)));
    }

    private void Add(Counted counted, ILineSink sink)
    {
        string? error = counted.Error;
        if (counted.Counter is { } counter && _counter.TryAppend(counter))
        {
            counter.Clear();
            _spare.Push(counter);
        }
        else
        {
            error = counted.Part.Read(sink);
        }

        counted.Part.Last?.Dispose();
        if (error is not null)
        {
            _complaints.Enqueue(error);
        }
    }

    private void Complain()
    {
        while (_complaints.TryDequeue(out string? error))
        {
            _progress.Clear();
            _complain(error);
        }
    }

    private static long LengthOf(string name) => File.Exists(name) ? new FileInfo(name).Length : 0;

    /// <summary>A part, and what was counted of it by itself; no counter where it has to be read in its turn.</summary>
    private readonly record struct Counted(LogPart Part, LineCounter? Counter, string? Error);
}
