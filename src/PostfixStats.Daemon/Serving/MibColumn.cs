// A column of a table of our MIB.

namespace PostfixStats.Daemon.Serving;

/// <inheritdoc />
/// <typeparam name="TRow">What a row of the table is about.</typeparam>
/// <param name="Arc">Its arc below the entry.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Syntax">Its type.</param>
/// <param name="Units">What is counted or measured.</param>
/// <param name="Description">What it means.</param>
/// <param name="Key">The getter's key.</param>
/// <param name="Write">Writes a row's value.</param>
internal sealed record MibColumn<TRow>(
    uint Arc, string Descriptor, MibSyntax Syntax, string? Units, string Description, string? Key, RowWriter<TRow> Write)
    : MibObject(Arc, Descriptor, Syntax, Units, Description, Key);
