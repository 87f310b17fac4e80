// One screenful.

using System.Globalization;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Watching;

/// <summary>Draws what is known as lines of text.</summary>
/// <param name="shape">What it is drawn for.</param>
internal sealed class WatchFrame(WatchShape shape)
{
    /// <summary>What it is laid out for: a wider one has room for longer names, a narrower one shows less.</summary>
    private const int UsualWidth = 80;

    /// <summary>Two at the top, two at the bottom.</summary>
    private const int FixedLines = 4;

    private const int LeastName = 16;
    private const int Cell = 9;
    private const int Cells = 3;

    private const string Bold = "1";
    private const string Faint = "2";
    private const string Red = "31";
    private const string Cyan = "36";

    private readonly List<string> _lines = [];
    private int _name = LeastName;

    /// <summary>The lines.</summary>
    /// <param name="host">Whose mail it is.</param>
    /// <param name="now">The time, as people here have it.</param>
    /// <param name="rates">The rates.</param>
    /// <param name="trouble">Why there are none; null where there are.</param>
    public IReadOnlyList<string> Draw(string host, DateTimeOffset now, RateHistory rates, string? trouble)
    {
        string time = now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + (shape.Keys ? "   q quits" : "");
        string title = "Postfix on " + host;
        _lines.Add(Paint(Bold, title) + time.PadLeft(Math.Max(time.Length + 2, Math.Min(shape.Width, UsualWidth) - 1 - title.Length)));
        _lines.Add(trouble is not null ? Paint(Red, trouble) : Basis(now, rates));
        if (rates.Last is { } last)
        {
            IReadOnlyList<WatchSection> sections = WatchSections.Of(last);
            int longest = sections.SelectMany(section => section.Rows).Max(row => row.Name.Length);
            _name = Math.Max(LeastName, Math.Min(longest, LeastName + shape.Width - UsualWidth));
            List<string> queues = [.. Queues(last, now)];
            int[] rows = Share([.. sections.Select(section => section.Rows.Count)], shape.Height - queues.Count - FixedLines);
            for (int i = 0; i < sections.Count; i++)
            {
                Section(sections[i], rows[i], rates, isKnown: trouble is null);
            }

            _lines.AddRange(queues);
            _lines.Add("");
            _lines.Add(Log(last, now, rates, isKnown: trouble is null));
        }

        return _lines.Count <= shape.Height ? _lines : _lines[..Math.Max(shape.Height, 0)];
    }

    private static string Basis(DateTimeOffset now, RateHistory rates) => rates switch
    {
        { Last: null } => "",
        { Last: { } last, Span: { Ticks: > 0 } span } =>
            $"per minute over the last {WatchText.Duration(span)}, as saved {WatchText.Duration(now - last.At)} ago",
        _ => "rates come with the daemon's next save, after 30 seconds at the latest",
    };

    /// <summary>
    /// How many rows each section has where there is not room for all: the longest ones are cut first. It is never two: a row for all
    /// and one for all but none would say the same.
    /// </summary>
    private static int[] Share(int[] wanted, int room)
    {
        int[] rows = [.. wanted];
        while (rows.Sum() + (2 * rows.Length) > room && rows.Max() > 1)
        {
            int longest = Array.LastIndexOf(rows, rows.Max());
            rows[longest] -= rows[longest] == 3 ? 2 : 1;
        }

        return rows;
    }

    private void Section(WatchSection section, int count, RateHistory rates, bool isKnown)
    {
        _lines.Add("");
        string titles = string.Concat(section.Columns.Select(title => title.PadLeft(Cell))).PadRight(Cells * Cell);
        _lines.Add(Paint(Bold, section.Title.PadRight(_name + 2) + (shape.Bars ? $"{titles}   {section.Course,-RateHistory.Bars}{"peak",Cell}" : titles.TrimEnd())));
        IReadOnlyList<WatchRow> rows = section.Rows;
        if (count < rows.Count)
        {
            // The first row is the sum of all; the last one stands for what there is no room for.
            WatchRow[] rest = [.. rows.Skip(count - 1)];
            rows = count == 1
                ? [rows[0]]
                : [.. rows.Take(count - 1), WatchRow.Together($"{rest.Length} more", section.Columns.Count, rest)];
        }

        foreach (WatchRow row in rows)
        {
            Row(row, rates, isKnown);
        }
    }

    private void Row(WatchRow row, RateHistory rates, bool isKnown)
    {
        string cells = string.Concat(row.Cells.Select(names => WatchText.Rate(isKnown ? rates.PerMinute(names) : null).PadLeft(Cell)));
        string line = "  " + Cut(row.Name).PadRight(_name);
        if (!shape.Bars)
        {
            _lines.Add((line + cells).TrimEnd());
            return;
        }

        double?[] course = rates.Course(row.Course);
        string peak = course.Max() is { } largest ? WatchText.Rate(largest) : "";
        _lines.Add($"{line}{cells.PadRight(Cells * Cell)}   {Paint(Cyan, WatchText.Bars(course))}{Paint(Faint, peak.PadLeft(Cell).TrimEnd())}".TrimEnd());
    }

    private IEnumerable<string> Queues(Reading last, DateTimeOffset now)
    {
        if (last.Queues.Count == 0)
        {
            yield break;
        }

        yield return "";
        DateTimeOffset? read = last.Queues.Min(queue => queue.Reading?.At);
        string title = read is null ? "QUEUES" : $"QUEUES, {WatchText.Duration(now - read.Value)} ago";
        yield return Paint(Bold, title.PadRight(_name + 2) + string.Concat(MailQueueNames.All.Select(name => name.PadLeft(Cell))) + " oldest");
        foreach (QueueSnapshot queue in last.Queues)
        {
            string name = "  " + Cut(queue.Instance).PadRight(_name);
            if (queue.Reading is { } reading)
            {
                long? oldest = reading.Queues.Max(each => each is { Messages: > 0 } ? each.Details?.OldestAge : null);
                yield return (name
                    + string.Concat(reading.Queues.Select(each => (each is null ? "-" : WatchText.Number(each.Messages)).PadLeft(Cell)))
                    + (oldest is null ? "" : WatchText.Duration(TimeSpan.FromSeconds(oldest.Value)).PadLeft(7))).TrimEnd();
            }

            if (queue.Failure is { } failure)
            {
                yield return name + "   " + Paint(Red, "cannot be read: " + failure);
            }
        }
    }

    private string Log(Reading last, DateTimeOffset now, RateHistory rates, bool isKnown)
    {
        double? rate = isKnown ? rates.PerMinute(WatchSections.Lines) : null;
        string since = last.Since.ToOffset(now.Offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string text = $"{WatchText.Number(last.Sum(WatchSections.Lines))} lines since {since}";
        if (last.Sum(WatchSections.LinesNotUnderstood) is > 0 and long unknown)
        {
            text += $", {WatchText.Number(unknown)} unknown";
        }

        if (last.Gaps > 0)
        {
            text += $", {WatchText.Number(last.Gaps)} {(last.Gaps == 1 ? "gap" : "gaps")}";
        }

        return $"{Paint(Bold, "LOG".PadRight(_name + 2))}{WatchText.Rate(rate).PadLeft(Cell)}  {text}";
    }

    private string Cut(string name) => name.Length <= _name ? name : name[..(_name - 1)] + "~";

    private string Paint(string style, string text) => shape.Colours && !string.IsNullOrWhiteSpace(text) ? $"\e[{style}m{text}\e[m" : text;
}
