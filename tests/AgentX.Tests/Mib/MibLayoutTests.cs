using AgentX.Tests.Support;

namespace AgentX.Tests.Mib;

public class MibLayoutTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.9");

    [Fact]
    public void Names_are_sorted_and_keep_the_row_numbers_they_were_added_with()
    {
        var layout = new MibLayoutBuilder()
            .Add(Root.Append(2, 1, 1), [10], 100)
            .Add(Root.Append(2, 1, 1), [9], 200)
            .AddScalar(Root.Append(1), 7)
            .Build();
        Assert.Equal([7, 200, 100], Enumerable.Range(0, layout.Count).Select(layout.RowAt));
        Assert.Equal("1.3.6.1.4.1.9.2.1.1.9", layout.Name(1).ToString());
    }

    [Fact]
    public void A_table_has_every_row_in_every_column_and_numbers_them_row_by_row()
    {
        var layout = new MibLayoutBuilder()
            .AddTable([Root.Append(2, 1, 3), Root.Append(2, 1, 2)], [[2, 7], [1]], 100)
            .AddTable([Root.Append(3, 1, 1)], [], 200)
            .AddScalar(Root.Append(1), 7)
            .Build();
        Assert.Equal(
            [(".1.0", 7), (".2.1.2.1", 103), (".2.1.2.2.7", 101), (".2.1.3.1", 102), (".2.1.3.2.7", 100)],
            Enumerable.Range(0, layout.Count).Select(i => (layout.Name(i).ToString()[Root.ToString().Length..], layout.RowAt(i))));
        Assert.True(layout.IsOfKnownObject(Root.Append(3, 1, 1, 5).Span));
    }

    [Fact]
    public void A_row_or_a_column_that_is_added_twice_is_refused_and_named()
    {
        var builder = new MibLayoutBuilder();
        Assert.Contains(
            "1.3.6.1.4.1.9.2.5.6",
            Assert.Throws<ArgumentException>(() => builder.AddTable([Root.Append(2)], [[5, 6], [5, 6]], 0)).Message,
            StringComparison.Ordinal);
        builder.AddTable([Root.Append(3)], [[1]], 0).Add(Root.Append(3), [2], 0);
        Assert.Contains("1.3.6.1.4.1.9.3 ", Assert.Throws<ArgumentException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_below_another_one_is_refused()
    {
        var builder = new MibLayoutBuilder().Add(Root.Append(1), [2, 3], 0).Add(Root.Append(1, 2), [4], 0);
        Assert.Contains("1.3.6.1.4.1.9.1.2 ", Assert.Throws<ArgumentException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_more_than_128_sub_identifiers_is_refused()
    {
        var builder = new MibLayoutBuilder();
        Assert.Throws<ArgumentException>(() => builder.Add(Root, new uint[122], 0));
        Assert.Throws<ArgumentException>(() => builder.AddTable([Root], [new uint[122]], 0));
        Assert.Equal(128, builder.Add(Root, new uint[121], 0).Build().Name(0).Length);
    }

    [Fact]
    public void A_name_that_is_added_twice_is_refused_and_named()
    {
        var builder = new MibLayoutBuilder().AddScalar(Root.Append(1), 1).AddScalar(Root.Append(1), 2);
        Assert.Contains("1.3.6.1.4.1.9.1.0", Assert.Throws<ArgumentException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_layout_has_no_position_but_0()
    {
        Assert.Equal(0, MibLayout.Empty.LowerBound(Root.Span));
        Assert.Equal(0, MibLayout.Empty.UpperBound(default));
        Assert.Equal(-1, MibLayout.Empty.Find(Root.Span));
        Assert.False(MibLayout.Empty.IsOfKnownObject(Root.Span));
    }

    [Fact]
    public void Bounds_agree_with_a_linear_search()
    {
        var random = new Random(11);
        uint[] Name() => [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => (uint)random.Next(3))];
        for (var round = 0; round < 300; round++)
        {
            // Objects that share more or less of a beginning: the search skips what is shared.
            uint[] shared = Name();
            var builder = new MibLayoutBuilder();
            var names = new List<ObjectIdentifier>();
            for (uint column = 0; column < 6; column += 2)
            {
                var first = new ObjectIdentifier([1, .. shared, column]);
                var second = new ObjectIdentifier([1, .. shared, column + 1]);
                uint[][] indexes = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Name()).DistinctBy(index => string.Join('.', index))];
                foreach (var index in indexes)
                    names.AddRange([first.Append(index), second.Append(index)]);
                if (random.Next(2) == 0)
                {
                    builder.AddTable([first, second], indexes, 0);
                    continue;
                }

                foreach (var index in indexes)
                    builder.Add(first, index, 0).Add(second, index, 0);
            }

            names.Sort();
            var layout = builder.Build();
            Assert.Equal(names, Enumerable.Range(0, layout.Count).Select(layout.Name));
            for (var search = 0; search < 200; search++)
            {
                uint[] wanted = random.Next(2) == 0 ? Name() : [1, .. shared, .. Name()];
                Assert.Equal(names.Count(n => n.Span.SequenceCompareTo(wanted) < 0), layout.LowerBound(wanted));
                Assert.Equal(names.Count(n => n.Span.SequenceCompareTo(wanted) <= 0), layout.UpperBound(wanted));
                Assert.Equal(names.FindIndex(n => n.Span.SequenceEqual(wanted)), layout.Find(wanted));
            }
        }
    }
}
