// What the MIB module and the pages for people say of an object.

namespace PostfixStats.Daemon.Serving;

/// <summary>An accessible object of our MIB.</summary>
/// <param name="Arc">Its arc below the section of a scalar, below the entry of a column.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Syntax">Its type.</param>
/// <param name="Units">What is counted or measured; null where there is no unit.</param>
/// <param name="Description">What it means, in paragraphs with an empty line between them; keys and discontinuities are added.</param>
/// <param name="Key">The getter's key, with NAME for the row's name in a table; null where it has none.</param>
internal abstract record MibObject(uint Arc, string Descriptor, MibSyntax Syntax, string? Units, string Description, string? Key);
