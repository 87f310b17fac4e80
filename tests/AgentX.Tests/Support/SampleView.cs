// Scalars BASE.1.n.0 of value n and a table BASE.2.1.C.R, C from 2 to 6, of value C x 1000000 + R.
namespace AgentX.Tests.Support;

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
            for (uint row = 1; row <= rows; row++)
                Add(root.Append(2, 1, column), row, (column * 1_000_000) + row);
        }

        Layout = layout.Build();

        void Add(ObjectIdentifier @object, uint instance, uint value)
        {
            layout.Add(@object, [instance], _values.Count);
            _values.Add(value);
        }
    }

    public MibLayout Layout { get; }

    /// <summary>What a walk must print, numerically.</summary>
    public IEnumerable<string> Walk =>
        Enumerable.Range(0, Layout.Count).Select(i => $".{Layout.Name(i)} = Counter32: {_values[Layout.RowAt(i)]}");

    public IMibMoment Now() => this;

    public void WriteValue(int row, ref ValueWriter writer) => writer.Counter32(_values[row]);
}
