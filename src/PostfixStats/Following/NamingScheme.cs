// What a rotated log's name tells of its age.

namespace PostfixStats.Following;

/// <summary>How a rotation names the files that it leaves.</summary>
internal enum NamingScheme
{
    /// <summary>A number that grows with the age.</summary>
    Number,

    /// <summary>A date from the year to the day or on, or the seconds since 1970.</summary>
    Date,

    /// <summary>Digits that tell files apart, and no order: a date that begins with the day.</summary>
    Unordered,
}
