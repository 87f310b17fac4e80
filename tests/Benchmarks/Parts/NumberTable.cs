// Something to ask for.

using AgentX;

namespace Parts.Benchmarks;

/// <summary>A table of columns ROOT.1.2 to ROOT.1.6 whose cells have their row number as their value.</summary>
internal sealed class NumberTable(ObjectIdentifier root, int rows) : IMibView, IMibMoment
{
    /// <inheritdoc />
    public MibLayout Layout { get; } = new MibLayoutBuilder()
        .AddTable([.. Enumerable.Range(2, 5).Select(column => root.Append(1, (uint)column))], [.. Enumerable.Range(1, rows).Select(row => (uint[])[(uint)row])], 0)
        .Build();

    /// <inheritdoc />
    public IMibMoment Now() => this;

    /// <inheritdoc />
    public void WriteValue(int row, ref ValueWriter writer) => writer.Counter32((uint)row);
}
