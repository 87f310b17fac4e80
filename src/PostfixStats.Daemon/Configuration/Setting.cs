// One value from one place, before it is understood.

namespace PostfixStats.Daemon.Configuration;

/// <summary>A value that somebody set.</summary>
/// <param name="Key">One of <see cref="SettingKeys"/>.</param>
/// <param name="Values">Its text, or several for a list.</param>
/// <param name="Where">How the person who set it knows it: <c>--base-oid</c>, <c>POSTFIX_STATS_BASE_OID</c>, <c>FILE: base-oid</c>.</param>
/// <param name="ExitCode">How to end where it is bad: options and the rest have different codes.</param>
internal sealed record Setting(string Key, IReadOnlyList<string> Values, string Where, int ExitCode);
