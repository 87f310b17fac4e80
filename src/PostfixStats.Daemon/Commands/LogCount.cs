// Counts logs on as many cores as there are, with the result of one.

using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Commands;

/// <summary>
/// Counts logs as one stream. Parts of them are counted beside each other and put together in their order.
/// </summary>
internal sealed class LogCount
{
    /// <summary>Each takes a core; more would hinder the mail server.</summary>
    private static readonly int Threads = Math.Min(Environment.ProcessorCount, 8);

    private readonly GrammarOptions _options;
    private readonly CountProgress _progress;
    private readonly Action<string> _complain;
    private readonly bool _inOrder;
    private readonly LineCounter _counter;
    private readonly Queue<(LogPart Part, Task<(LineCounter Counter, string? Error)> Result)> _running = new();

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
        _inOrder = messageMemory > 0;
        _counter = new LineCounter(Store, options, messages: _inOrder ? new MessageTracker(Store, messageMemory) : null);
    }

    /// <summary>What has been counted.</summary>
    public CounterStore Store { get; } = new(TimeProvider.System);

    /// <summary>Counts logs, the one after the other, and takes their lines in order where somebody wants to see them.</summary>
    /// <param name="names">File names; <c>-</c> is standard input.</param>
    /// <param name="newSink">Wraps the counter to see every line in its order, or null.</param>
    public void Read(IReadOnlyList<string> names, Func<LineCounter, ILineSink>? newSink)
    {
        _progress.Total = names.Contains("-") ? 0 : names.Sum(LengthOf);
        ILineSink? sink = newSink?.Invoke(_counter);
        foreach (string name in names)
        {
            try
            {
                foreach (LogPart part in LogInput.Open(name, _progress))
                {
                    Read(part, sink);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Finish(remaining: 0);
                Complain($"{name}: {e.Message}");
            }
        }

        Finish(remaining: 0);
        _progress.Clear();
    }

    private void Read(LogPart part, ILineSink? sink)
    {
        if (sink is null && !_inOrder && part.CanBeReadAgain && Threads > 1)
        {
            _running.Enqueue((part, Task.Run(() => Count(part))));
            Finish(remaining: Threads);
        }
        else
        {
            Finish(remaining: 0);
            ReadInOrder(part, sink ?? new CountingSink(_counter));
        }
    }

    private (LineCounter Counter, string? Error) Count(LogPart part)
    {
        var counter = new LineCounter(new CounterStore(TimeProvider.System), _options, isPart: true);
        return (counter, part.Read(new CountingSink(counter)));
    }

    /// <summary>Waits until only so many parts are left, and adds the others in their order.</summary>
    private void Finish(int remaining)
    {
        while (_running.Count > remaining)
        {
            (LogPart part, Task<(LineCounter Counter, string? Error)> result) = _running.Dequeue();
            (LineCounter counter, string? error) = Wait(result);
            if (!_counter.TryAppend(counter))
            {
                ReadInOrder(part, new CountingSink(_counter));
            }
            else
            {
                End(part, error);
            }
        }
    }

    private void ReadInOrder(LogPart part, ILineSink sink)
    {
        End(part, Wait(Task.Run(() => part.Read(sink))));
    }

    private void End(LogPart part, string? error)
    {
        part.Last?.Dispose();
        if (error is not null)
        {
            Complain(error);
        }
    }

    private T Wait<T>(Task<T> task)
    {
        while (!task.Wait(CountProgress.Interval, CancellationToken.None))
        {
            _progress.Show();
        }

        _progress.Show();
        return task.Result;
    }

    private void Complain(string error)
    {
        _progress.Clear();
        _complain(error);
    }

    private static long LengthOf(string name) => File.Exists(name) ? new FileInfo(name).Length : 0;
}
