// What a frame is drawn for.

namespace PostfixStats.Daemon.Watching;

/// <summary>The room there is, and what may be drawn in it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Lines.</param>
/// <param name="Colours">Whether there are colours and weights (ECMA-48, SGR).</param>
/// <param name="Bars">Whether there are Unicode's block elements.</param>
/// <param name="Keys">Whether there is a keyboard.</param>
internal sealed record WatchShape(int Width, int Height, bool Colours, bool Bars, bool Keys)
{
    /// <summary>A pipe or a file: text without end.</summary>
    public static WatchShape Plain { get; } = new(short.MaxValue, int.MaxValue, Colours: false, Bars: false, Keys: false);
}
