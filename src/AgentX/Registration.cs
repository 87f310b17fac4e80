// A region of the OID space that a subagent asks for, RFC 2741 section 6.2.3.
namespace AgentX;

/// <summary>A registration: the subtree that a subagent wants to be asked about.</summary>
/// <remarks>
/// The longest registered OID wins, then the lowest priority number (RFC 2741 section 7.1.4.1). One registration of a private
/// subtree is best; a standard MIB that another agent serves already is registered column by column, at a priority below 127.
/// </remarks>
/// <param name="Subtree">The subtree's OID.</param>
public sealed record Registration(ObjectIdentifier Subtree)
{
    /// <summary>The priority that a registration has unless it says otherwise (RFC 2741 section 6.2.3).</summary>
    public const byte DefaultPriority = 127;

    /// <summary>1 to 255; the lower number wins.</summary>
    public byte Priority { get; init; } = DefaultPriority;

    /// <summary>The context, empty for the default one (RFC 2741 section 6.1.1).</summary>
    public string Context { get; init; } = "";

    /// <summary>Whether <see cref="Subtree"/> is the full name of one instance (INSTANCE_REGISTRATION).</summary>
    public bool IsInstance { get; init; }

    /// <summary>
    /// The position, counted from 1, of the sub-identifier of <see cref="Subtree"/> that runs up to <see cref="UpperBound"/>; 0 for no range
    /// (r.range_subid). net-snmp keeps one registration for each value of a range: keep ranges short, or better, have none.
    /// </summary>
    public byte RangeSubId { get; init; }

    /// <summary>The last value of the range, included (r.upper_bound).</summary>
    public uint UpperBound { get; init; }

    /// <summary>How long, in seconds, the master should wait for answers about this region; 0 for the session's time. net-snmp ignores it.</summary>
    public byte TimeoutSeconds { get; init; }

    /// <summary>The region in few words.</summary>
    public override string ToString() =>
        (RangeSubId == 0 ? $"{Subtree}" : $"{Subtree} (sub-identifier {RangeSubId} up to {UpperBound})")
        + $" at priority {Priority}" + (Context.Length == 0 ? "" : $" in context \"{Context}\"");
}
