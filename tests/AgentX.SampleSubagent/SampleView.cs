// Scalars BASE.1.1.0 to BASE.1.N.0, scalar n of value n, and a table of cells BASE.2.1.C.R,
// columns C from 2 to 6, of value C x 1000000 + R; all of them Counter32.
namespace AgentX.SampleSubagent;

/// <summary>Values that never change, so that one moment is enough.</summary>
internal sealed class SampleView : IMibView, IMibMoment
{
    private readonly List<uint> _values = [];

    public SampleView(ObjectIdentifier root, uint scalars, uint rows)
    {
        var layout = new MibLayoutBuilder();
        for (uint n = 1; n <= scalars; n++)
            Add(root.Append(1, n), 0, n);
        for (uint column = 2; column <= 6; column++)
        {
            var cells = root.Append(2, 1, column);
            for (uint row = 1; row <= rows; row++)
                Add(cells, row, (column * 1_000_000) + row);
        }

        Layout = layout.Build();

        void Add(ObjectIdentifier @object, uint instance, uint value)
        {
            layout.Add(@object, [instance], row: _values.Count);
            _values.Add(value);
        }
    }

    public MibLayout Layout { get; }

    public IMibMoment Now() => this;

    public void WriteValue(int row, ref ValueWriter writer) => writer.Counter32(_values[row]);
}
