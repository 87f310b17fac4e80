// What a test may want of its snmpd beyond the usual.

namespace EndToEnd.Tests.Harness;

/// <summary>Settings of a <see cref="PrivateSnmpd"/>.</summary>
internal sealed record SnmpdOptions
{
    /// <summary>Who may read what: by default the community `public` everything.</summary>
    public string Access { get; init; } = "rocommunity public 127.0.0.1";

    /// <summary>Whether AgentX is served on a TCP port too.</summary>
    public bool AgentXTcp { get; init; }

    /// <summary>Further lines of snmpd.conf, such as `exec`, or `createUser` and `rouser`.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
