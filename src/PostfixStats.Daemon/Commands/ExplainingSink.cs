// `count --explain`: what the grammar did not understand, and why.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;

namespace PostfixStats.Daemon.Commands;

/// <summary>Counts lines, and writes each unknown and unparsed one with the reason.</summary>
/// <param name="counter">Counts.</param>
/// <param name="output">Takes a line each: outcome, reason, shape and line, with tabs between them.</param>
internal sealed class ExplainingSink(LineCounter counter, Stream output) : ILineSink
{
    private readonly byte[] _shown = new byte[LineStream.MaxLineLength];

    /// <inheritdoc />
    public LineEffect LastEffect => counter.LastEffect;

    /// <inheritdoc />
    public void Take(ReadOnlySpan<byte> line) => Explain(counter.Count(line), line);

    /// <inheritdoc />
    public void TakeOverlong() => Explain(counter.CountOverlong(), default);

    private void Explain(LineOutcome outcome, ReadOnlySpan<byte> line)
    {
        if (outcome is LineOutcome.Unknown or LineOutcome.Unparsed)
        {
            string name = CounterNames.Of(Counter.LinesCounted + (int)outcome);
            output.Write(Encoding.UTF8.GetBytes($"{name}\t{counter.Reason}\t{counter.Shape}\t"));
            output.Write(Printable(line));
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>Strangers write into logs, and this goes to a terminal: what it would obey becomes a question mark, as Postfix does it.</summary>
    private ReadOnlySpan<byte> Printable(ReadOnlySpan<byte> line)
    {
        Span<byte> shown = _shown.AsSpan(0, line.Length);
        line.CopyTo(shown);
        for (int i = 0; i < shown.Length; i++)
        {
            // The control characters of C1 are two octets in UTF-8, C2 80 to C2 9F.
            bool control = shown[i] is < 0x20 or 0x7F || (shown[i] is >= 0x80 and <= 0x9F && i > 0 && shown[i - 1] == 0xC2);
            if (control)
            {
                shown[i] = (byte)'?';
            }
        }

        return shown;
    }
}
