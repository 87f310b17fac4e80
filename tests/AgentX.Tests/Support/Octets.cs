// Golden octets in a notation that serves both byte orders: "01 F:08 #0000002A" is an octet, a flags octet that gains
// NETWORK_BYTE_ORDER in its big-endian form, and an integer written big-endian that is reversed in the little-endian form.
namespace AgentX.Tests.Support;

internal static class Octets
{
    public static byte[] Parse(string text, bool bigEndian)
    {
        List<byte> octets = [];
        foreach (var token in text.Split((char[])[' ', '\n', '\r', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.StartsWith("F:", StringComparison.Ordinal))
            {
                octets.Add((byte)(Convert.FromHexString(token[2..])[0] | (bigEndian ? 0x10 : 0)));
                continue;
            }

            var part = Convert.FromHexString(token.TrimStart('#'));
            if (token[0] == '#' && !bigEndian)
                Array.Reverse(part);
            octets.AddRange(part);
        }

        return [.. octets];
    }
}
