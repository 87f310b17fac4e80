// What became of a log line; every line is exactly one of these.

namespace PostfixStats.Grammar;

/// <summary>The one of the five <c>lines:</c> counters that a line moves.</summary>
public enum LineOutcome
{
    /// <summary>The line moved a counter.</summary>
    Counted,
    /// <summary>A known Postfix line that feeds no counter.</summary>
    Ignored,
    /// <summary>A Postfix line of an unknown program, shape or status.</summary>
    Unknown,
    /// <summary>Another program's line.</summary>
    Foreign,
    /// <summary>A line without a syslog header.</summary>
    Unparsed,
}
