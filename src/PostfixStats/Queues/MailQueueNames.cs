// The names of the queues, which are those of their directories.

using System.Text;

namespace PostfixStats.Queues;

/// <summary>The six names.</summary>
public static class MailQueueNames
{
    private static readonly string[] Names = ["maildrop", "incoming", "active", "deferred", "hold", "corrupt"];

    /// <summary>The names, in the order of <see cref="MailQueue"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>How many queues there are.</summary>
    public static int Count => Names.Length;

    /// <summary>The name of a queue.</summary>
    public static string Of(MailQueue queue) => Names[(int)queue];

    /// <summary>Finds a queue by its name.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out MailQueue queue)
    {
        for (queue = MailQueue.Maildrop; queue <= MailQueue.Corrupt; queue++)
        {
            if (Ascii.Equals(name, Names[(int)queue]))
            {
                return true;
            }
        }

        return false;
    }
}
