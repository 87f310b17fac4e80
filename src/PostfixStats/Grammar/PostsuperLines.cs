// Lines of postsuper(1) (Postfix postsuper/postsuper.c).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>What an administrator does to messages by queue id; the totals it logs as well count nothing.</summary>
internal static class PostsuperLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return false;
        }

        Counter? counter =
            text.SequenceEqual("removed"u8) ? Counter.PostsuperRemoved
            : text.SequenceEqual("requeued"u8) ? Counter.PostsuperRequeued
            : text.SequenceEqual("placed on hold"u8) ? Counter.PostsuperPlacedOnHold
            : text.SequenceEqual("released from hold"u8) ? Counter.PostsuperReleasedFromHold
            : text.SequenceEqual("expired"u8) ? Counter.PostsuperExpired
            : null;
        if (!counter.HasValue)
        {
            return false;
        }

        tally.Add(counter.GetValueOrDefault());
        return true;
    }
}
