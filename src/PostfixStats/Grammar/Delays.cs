// How long deliveries took: delay=D, delays=a/b/c/d (Postfix global/log_adhoc.c).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Counts the times of recipients that were delivered to. The delay of a deferred record is an age, not a delay.</summary>
internal static class Delays
{
    /// <summary>A longer time is no delay but a forgery or a clock that jumped; it is counted as this much.</summary>
    private const long MaxMilliseconds = 100L * 366 * 86_400 * 1000;

    /// <summary>The upper ends of the histogram's rows but the last (<see cref="CounterFamilies.Delay"/>), in milliseconds.</summary>
    private static readonly long[] Bounds = [100, 1000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];

    /// <summary>Counts the times of a record.</summary>
    public static void Count(in DeliveryRecord record, int serviceRow, Tally tally)
    {
        ReadOnlySpan<byte> text = record.Delay;
        if (TryTake(ref text, out long total) && text.IsEmpty)
        {
            tally.AddDetail(ServiceCounter.DelayMilliseconds, serviceRow, total);
            tally.AddDetail(ServiceCounter.DelayRecords, serviceRow);
            Count(DelayStage.Total, total, tally);
        }

        text = record.Delays;
        for (DelayStage stage = DelayStage.BeforeQueueManager; TryTake(ref text, out long part); stage++)
        {
            Count(stage, part, tally);
            if (stage == DelayStage.Transmission || !text.Skip("/"u8))
            {
                return;
            }
        }
    }

    private static void Count(DelayStage stage, long milliseconds, Tally tally)
    {
        int row = 0;
        while (row < Bounds.Length && milliseconds > Bounds[row])
        {
            row++;
        }

        tally.Add(CounterFamilies.Delay, row, (int)stage);
        if (milliseconds > 0)
        {
            tally.Add(CounterFamilies.DelaySum, (int)stage, 0, milliseconds);
        }
    }

    /// <summary>Takes seconds such as <c>0.12</c> or <c>12</c>, as milliseconds.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        int end = 0;
        for (; end < text.Length && ByteText.IsDigit(text[end]); end++)
        {
            milliseconds = Math.Min((milliseconds * 10) + text[end] - '0', MaxMilliseconds);
        }

        bool isNumber = end > 0;
        milliseconds *= 1000;
        if (end < text.Length && text[end] == '.')
        {
            end++;
            for (int unit = 100; end < text.Length && ByteText.IsDigit(text[end]); end++)
            {
                milliseconds += (text[end] - '0') * unit;
                unit /= 10;
            }
        }

        text = text[end..];
        milliseconds = Math.Min(milliseconds, MaxMilliseconds);
        return isNumber;
    }
}
