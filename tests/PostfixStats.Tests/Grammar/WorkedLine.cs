// A line of a log, and what it has to count.

using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>A row of a .tsv file beside this one: <c>name=count,name=count</c>, a tab, and the line.</summary>
public sealed record WorkedLine(string Expected, string Line)
{
    /// <summary>The rows of a file; lines that begin with <c>#</c> are comments.</summary>
    public static IReadOnlyList<WorkedLine> Read(string file)
    {
        using Stream stream = typeof(WorkedLine).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<WorkedLine>();
        while (reader.ReadLine() is { } row)
        {
            if (row.Length > 0 && row[0] != '#')
            {
                string[] columns = row.Split('\t', 2);
                rows.Add(new WorkedLine(columns[0], columns[1]));
            }
        }

        return rows;
    }

    /// <summary>The line in bytes; <c>\xHH</c> stands for a byte that a text file cannot hold.</summary>
    public byte[] Bytes => Unescape(Line);

    /// <summary>The names and counts expected.</summary>
    public SortedDictionary<string, long> Counts => Parse(Expected);

    /// <summary>What a store has counted, without the zeroes; <c>lines:</c> names only where they are expected.</summary>
    public static string Describe(CounterStore store, bool withLines) =>
        string.Join(',', store.Snapshot().Named()
            .Where(each => each.Value != 0 && (withLines || !each.Key.StartsWith("lines:", StringComparison.Ordinal)))
            .Select(each => $"{each.Key}={each.Value}"));

    public static string Normalize(string expected) => string.Join(',', Parse(expected).Select(each => $"{each.Key}={each.Value}"));

    private static SortedDictionary<string, long> Parse(string expected)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string each in expected.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = each.Split('=');
            counts.Add(pair[0], long.Parse(pair[1], null));
        }

        return counts;
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x' && char.IsAsciiHexDigit(text[i + 2]) && char.IsAsciiHexDigit(text[i + 3]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 2, 2), 16));
                i += 3;
            }
            else
            {
                int length = i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return [.. bytes];
    }

    public override string ToString() => Line;
}
