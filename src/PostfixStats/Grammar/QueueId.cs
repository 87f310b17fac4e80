// The queue id that most records begin with (Postfix global/mail_queue.h).

using System.Runtime.CompilerServices;

namespace PostfixStats.Grammar;

/// <summary>Steps over <c>QUEUEID: </c> or <c>NOQUEUE: </c>.</summary>
internal static class QueueId
{
    /// <summary>Real ones have at least six characters; anonymised logs stretch the exact grammar.</summary>
    private const int MinLength = 5;

    /// <summary>Steps over a queue id and the colon after it.</summary>
    /// <param name="text">A message; what follows the queue id.</param>
    /// <param name="none">True for <c>NOQUEUE</c>: nothing has been queued yet.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySkip(ref ReadOnlySpan<byte> text, out bool none)
    {
        none = false;
        int length = ByteText.CountLettersAndDigits(text);
        if (length < MinLength || length + 2 > text.Length || text[length] != ':' || text[length + 1] != ' ')
        {
            return false;
        }

        none = length == 7 && text.StartsWith("NOQUEUE"u8);
        text = text[(length + 2)..];
        return true;
    }

    /// <summary>Steps over the queue id of a message in the queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySkipReal(ref ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = text;
        if (!TrySkip(ref text, out bool none))
        {
            return false;
        }

        if (none)
        {
            text = start;
        }

        return !none;
    }

    /// <summary>Whether the whole text is a queue id.</summary>
    public static bool Is(ReadOnlySpan<byte> text) =>
        text.Length >= MinLength && ByteText.CountLettersAndDigits(text) == text.Length;
}
