// Names that stand in several tables.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>Holds each name once: the instances of one host have mostly the same services and status codes. Not thread safe.</summary>
internal sealed class NamePool
{
    private readonly Dictionary<string, (string Name, byte[] Key)> _names = new(StringComparer.Ordinal);

    /// <summary>A name as text, and in ASCII.</summary>
    public (string Name, byte[] Key) Get(ReadOnlySpan<byte> name)
    {
        string text = Encoding.ASCII.GetString(name);
        if (!_names.TryGetValue(text, out (string Name, byte[] Key) known))
        {
            known = (text, name.ToArray());
            _names.Add(text, known);
        }

        return known;
    }
}
