// How values of ours become values of SNMP.

using System.Buffers.Binary;
using System.Text.Unicode;
using AgentX;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes what the types of the MIB make of numbers, texts and times.</summary>
internal static class ValueForms
{
    /// <summary>The octets of an SnmpAdminString (RFC 3411).</summary>
    private const int MaxText = 255;

    /// <summary>A Counter32: the low 32 bits (RFC 2578 7.1.6).</summary>
    public static void Counter(this ref ValueWriter writer, long value) => writer.Counter32((uint)value);

    /// <summary>A gauge, which stays at its end where the value is beyond it (RFC 2578 7.1.7).</summary>
    public static void Gauge(this ref ValueWriter writer, long value) => writer.Gauge32((uint)Math.Min(value, uint.MaxValue));

    /// <summary>A text, as far as an SnmpAdminString holds it.</summary>
    public static void Text(this ref ValueWriter writer, string text)
    {
        Span<byte> utf8 = stackalloc byte[MaxText];
        Utf8.FromUtf16(text, utf8, out _, out int length);
        writer.OctetString(utf8[..length]);
    }

    /// <summary>A point in time as the master's sysUpTime; nothing where it is not known.</summary>
    public static void TimeStamp(this ref ValueWriter writer, DateTimeOffset? time, TimeProvider clock)
    {
        if (clock.GetUtcNow() - time is { } age)
        {
            writer.TimeStamp(age < TimeSpan.Zero ? TimeSpan.Zero : age);
        }
    }

    /// <summary>A TimeInterval: hundredths of a second (RFC 2579), at its end where it is beyond it; nothing where it is not known.</summary>
    public static void Interval(this ref ValueWriter writer, TimeSpan? interval)
    {
        if (interval is { } known)
        {
            writer.Integer32((int)Math.Clamp(known.Ticks / (TimeSpan.TicksPerSecond / 100), 0, int.MaxValue));
        }
    }

    /// <summary>A DateAndTime (RFC 2579), in UTC.</summary>
    public static void DateAndTime(this ref ValueWriter writer, DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        Span<byte> octets = stackalloc byte[11];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)utc.Year);
        octets[2] = (byte)utc.Month;
        octets[3] = (byte)utc.Day;
        octets[4] = (byte)utc.Hour;
        octets[5] = (byte)utc.Minute;
        octets[6] = (byte)utc.Second;
        octets[7] = (byte)(utc.Millisecond / 100);
        octets[8] = (byte)'+';
        octets[9] = 0;
        octets[10] = 0;
        writer.OctetString(octets);
    }
}
