// One line of `postfix-statsd check`.

namespace PostfixStats.Daemon.Checking;

/// <summary>What was seen of one thing, and what to do about it.</summary>
/// <param name="Verdict">How it stands.</param>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Remedy">The line to write or the command to type; null where there is nothing to do.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Text, string? Remedy = null)
{
    public static Finding Good(string subject, string text) => new(Verdict.Good, subject, text);

    public static Finding Bad(string subject, string text, string remedy) => new(Verdict.Bad, subject, text, remedy);

    public static Finding Unchecked(string subject, string text, string remedy) => new(Verdict.Unchecked, subject, text, remedy);
}
