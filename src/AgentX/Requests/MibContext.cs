// A context's data, RFC 2741 section 6.1.1.
namespace AgentX.Requests;

/// <summary>A context a subagent serves, with its moments.</summary>
internal sealed class MibContext(byte[] name, IMibView view, TimeProvider clock)
{
    /// <summary>The context's name in octets; empty for the default context.</summary>
    public ReadOnlySpan<byte> Name => name;

    public MomentCache Moments { get; } = new(view, clock);
}
