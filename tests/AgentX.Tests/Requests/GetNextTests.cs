// GetNext, RFC 2741 section 7.2.3.2: search ranges.
using AgentX.Tests.Support;

namespace AgentX.Tests.Requests;

public class GetNextTests
{
    private const string B = "1.3.6.1.4.1.9";
    private const uint Max = uint.MaxValue;

    private static readonly string LongName = B + ".77" + string.Concat(Enumerable.Repeat(".1", 120));

    private readonly Requester _master = new(new TestView()
        .Add(B + ".1|10", MibValue.Integer32(10))
        .Add(B + ".1|9", MibValue.Integer32(9))
        .Add(B + ".1|2", MibValue.Integer32(2))
        .AddAbsent(B + ".1|11")
        .Add($"{B}.2|{Max}", MibValue.Integer32(-1))
        .Add($"{B}.77|" + LongName[(B.Length + 4)..], MibValue.Integer32(128)));

    [Theory]
    [InlineData(B + ".1.9", false, B + ".2", B + ".1.10=Integer32 10")] // C01: 9 before 10
    [InlineData(B + ".1.9", true, B + ".2", B + ".1.9=Integer32 9")] // C02
    [InlineData(B + ".1.3", true, B + ".2", B + ".1.9=Integer32 9")] // C02, no hit
    [InlineData(B + ".1.2", false, B + ".2", B + ".1.9=Integer32 9")] // C03
    [InlineData(B + ".1.2", false, B + ".1.9", B + ".1.2=EndOfMibView")] // C04
    [InlineData(B + ".1.2", false, B + ".1.9.0", B + ".1.9=Integer32 9")] // C05
    [InlineData(B + ".77.2", false, null, B + ".77.2=EndOfMibView")] // C06
    [InlineData(B + ".1.9", true, B + ".1.2", B + ".1.9=EndOfMibView")] // C07
    [InlineData(B + ".1.9", true, B + ".1.9", B + ".1.9=EndOfMibView")] // C07, empty
    [InlineData("1.3.6.1", false, B + ".2", B + ".1.2=Integer32 2")] // C08
    [InlineData(null, false, B + ".2", B + ".1.2=Integer32 2")] // C08, null start
    [InlineData(null, true, null, B + ".1.2=Integer32 2")] // C08, null start and end
    [InlineData(B + ".1.10", false, B + ".1.12", B + ".1.10=EndOfMibView")] // an instance without a value is no instance
    [InlineData(B + ".1.10", false, null, B + ".2.4294967295=Integer32 -1")] // C10
    public void One_range(string? start, bool include, string? end, string expected) =>
        Assert.Equal(expected, _master.GetNext((start, include, end)));

    [Fact]
    public void C09_three_ranges_are_each_answered_within_their_own_scope() =>
        Assert.Equal(
            $"{B}.1.2=Integer32 2; {B}.1.10=EndOfMibView; {B}.1.9=Integer32 9",
            _master.GetNext((B, true, B + ".1.9"), (B + ".1.10", false, B + ".2"), (B + ".1.9", true, B + ".1.10")));

    [Fact]
    public void C10_the_largest_sub_identifier_and_128_of_them()
    {
        Assert.Equal(ObjectIdentifier.MaxLength, LongName.Count(c => c == '.') + 1);
        Assert.Equal($"{LongName}=Integer32 128", _master.GetNext(($"{B}.2.{Max}", false, null)));
        Assert.Equal($"{LongName}=EndOfMibView", _master.GetNext((LongName, false, null)));
        Assert.Equal($"{LongName}=Integer32 128", _master.GetNext((LongName, true, null)));
    }

    [Fact]
    public void C11_random_ranges_agree_with_a_naive_list()
    {
        var random = new Random(2741);
        string Name() => B + string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => $".{random.Next(0, 4)}"));
        var objectLength = B.Length + ".0".Length;
        var names = Enumerable.Range(0, 200).Select(_ => Name() + ".1").Distinct().Select(n => $"{n[..objectLength]}|{n[(objectLength + 1)..]}").ToArray();
        var view = new TestView();
        foreach (var name in names)
            view.Add(name, MibValue.Integer32(0));
        var master = new Requester(view);
        var sorted = names.Select(n => ObjectIdentifier.Parse(n.Replace('|', '.'))).OrderBy(n => n).ToArray();

        for (var i = 0; i < 100_000; i++)
        {
            var start = random.Next(10) == 0 ? null : Name();
            var end = random.Next(10) == 0 ? null : Name();
            var include = random.Next(2) == 0;
            var (from, to) = (Requester.Oid(start), Requester.Oid(end));
            var expected = sorted.FirstOrDefault(n => (from is null || n > from || (include && n == from)) && (to is null || n < to));
            Assert.Equal(
                expected is null ? $"{start ?? "0.0"}=EndOfMibView" : $"{expected}=Integer32 0",
                master.GetNext((start, include, end)));
        }
    }
}
