// Interpolated strings as octets of the state file.

using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;

namespace PostfixStats.State;

/// <summary>Writes the parts of an interpolated string where they belong, without a string between: a state has thousands of lines.</summary>
[InterpolatedStringHandler]
internal readonly ref struct StateInterpolation
{
    /// <summary>No number is longer.</summary>
    private const int MaxNumber = 32;

    private readonly ArrayBufferWriter<byte> _text;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Characters between the values.</param>
    /// <param name="formattedCount">How many values there are.</param>
    /// <param name="text">Where to write.</param>
    public StateInterpolation(int literalLength, int formattedCount, ArrayBufferWriter<byte> text)
    {
        _text = text;
        _text.GetSpan(literalLength + (formattedCount * MaxNumber));
    }

    /// <summary>Writes what stands between the values.</summary>
    public void AppendLiteral(string literal) => Encoding.UTF8.GetBytes(literal, _text);

    /// <summary>Writes a text.</summary>
    public void AppendFormatted(string value) => Encoding.UTF8.GetBytes(value, _text);

    /// <summary>Writes a counter's name.</summary>
    public void AppendFormatted(CounterName value)
    {
        AppendFormatted(value.Prefix);
        AppendFormatted(value.Row);
    }

    /// <summary>Writes a fingerprint.</summary>
    public void AppendFormatted(Fingerprint value) => AppendFormatted(value.ToString());

    /// <summary>Writes numbers, each behind a space.</summary>
    public void AppendFormatted(ReadOnlySpan<long> values)
    {
        foreach (long value in values)
        {
            _text.Write(" "u8);
            AppendFormatted(value);
        }
    }

    /// <summary>Writes a number.</summary>
    public void AppendFormatted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(_text.GetSpan(MaxNumber), out int written, format, CultureInfo.InvariantCulture);
        _text.Advance(written);
    }

    /// <summary>Ends the line.</summary>
    public void End() => _text.Write("\n"u8);
}
