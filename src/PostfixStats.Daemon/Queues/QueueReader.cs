// One look at the queues of an instance, in whichever way is open.

using System.Net.Sockets;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Queues;

/// <summary>Reads the queues from showq(8), and what it does not tell, or where it does not answer, from the directories.</summary>
internal sealed class QueueReader(QueueLocation location, TimeProvider clock)
{
    /// <summary>How long a reading may take: a million messages on a slow disk need their time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The instance that is read.</summary>
    public string Instance => location.Instance;

    /// <summary>Reads all queues once.</summary>
    /// <exception cref="QueueReadException">No way is open, or the one that is failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<(QueueReading Reading, QueueSource Source)> ReadAsync(CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        DateTimeOffset now = clock.GetUtcNow();
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            (QueueContents?[] queues, QueueSource source) = await ReadQueuesAsync(now, either.Token);
            return (new QueueReading(now, clock.GetElapsedTime(start), queues), source);
        }
        catch (QueueReadException e)
        {
            throw new QueueReadException($"{location.Socket}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new QueueReadException($"{location.Directory}: not read to the end in {Limit.TotalSeconds:0} seconds", e);
        }
    }

    private async Task<(QueueContents?[] Queues, QueueSource Source)> ReadQueuesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            using Socket showq = await ShowqClient.ConnectAsync(location.Socket, cancellation);
            QueueContents?[] told = await ShowqClient.ReceiveAsync(showq, now, clock, cancellation);
            told[(int)MailQueue.Corrupt] = Count(MailQueue.Corrupt, now, cancellation);
            return (told, QueueSource.Showq);
        }
        catch (SocketException e)
        {
            QueueContents?[] counted = CountAll(now, cancellation);
            return counted.Any(each => each is not null)
                ? (counted, QueueSource.Directories)
                : throw new QueueReadException(ShowqClient.Describe(e), e);
        }
    }

    private QueueContents?[] CountAll(DateTimeOffset now, CancellationToken cancellation)
    {
        var queues = new QueueContents?[MailQueueNames.Count];
        for (MailQueue queue = MailQueue.Maildrop; queue <= MailQueue.Corrupt; queue++)
        {
            queues[(int)queue] = Count(queue, now, cancellation);
        }

        return queues;
    }

    private QueueContents? Count(MailQueue queue, DateTimeOffset now, CancellationToken cancellation) =>
        QueueDirectory.Count(location.Directory, queue, now, cancellation);
}
