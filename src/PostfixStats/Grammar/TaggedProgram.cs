// What one syslog tag means.

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>One program of one Postfix instance, as its tag names it: looked up once, then found again by the tag's bytes.</summary>
internal sealed class TaggedProgram
{
    private readonly byte[] _service;
    private int _serviceRow = -1;
    private bool _serviceCapped;

    /// <summary>Notes what a tag means.</summary>
    /// <param name="name">The tag without process id.</param>
    /// <param name="counters">The instance's counters.</param>
    /// <param name="instanceCapped">Whether the instance went to <c>~other</c>.</param>
    /// <param name="program">The program, if the tag has one.</param>
    /// <param name="service">What deliveries count under where the record itself does not name the service.</param>
    /// <param name="excluded">Whether the configuration takes this service out of the totals.</param>
    public TaggedProgram(
        byte[] name, InstanceCounters counters, bool instanceCapped, PostfixProgram program, byte[] service, bool excluded)
    {
        Name = name;
        Ends = NameEnds.Of(name);
        Counters = counters;
        InstanceCapped = instanceCapped;
        Program = program;
        _service = service;
        Excluded = excluded;
    }

    public byte[] Name { get; }

    /// <summary>Both ends of <see cref="Name"/>, by which <see cref="TagTable"/> finds it.</summary>
    public NameEnds Ends { get; }

    public InstanceCounters Counters { get; }

    public bool InstanceCapped { get; }

    public PostfixProgram Program { get; }

    /// <summary>True for <c>postfix[123]:</c>, a tag without a program.</summary>
    public bool IsBare { get; init; }

    public bool Excluded { get; }

    /// <summary>The delivery service that the tag names, or the program's name.</summary>
    public ReadOnlySpan<byte> Service => _service;

    /// <summary>The row of <see cref="Service"/>.</summary>
    /// <param name="capped">True where it went to <c>~other</c>.</param>
    public int ServiceRow(out bool capped)
    {
        if (_serviceRow < 0)
        {
            _serviceRow = Counters.RowOf(CounterFamilies.Service, _service, out _serviceCapped);
        }

        capped = _serviceCapped;
        return _serviceRow;
    }
}
