// A pattern of the list of known lines.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>Literal text with <c>*</c> for any text, maybe after a queue id (<c>QID</c>) or a peer (<c>PEER</c>).</summary>
internal sealed class LineShape
{
    private const string QueueIdMark = "QID: ";
    private const string PeerMark = "PEER: ";

    private readonly byte[] _start;
    private readonly byte[][] _parts;
    private readonly bool _queueId;
    private readonly bool _peer;
    private readonly byte _first;

    public LineShape(string pattern)
    {
        int peer = pattern.IndexOf(PeerMark, StringComparison.Ordinal);
        _peer = peer >= 0;
        _start = Encoding.UTF8.GetBytes(_peer ? pattern[..peer] : "");
        _queueId = pattern.StartsWith(QueueIdMark, StringComparison.Ordinal);
        string rest = _peer ? pattern[(peer + PeerMark.Length)..] : _queueId ? pattern[QueueIdMark.Length..] : pattern;
        _parts = [.. rest.Split('*').Select(Encoding.UTF8.GetBytes)];
        _first = _start.Length > 0 ? _start[0] : _peer || _queueId || _parts[0].Length == 0 ? (byte)0 : _parts[0][0];
    }

    public bool Matches(ReadOnlySpan<byte> text)
    {
        // Most shapes of a program begin otherwise.
        if (_first != 0 && (text.IsEmpty || text[0] != _first))
        {
            return false;
        }

        if (_peer && !(text.Skip(_start) && SkipPeer(ref text)))
        {
            return false;
        }

        if ((_queueId && !QueueId.TrySkip(ref text, out _)) || !text.Skip(_parts[0]))
        {
            return false;
        }

        if (_parts.Length == 1)
        {
            return text.IsEmpty;
        }

        foreach (byte[] part in _parts.AsSpan(1, _parts.Length - 2))
        {
            if (!text.SkipPast(part))
            {
                return false;
            }
        }

        return text.EndsWith(_parts[^1]);
    }

    /// <summary><c>name[address]: </c> or <c>name[address]:port: </c>; there is no space in a peer.</summary>
    private static bool SkipPeer(ref ReadOnlySpan<byte> text) =>
        text.TakeUntil((byte)' ', out ReadOnlySpan<byte> peer)
        && peer is [.., (byte)':'] && peer.Contains((byte)'[') && peer.Contains((byte)']');
}
