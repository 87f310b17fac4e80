// One entry of `journalctl -o json`: an object of fields, each a string, or an array of byte values where it is no UTF-8.

using System.Text.Json;

namespace PostfixStats.Grammar;

/// <summary>Reads the two fields that count; its buffers are used again for the next entry.</summary>
internal sealed class JournalEntry
{
    /// <summary>As long as a line may be.</summary>
    private readonly byte[] _message = new byte[16 * 1024];
    private readonly byte[] _identifier = new byte[1024];
    private int _messageLength;
    private int _identifierLength;

    /// <summary>SYSLOG_IDENTIFIER.</summary>
    public ReadOnlySpan<byte> Identifier => _identifier.AsSpan(0, _identifierLength);

    /// <summary>MESSAGE.</summary>
    public ReadOnlySpan<byte> Message => _message.AsSpan(0, _messageLength);

    /// <summary>Whether the message is null: journalctl without --all leaves out what is longer than 4096 octets.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>Reads a line; false where it is no object with a message.</summary>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        _identifierLength = 0;
        _messageLength = -1;
        IsLeftOut = false;
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("MESSAGE"u8))
                {
                    reader.Read();
                    IsLeftOut = reader.TokenType == JsonTokenType.Null;
                    _messageLength = ReadValue(ref reader, _message);
                }
                else if (reader.ValueTextEquals("SYSLOG_IDENTIFIER"u8))
                {
                    reader.Read();
                    _identifierLength = ReadValue(ref reader, _identifier);
                }
                else
                {
                    reader.Skip();
                }
            }

            reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A string that is no UTF-8.
            return false;
        }

        return _messageLength >= 0;
    }

    private static int ReadValue(ref Utf8JsonReader reader, Span<byte> buffer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length <= buffer.Length:
                return reader.CopyString(buffer);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, buffer);
            default:
                reader.Skip();
                return 0;
        }
    }

    /// <summary>Byte values; where a field occurs several times, an array of its values, of which the first one counts.</summary>
    private static int ReadArray(ref Utf8JsonReader reader, Span<byte> buffer)
    {
        int length = 0;
        bool first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                if (length < buffer.Length && reader.TryGetByte(out byte value))
                {
                    buffer[length++] = value;
                }
            }
            else if (first)
            {
                length = ReadValue(ref reader, buffer);
            }
            else
            {
                reader.Skip();
            }

            first = false;
        }

        return length;
    }
}
