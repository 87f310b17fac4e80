// Counters that exist once for each of a list of names, such as the delivery services of an instance.

namespace PostfixStats.Counting;

/// <summary>
/// A kind of rows that every instance has, and the counters of each row; the name people type is <c>PREFIX:ROW</c>. The rows are
/// fixed, or come from the log, and are then capped. Both lists are append-only: scripts, graphs and the state file depend on them.
/// </summary>
public sealed class CounterFamily
{
    private readonly string[] _prefixes;
    private readonly string[] _fixedRows;
    private readonly int _capacity;
    private readonly NameTable.Reservation? _isReserved;
    private readonly NameTable? _sharedRows;

    /// <summary>A family whose rows are the same everywhere.</summary>
    internal CounterFamily(string name, string[] prefixes, string[] rows)
    {
        Name = name;
        _prefixes = prefixes;
        _fixedRows = rows;
        _sharedRows = NameTable.Fixed(rows);
        Rows = rows.Length;
    }

    /// <summary>A family whose rows come from the log.</summary>
    /// <param name="name">What it is called in the state file.</param>
    /// <param name="prefixes">The counters' names without the row's.</param>
    /// <param name="capacity">How many rows there may be; further names share <c>~other</c>.</param>
    /// <param name="reserved">How many names there are for which there is always room.</param>
    /// <param name="isReserved">Tells whether a name is one of those.</param>
    internal CounterFamily(string name, string[] prefixes, int capacity, int reserved = 0, NameTable.Reservation? isReserved = null)
    {
        Name = name;
        _prefixes = prefixes;
        _fixedRows = [];
        _capacity = capacity;
        _isReserved = isReserved;
        Rows = capacity + reserved + 1;
    }

    /// <summary>What it is called in the state file.</summary>
    public string Name { get; }

    /// <summary>Its place in <see cref="CounterFamilies.All"/>.</summary>
    public int Index { get; internal set; }

    /// <summary>How many counters a row has.</summary>
    public int Width => _prefixes.Length;

    /// <summary>The rows where they are the same everywhere; empty where they come from the log.</summary>
    public IReadOnlyList<string> FixedRows => _fixedRows;

    /// <summary>Whether the rows are the same everywhere; else they come from the log.</summary>
    public bool IsFixed => _fixedRows.Length > 0;

    /// <summary>The set of those counters that are not in the closed list.</summary>
    public CounterSet Set { get; internal init; } = CounterSet.Details;

    /// <summary>
    /// How many counters of a row are in the closed list that <c>count</c> prints; those behind them are printed where
    /// their <see cref="Set"/> is asked for.
    /// </summary>
    public int Listed { get; internal init; }

    /// <summary>How many rows there can be, with <c>~other</c>.</summary>
    internal int Rows { get; }

    /// <summary>The first slot of the family behind the first one of the instance.</summary>
    internal int Offset { get; set; }

    /// <summary>The counters' names without the row's; each ends with a colon.</summary>
    public IReadOnlyList<string> Prefixes => _prefixes;

    /// <summary>The name people type, such as <c>sent:legal</c>.</summary>
    public string NameOf(int column, string row) => _prefixes[column] + row;

    /// <summary>The rows of an instance before anything was counted; all instances have the same where they never change.</summary>
    internal NameTable NewRows(NamePool pool) => _sharedRows ?? new NameTable(pool, _capacity, _isReserved);
}
