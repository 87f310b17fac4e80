// Settings of the grammar that can change while lines are counted.

namespace PostfixStats.Grammar;

/// <summary>What an administrator told last; read at every line, and may be set on any thread.</summary>
/// <param name="options">What holds at first.</param>
public sealed class LiveGrammar(GrammarOptions options)
{
    private volatile GrammarOptions _options = options;

    /// <summary>What holds now; lines counted before keep what they counted for.</summary>
    public GrammarOptions Options
    {
        get => _options;
        set => _options = value;
    }
}
