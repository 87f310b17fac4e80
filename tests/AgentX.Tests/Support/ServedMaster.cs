// A real snmpd with a subagent, shared by the tests that only read.
namespace AgentX.Tests.Support;

public sealed class ServedMaster : IAsyncLifetime
{
    public const string Root = "1.3.6.1.4.1.8072.9999.9999.2741";

    /// <summary>An instance of each type, below Root.1, with what the snmp tools print of it.</summary>
    internal static readonly (string Name, TestView.Writing Write, string Printed)[] Scalars =
    [
        ("1", (ref w) => w.Integer32(-5), "INTEGER: -5"),
        ("2", (ref w) => w.OctetString("ABCDE"u8), "STRING: \"ABCDE\""),
        ("3", (ref w) => w.OctetString(default), "\"\""),
        ("4", (ref w) => w.ObjectIdentifier([1, 3, 6, 1, 4, 1, 8072, uint.MaxValue]), "OID: .1.3.6.1.4.1.8072.4294967295"),
        ("5", (ref w) => w.ObjectIdentifier([0, 0]), "OID: .0.0"),
        ("6", (ref w) => w.IpAddress([192, 0, 2, 1]), "IpAddress: 192.0.2.1"),
        ("7", (ref w) => w.Counter32(4_000_000_000), "Counter32: 4000000000"),
        ("8", (ref w) => w.Gauge32(7), "Gauge32: 7"),
        ("9", (ref w) => w.TimeTicks(100), "Timeticks: (100) 0:00:01.00"),
        ("10", (ref w) => w.Counter64((1UL << 63) + 5), "Counter64: 9223372036854775813"),
        ("11", (ref w) => w.TimeStamp(TimeSpan.FromDays(3650)), "Timeticks: (0) 0:00:00.00"),
    ];

    private Snmpd? _master;
    private RunningSubagent? _subagent;

    /// <summary>The table at Root.2, 5 columns of this many rows.</summary>
    public static int Rows => 40;

    internal Snmpd Master => _master!;

    internal RunningSubagent Subagent => _subagent!;

    /// <summary>Everything a walk of Root prints.</summary>
    internal static IEnumerable<string> Walk =>
    [
        .. Scalars.Select(s => $".{Root}.1.{s.Name}.0 = {s.Printed}"),
        .. Enumerable.Range(2, 5).SelectMany(c => Enumerable.Range(1, Rows).Select(r => $".{Root}.2.1.{c}.{r} = Counter32: {(c * 1_000_000) + r}")),
    ];

    public async ValueTask InitializeAsync()
    {
        if (!Snmpd.IsInstalled)
            return;
        _master = await new Snmpd($"""
            view most included .1
            view most excluded .{Root}.2.1.4
            rocommunity viewed default -V most
            view systemonly included .1.3.6.1.2.1.1
            view systemonly included .1.3.6.1.2.1.25.1
            rocommunity debian default -V systemonly
            view opened included .1.3.6.1.2.1.1
            view opened included .1.3.6.1.2.1.25.1
            view opened included .{Root}
            rocommunity opened default -V opened
            createUser walker SHA authpassword AES privpassword
            rouser walker priv
            """).StartAsync();
        _subagent = new RunningSubagent(View(), ObjectIdentifier.Parse(Root), _master.Unix);
        await _subagent.UntilAsync(SubagentState.Serving);
    }

    public async ValueTask DisposeAsync()
    {
        if (_subagent is not null)
            await _subagent.DisposeAsync();
        _master?.Dispose();
    }

    private static TestView View()
    {
        var view = new TestView();
        foreach (var (name, write, _) in Scalars)
            view.Add($"{Root}.1.{name}|0", write);
        for (var column = 2; column <= 6; column++)
        {
            for (var row = 1; row <= Rows; row++)
                view.Add($"{Root}.2.1.{column}|{row}", MibValue.Counter32((uint)((column * 1_000_000) + row)));
        }

        return view.Add($"{Root}.3|0", MibValue.Integer32(1)).AddAbsent($"{Root}.4|0");
    }
}
