// The SASL mechanisms that get a row of their own.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>
/// The mechanisms that servers for mail offer (IANA's registry, and LOGIN and XOAUTH2). A client may try any other word, so that
/// a table of whatever was tried would fill up with nonsense.
/// </summary>
public static class SaslMechanisms
{
    private static readonly byte[][] Keys = [.. Names.Select(Encoding.ASCII.GetBytes)];

    internal static string[] Names =>
    [
        "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "NTLM",
        "GSSAPI", "GSS-SPNEGO", "EXTERNAL", "ANONYMOUS", "OAUTHBEARER", "XOAUTH2", "OTP", "other",
    ];

    /// <summary>The row of a mechanism, as a client wrote it.</summary>
    public static int RowOf(ReadOnlySpan<byte> mechanism)
    {
        for (int row = 0; row < Keys.Length - 1; row++)
        {
            if (Ascii.EqualsIgnoreCase(mechanism, Keys[row]))
            {
                return row;
            }
        }

        return Keys.Length - 1;
    }
}
