// The names of Postfix's programs.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>Finds a program by the last part of its tag; done once a tag.</summary>
internal static class PostfixPrograms
{
    /// <summary>In the order of <see cref="PostfixProgram"/>, without <see cref="PostfixProgram.Unknown"/>.</summary>
    private static readonly string[] Names =
    [
        "smtpd", "postscreen", "dnsblog", "tlsproxy", "qmqpd", "pickup", "cleanup", "qmgr", "nqmgr", "oqmgr",
        "smtp", "lmtp", "local", "virtual", "pipe", "error", "discard", "bounce", "verify", "flush", "showq",
        "trivial-rewrite", "proxymap", "scache", "anvil", "tlsmgr", "spawn", "master", "postlogd", "nbdb_reindexd",
        "sendmail", "postdrop", "postqueue", "postsuper", "postmap", "postalias", "postlog", "postmulti",
        "postfix", "postfix-script", "postfix-tls-script", "postconf", "postcat", "postkick", "postlock",
        "posttls-finger", "postfix-wrapper",
    ];

    private static readonly byte[][] Keys = [.. Names.Select(Encoding.ASCII.GetBytes)];

    public static PostfixProgram Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Keys.Length; i++)
        {
            if (name.SequenceEqual(Keys[i]))
            {
                return (PostfixProgram)(i + 1);
            }
        }

        return PostfixProgram.Unknown;
    }

    public static PostfixProgram Find(string name) => (PostfixProgram)(Array.IndexOf(Names, name) + 1);
}
