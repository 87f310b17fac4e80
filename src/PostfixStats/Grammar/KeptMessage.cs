// The last message that nobody understood.

namespace PostfixStats.Grammar;

/// <summary>Keeps a message, cut to what a person needs to see of it, until somebody asks or the next one comes.</summary>
internal sealed class KeptMessage
{
    /// <summary>More than Postfix writes (MSG_SYSLOG_RECLEN is 2,000 octets).</summary>
    private const int MaxLength = 4096;

    private readonly byte[] _text = new byte[MaxLength];
    private int _length;
    private TaggedProgram? _tag;

    /// <summary>Its program and text with stars for what differs from line to line; empty where there is none.</summary>
    public string Shape => _tag is null ? "" : MessageShape.Of(_tag, _text.AsSpan(0, _length));

    public void Keep(TaggedProgram tag, ReadOnlySpan<byte> message)
    {
        _tag = tag;
        _length = Math.Min(message.Length, MaxLength);
        message[.._length].CopyTo(_text);
    }

    public void Clear() => _tag = null;
}
