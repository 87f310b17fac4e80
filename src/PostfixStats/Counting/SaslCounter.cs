// The counters every SASL mechanism has.

namespace PostfixStats.Counting;

/// <summary>One counter of <see cref="CounterFamilies.Sasl"/>.</summary>
public enum SaslCounter
{
    /// <summary>Transactions of authenticated clients.</summary>
    Messages,
    /// <summary>Failed authentications.</summary>
    Failed,
}
