// What a declaration or a notification must fulfil; found at once, so that no master has to refuse it or to complain.
using System.Text;

namespace AgentX.Sessions;

internal static class DeclarationRules
{
    /// <summary>o.descr and a.descr are DisplayStrings, which end at 255 octets (RFC 2741 sections 6.2.1 and 6.2.14).</summary>
    private const int MaxText = 255;

    public static void Check(SubagentOptions options)
    {
        if (options.Addresses.Count == 0)
            throw new ArgumentException("A subagent needs the address of a master.", nameof(options));
        CheckText(options.Description);
        Check(options.Registrations, options);
        Check(options.Capabilities);
    }

    public static void Check(IReadOnlyList<Registration> registrations, SubagentOptions options)
    {
        foreach (var registration in registrations)
        {
            if (registration.Context.Length > 0 && !options.ContextViews.ContainsKey(registration.Context))
                throw new ArgumentException($"{registration}: there is no view of this context.", nameof(registrations));
            if (registration.RangeSubId > registration.Subtree.Length)
                throw new ArgumentException($"{registration}: the subtree has {registration.Subtree.Length} sub-identifiers.", nameof(registrations));
            if (registration.RangeSubId > 0 && registration.UpperBound < registration.Subtree[registration.RangeSubId - 1])
                throw new ArgumentException($"{registration}: the range ends before it begins.", nameof(registrations));
        }
    }

    public static void Check(IReadOnlyList<AgentCapabilities> capabilities)
    {
        foreach (var row in capabilities)
            CheckText(row.Description);
    }

    /// <summary>A master drops or complains about what it cannot pass on to a receiver of SNMPv1 traps (RFC 3584 section 3.2).</summary>
    public static void CheckNotification(IReadOnlyList<VarBind> varBinds)
    {
        foreach (var varBind in varBinds)
        {
            if (varBind.Value.Type == VarBindType.Counter64)
                throw new ArgumentException(
                    $"{varBind.Name} is a Counter64, which a notification cannot carry to SNMPv1: send a 32-bit object instead.", nameof(varBinds));
        }
    }

    private static void CheckText(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxText)
            throw new ArgumentException($"A description has at most {MaxText} octets: \"{text}\".", nameof(text));
    }
}
