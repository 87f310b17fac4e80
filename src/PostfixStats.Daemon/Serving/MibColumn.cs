// A column of a table of our MIB.

namespace PostfixStats.Daemon.Serving;

/// <summary>One accessible column.</summary>
/// <typeparam name="TRow">What a row of the table is about.</typeparam>
/// <param name="Arc">Its arc below the entry.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Syntax">Its type.</param>
/// <param name="Read">Makes the writer of a row's value.</param>
internal sealed record MibColumn<TRow>(uint Arc, string Descriptor, MibSyntax Syntax, Func<TRow, CellReader> Read);
