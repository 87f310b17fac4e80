// How logs are followed.

namespace PostfixStats.Following;

/// <summary>What is to be known of logs besides their names.</summary>
/// <param name="FromStart">At a first start, whether to count what a log holds already.</param>
/// <param name="OldDirectory">
/// Where else rotated logs are: logrotate's <c>olddir</c>, relative to the log's directory or absolute; null for nowhere.
/// </param>
public sealed record FollowOptions(bool FromStart = false, string? OldDirectory = null);
