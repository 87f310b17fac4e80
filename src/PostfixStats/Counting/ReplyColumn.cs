// How negative replies of our SMTP server are told apart.

namespace PostfixStats.Counting;

/// <summary>The class of a negative reply.</summary>
public enum ReplyColumn
{
    /// <summary>4xx: temporary.</summary>
    Class4,
    /// <summary>5xx: permanent.</summary>
    Class5,
    /// <summary>The log does not tell it.</summary>
    NoCode,
}
