// A view of values given one by one; each moment is the view itself.
namespace AgentX.Tests.Support;

internal sealed class TestView : IMibView, IMibMoment
{
    public delegate void Writing(ref ValueWriter writer);

    private readonly MibLayoutBuilder _builder = new();
    private readonly List<Writing> _values = [];
    private MibLayout? _layout;

    public int MomentsTaken { get; private set; }

    public MibLayout Layout => _layout ??= _builder.Build();

    /// <summary>Adds an instance; <paramref name="name"/> is "object|instance", as 1.3.6.1.4.1.9|0.</summary>
    public TestView Add(string name, Writing value)
    {
        var parts = name.Split('|');
        _builder.Add(ObjectIdentifier.Parse(parts[0]), ObjectIdentifier.Parse(parts[1]).Span, _values.Count);
        _values.Add(value);
        return this;
    }

    public TestView Add(string name, MibValue value) => Add(name, (ref ValueWriter w) => w.Value(value));

    /// <summary>Adds an instance that has no value at the moment.</summary>
    public TestView AddAbsent(string name) => Add(name, (ref ValueWriter w) => { });

    public TestView AddObject(string name)
    {
        _builder.AddObject(ObjectIdentifier.Parse(name));
        return this;
    }

    public IMibMoment Now()
    {
        MomentsTaken++;
        return this;
    }

    public void WriteValue(int row, ref ValueWriter writer) => _values[row](ref writer);
}
