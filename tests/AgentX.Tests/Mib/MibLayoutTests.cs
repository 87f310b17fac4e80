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
        Assert.Equal("1.3.6.1.4.1.9.2.1.1.9", new ObjectIdentifier(layout.NameAt(1)).ToString());
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
            // Names that share more or less of a beginning: the search skips what is shared.
            uint[] shared = Name();
            var builder = new MibLayoutBuilder();
            var names = Enumerable.Range(0, random.Next(1, 20)).Select(_ => new ObjectIdentifier([1, .. shared, .. Name()])).Distinct().Order().ToArray();
            foreach (var name in names)
                builder.Add(name, [], 0);
            var layout = builder.Build();
            for (var search = 0; search < 200; search++)
            {
                uint[] wanted = random.Next(2) == 0 ? Name() : [1, .. shared, .. Name()];
                Assert.Equal(names.Count(n => n.Span.SequenceCompareTo(wanted) < 0), layout.LowerBound(wanted));
                Assert.Equal(names.Count(n => n.Span.SequenceCompareTo(wanted) <= 0), layout.UpperBound(wanted));
                Assert.Equal(Array.FindIndex(names, n => n.Span.SequenceEqual(wanted)), layout.Find(wanted));
            }
        }
    }
}
