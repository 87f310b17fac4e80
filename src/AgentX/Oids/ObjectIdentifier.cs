// The OBJECT IDENTIFIER of the public surface: an immutable value with SNMP's order.
// The hot path never touches it: there OIDs are spans of sub-identifiers.
using System.Diagnostics.CodeAnalysis;

namespace AgentX;

/// <summary>
/// An OBJECT IDENTIFIER: 1 to 128 sub-identifiers of 32 bits each (RFC 2578 section 7.1.3), immutable.
/// The order is SNMP's: sub-identifier by sub-identifier, unsigned; a prefix comes before its continuations.
/// </summary>
public sealed class ObjectIdentifier : IEquatable<ObjectIdentifier>, IComparable<ObjectIdentifier>, ISpanParsable<ObjectIdentifier>
{
    /// <summary>The most sub-identifiers an OID may have (RFC 2578 section 7.1.3).</summary>
    public const int MaxLength = 128;

    private readonly uint[] _subIds;

    /// <summary>Makes an OID of the given sub-identifiers, which are copied.</summary>
    /// <exception cref="ArgumentException">There are none, or more than <see cref="MaxLength"/>.</exception>
    public ObjectIdentifier(params ReadOnlySpan<uint> subIds)
    {
        if (subIds.Length is 0 or > MaxLength)
            throw new ArgumentException($"An OID has 1 to {MaxLength} sub-identifiers, not {subIds.Length}.", nameof(subIds));
        _subIds = subIds.ToArray();
    }

    /// <summary>The number of sub-identifiers, 1 to 128.</summary>
    public int Length => _subIds.Length;

    /// <summary>The sub-identifier at a position, counted from 0.</summary>
    public uint this[int index] => _subIds[index];

    /// <summary>All sub-identifiers, in order.</summary>
    public ReadOnlySpan<uint> Span => _subIds;

    /// <summary>Parses dotted decimals, <c>1.3.6.1.4.1</c>; one leading dot is accepted.</summary>
    /// <exception cref="FormatException">The text is no OID; the message says what is wrong with it.</exception>
    public static ObjectIdentifier Parse(ReadOnlySpan<char> text)
    {
        Span<uint> subIds = stackalloc uint[MaxLength];
        return OidText.Parse(text, subIds, out var length) is { } problem
            ? throw new FormatException($"\"{text}\" is no OID: {problem}.")
            : new ObjectIdentifier(subIds[..length]);
    }

    /// <summary>Parses dotted decimals; false if the text is no OID.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ObjectIdentifier? oid)
    {
        Span<uint> subIds = stackalloc uint[MaxLength];
        oid = OidText.Parse(text, subIds, out var length) is null ? new ObjectIdentifier(subIds[..length]) : null;
        return oid is not null;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static ObjectIdentifier Parse(string text) => Parse(text.AsSpan());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ObjectIdentifier?)"/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ObjectIdentifier? oid) => TryParse(text.AsSpan(), out oid);

    static ObjectIdentifier ISpanParsable<ObjectIdentifier>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<ObjectIdentifier>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out ObjectIdentifier result) => TryParse(s, out result);

    static ObjectIdentifier IParsable<ObjectIdentifier>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ObjectIdentifier>.TryParse(
        string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ObjectIdentifier result) => TryParse(s, out result);

    /// <summary>A new OID: this one continued by <paramref name="subIds"/>.</summary>
    /// <exception cref="ArgumentException">The result would have more than <see cref="MaxLength"/> sub-identifiers.</exception>
    public ObjectIdentifier Append(params ReadOnlySpan<uint> subIds) => new([.. _subIds, .. subIds]);

    /// <summary>Whether <paramref name="prefix"/> is this OID or one of its ancestors.</summary>
    public bool StartsWith(ObjectIdentifier prefix) => Span.StartsWith(prefix.Span);

    /// <inheritdoc/>
    public int CompareTo(ObjectIdentifier? other) => other is null ? 1 : Span.SequenceCompareTo(other.Span);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] ObjectIdentifier? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ObjectIdentifier);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var subId in _subIds)
            hash.Add(subId);
        return hash.ToHashCode();
    }

    /// <summary>The dotted decimals, without a leading dot.</summary>
    public override string ToString() => OidText.Format(_subIds);

    /// <summary>Whether two OIDs are the same.</summary>
    public static bool operator ==(ObjectIdentifier? left, ObjectIdentifier? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two OIDs differ.</summary>
    public static bool operator !=(ObjectIdentifier? left, ObjectIdentifier? right) => !(left == right);

    /// <summary>Whether the left OID comes before the right one.</summary>
    public static bool operator <(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left OID comes after the right one.</summary>
    public static bool operator >(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left OID is the right one or comes before it.</summary>
    public static bool operator <=(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left OID is the right one or comes after it.</summary>
    public static bool operator >=(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) >= 0;
}
