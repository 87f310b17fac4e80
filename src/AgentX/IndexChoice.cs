// How an index value is chosen, RFC 2741 section 6.2.12.
namespace AgentX;

/// <summary>Which value an index allocation asks for (RFC 2741 section 7.1.2).</summary>
public enum IndexChoice
{
    /// <summary>The very value in the varbind.</summary>
    Given,

    /// <summary>Any value that is free now (ANY_INDEX); the varbind's is ignored.</summary>
    AnyFree,

    /// <summary>A value that was never allocated before (NEW_INDEX); the varbind's is ignored.</summary>
    New,
}
