// The tags seen so far, found by their bytes.

using System.Runtime.CompilerServices;
using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Finds what a tag means without taking it apart again: a log has a few dozen different tags.</summary>
internal sealed class TagTable(CounterStore store, GrammarOptions options, InstanceNames instances)
{
    private const int SlotCount = 1024;

    /// <summary>Only a forger has more tags; then the table begins anew.</summary>
    private const int MaxTags = 256;

    private readonly TaggedProgram?[] _slots = new TaggedProgram?[SlotCount];
    private readonly byte[][] _folded = [.. options.FoldedServices.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _excluded = [.. options.ExcludedServices.Select(Encoding.UTF8.GetBytes)];
    private int _count;

    /// <summary>A tag that was seen before, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TaggedProgram? Find(ReadOnlySpan<byte> name)
    {
        var ends = NameEnds.Of(name);
        for (int i = Hash(ends); ; i = (i + 1) % SlotCount)
        {
            TaggedProgram? found = _slots[i];
            if (found is null || (found.Ends == ends && (ends.IsWholeName || name.SequenceEqual(found.Name))))
            {
                return found;
            }
        }
    }

    /// <summary>A tag of a Postfix instance, taken apart at its first use.</summary>
    /// <param name="name">The tag without process id, beginning with an instance's name.</param>
    public TaggedProgram FindOrAdd(ReadOnlySpan<byte> name)
    {
        TaggedProgram? found = Find(name);
        if (found is not null)
        {
            return found;
        }

        if (_count == MaxTags)
        {
            Array.Clear(_slots);
            _count = 0;
        }

        TaggedProgram added = TakeApart(name);
        int slot = Hash(added.Ends);
        while (_slots[slot] is not null)
        {
            slot = (slot + 1) % SlotCount;
        }

        _slots[slot] = added;
        _count++;
        return added;
    }

    /// <summary>Whether the configuration takes a service out of the totals.</summary>
    public bool IsExcluded(ReadOnlySpan<byte> service) => Contains(_excluded, service);

    private TaggedProgram TakeApart(ReadOnlySpan<byte> name)
    {
        int instanceEnd = instances.LengthAtStart(name);
        InstanceCounters counters = store.Instance(name[..instanceEnd], out bool capped);
        int programStart = PostfixTag.ProgramStart(name);
        if (programStart == 0)
        {
            return new TaggedProgram(name.ToArray(), counters, capped, PostfixProgram.Unknown, [], false) { IsBare = true };
        }

        ReadOnlySpan<byte> programName = name[programStart..];
        PostfixProgram program = PostfixPrograms.Find(programName);

        // The last part between instance and program comes from "-o syslog_name=..." in master.cf.
        ReadOnlySpan<byte> middle = programStart - 1 > instanceEnd ? name[(instanceEnd + 1)..(programStart - 1)] : default;
        ReadOnlySpan<byte> tagService = middle[(middle.LastIndexOf((byte)'/') + 1)..];
        bool named = program is PostfixProgram.Smtp or PostfixProgram.Lmtp
            && NameTable.IsValid(tagService) && !Contains(_folded, tagService);
        byte[] service = (named ? tagService : programName).ToArray();
        return new TaggedProgram(
            name.ToArray(), counters, capped, program, service, IsExcluded(tagService) || IsExcluded(service));
    }

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (byte[] each in names)
        {
            if (name.SequenceEqual(each))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(NameEnds ends) => (int)(((ends.Last + (ulong)ends.Length) * 0x9E3779B97F4A7C15) >> 54);
}
