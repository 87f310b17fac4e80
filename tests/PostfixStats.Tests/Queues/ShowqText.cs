// What showq(8) writes, octet for octet (showq.c, attr_print0.c).

using System.Globalization;
using System.Text;

namespace PostfixStats.Queues;

/// <summary>Builds an answer of showq's; what has a default is as Postfix 3.7 writes it.</summary>
internal sealed class ShowqText
{
    private readonly StringBuilder _text = new();

    private ShowqText()
    {
    }

    /// <summary>An answer of Postfix 3.6 and later, which names its protocol.</summary>
    public static ShowqText Begin() => new ShowqText().Raw("protocol\0mail_queue_list_protocol\0\0");

    /// <summary>An answer of Postfix 3.1 to 3.5.</summary>
    public static ShowqText BeginOld() => new();

    public ShowqText Message(
        string queue,
        DateTimeOffset arrival,
        long size,
        string sender = "sender@example.test",
        params string[] recipients)
    {
        Raw(string.Create(
            CultureInfo.InvariantCulture,
            $"queue_name\0{queue}\0queue_id\04C1Q2v0Xzz\0time\0{arrival.ToUnixTimeSeconds()}\0size\0{size}\0forced_expire\00\0sender\0{sender}\0"));
        foreach (string recipient in recipients)
        {
            Raw($"original_recipient\0\0recipient\0{recipient}\0reason\0connect to mx.example.test[192.0.2.1]:25: Connection refused\0");
        }

        return Raw("\0");
    }

    public ShowqText Raw(string octets)
    {
        _text.Append(octets);
        return this;
    }

    public byte[] End() => Encoding.Latin1.GetBytes(_text + "\0");

    public byte[] WithoutEnd() => Encoding.Latin1.GetBytes(_text.ToString());
}
