// Table, header, body and milter actions that do not reject.

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Finds the counter of an action by the word in the log (Postfix smtpd/smtpd_check.c, cleanup/cleanup_message.c).</summary>
internal static class Actions
{
    public static bool TryFind(ReadOnlySpan<byte> word, out Counter counter)
    {
        Counter? found = word.Length switch
        {
            3 when word.SequenceEqual("bcc"u8) => Counter.ActionBcc,
            4 when word.SequenceEqual("warn"u8) => Counter.ActionWarn,
            4 when word.SequenceEqual("info"u8) => Counter.ActionInfo,
            4 when word.SequenceEqual("hold"u8) => Counter.ActionHold,
            4 when word.SequenceEqual("pass"u8) => Counter.ActionPass,
            5 when word.SequenceEqual("delay"u8) => Counter.ActionDelay,
            5 when word.SequenceEqual("strip"u8) => Counter.ActionStrip,
            6 when word.SequenceEqual("filter"u8) => Counter.ActionFilter,
            6 when word.SequenceEqual("hangup"u8) => Counter.ActionHangup,
            6 when word.SequenceEqual("permit"u8) => Counter.ActionPermit,
            7 when word.SequenceEqual("warning"u8) => Counter.ActionWarning,
            7 when word.SequenceEqual("discard"u8) => Counter.ActionDiscard,
            7 when word.SequenceEqual("prepend"u8) => Counter.ActionPrepend,
            7 when word.SequenceEqual("replace"u8) => Counter.ActionReplace,
            8 when word.SequenceEqual("redirect"u8) => Counter.ActionRedirect,
            11 when word.SequenceEqual("milter-hold"u8) => Counter.ActionMilterHold,
            14 when word.SequenceEqual("reject_warning"u8) => Counter.ActionRejectWarning,
            14 when word.SequenceEqual("milter-discard"u8) => Counter.ActionMilterDiscard,
            _ => null,
        };
        counter = found.GetValueOrDefault();
        return found.HasValue;
    }
}
