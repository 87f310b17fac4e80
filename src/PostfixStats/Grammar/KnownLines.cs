// Known Postfix lines that feed no counter. Everything else of Postfix is unknown, and shown by `count --explain`, so that a
// new version's lines are seen and not guessed.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>The list of shapes that are ignored.</summary>
internal static class KnownLines
{
    /// <summary>
    /// A line each: programs (<c>*</c>: all), a bar, the message, in which <c>QID</c> at the beginning is a queue id and <c>*</c>
    /// any text.
    /// </summary>
    private const string Shapes =
        """
        *               | table * has changed -- restarting
        smtp lmtp       | connect to *: *
        smtp lmtp       | QID: lost connection with * while *
        """;

    private static readonly LineShape[][] ByProgram = Read(Shapes);

    /// <summary>Whether a message has a known shape.</summary>
    public static bool Contains(PostfixProgram program, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> afterQueueId = message;
        bool queueId = QueueId.TrySkip(ref afterQueueId, out _);
        foreach (LineShape shape in ByProgram[(int)program])
        {
            if (shape.NeedsQueueId ? queueId && shape.Matches(afterQueueId) : shape.Matches(message))
            {
                return true;
            }
        }

        return false;
    }

    private static LineShape[][] Read(string shapes)
    {
        var lists = new List<LineShape>[Enum.GetValues<PostfixProgram>().Length];
        foreach (ref List<LineShape> list in lists.AsSpan())
        {
            list = [];
        }

        foreach (string line in shapes.Split('\n'))
        {
            string[] columns = line.Split('|', 2, StringSplitOptions.TrimEntries);
            var shape = new LineShape(columns[1]);
            foreach (string name in columns[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (name == "*")
                {
                    Array.ForEach(lists, list => list.Add(shape));
                }
                else
                {
                    lists[(int)PostfixPrograms.Find(name)].Add(shape);
                }
            }
        }

        return [.. lists.Select(list => list.ToArray())];
    }
}
