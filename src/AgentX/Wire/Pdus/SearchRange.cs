// RFC 2741 section 5.2.
namespace AgentX.Wire.Pdus;

/// <summary>A search range as an object; the null OID as start means the beginning, as end that there is none.</summary>
internal sealed record SearchRange(ObjectIdentifier? Start, bool Include = false, ObjectIdentifier? End = null)
{
    public static SearchRange[] ReadAll(ref WireReader reader)
    {
        List<SearchRange> ranges = [];
        while (!reader.AtEnd)
        {
            var start = PduParts.ReadOid(ref reader, out var include);
            ranges.Add(new SearchRange(start, include, PduParts.ReadOid(ref reader, out _)));
        }

        return [.. ranges];
    }

    public static void WriteAll(ref WireWriter writer, IReadOnlyList<SearchRange> ranges)
    {
        foreach (var range in ranges)
        {
            PduParts.WriteOid(ref writer, range.Start, range.Include);
            PduParts.WriteOid(ref writer, range.End);
        }
    }
}
