// The rows of a table, as far as names go: they are the same in all its columns.
namespace AgentX;

/// <summary>Instances that one or several objects have alike.</summary>
/// <param name="Indexes">What follows the object in their names.</param>
/// <param name="Rows">Their row numbers, in the order of their names, counted from the first row of the object.</param>
internal sealed record InstanceSet(OidTable Indexes, int[] Rows)
{
    /// <summary>Sorts instances.</summary>
    /// <exception cref="ArgumentException">An index is there twice; the message tells the instance of <paramref name="object"/>.</exception>
    public static InstanceSet Of(IEnumerable<(uint[] Index, int Row)> instances, ObjectIdentifier @object)
    {
        var sorted = instances.ToArray();
        Array.Sort(sorted, (a, b) => a.Index.AsSpan().SequenceCompareTo(b.Index));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Index.AsSpan().SequenceEqual(sorted[i - 1].Index))
                throw new ArgumentException($"The instance {@object.Append(sorted[i].Index)} was added twice.");
        }

        return new InstanceSet(new OidTable(Array.ConvertAll(sorted, i => i.Index)), Array.ConvertAll(sorted, i => i.Row));
    }
}
