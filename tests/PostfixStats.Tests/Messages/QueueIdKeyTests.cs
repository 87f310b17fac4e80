// The key of a queue id is for ever: it stands in files.

using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace PostfixStats.Messages;

public class QueueIdKeyTests
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong Seed = 0xA0761D6478BD642F;

    [Theory]
    [InlineData("4FAB1C2D3E", 1, 0x45BFA9A3D60D2A0B)]
    [InlineData("3zQkYx1vFnz9rsT7", 3, 0xF6A5D86389699572)]
    public void A_key_is_what_it_always_was(string id, int instance, ulong key) =>
        Assert.Equal(key, QueueIdKey.In(instance, QueueIdKey.Of(Encoding.ASCII.GetBytes(id))));

    [Fact]
    public void Ids_of_any_length_have_the_key_that_is_worked_out_the_plain_way() =>
        Gen.Byte.Array[0, 40].Sample(id => Assert.Equal(Plain(id), QueueIdKey.Of(id)), iter: 20_000);

    [Fact]
    public void Keys_differ_where_ids_or_instances_do()
    {
        var keys = new HashSet<ulong>();
        for (int i = 0; i < 100_000; i++)
        {
            ulong id = QueueIdKey.Of(Encoding.ASCII.GetBytes($"4{i:X}1C2D{i % 16:X}"));
            keys.Add(QueueIdKey.In(1, id));
            keys.Add(QueueIdKey.In(2, id));
        }

        Assert.Equal(200_000, keys.Count);
    }

    private static ulong Plain(ReadOnlySpan<byte> id)
    {
        ulong hash = Seed ^ (ulong)id.Length;
        for (; id.Length >= 8; id = id[8..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        }

        ulong rest = 0;
        foreach (byte each in id)
        {
            rest = (rest << 8) | each;
        }

        return Mix(hash ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        UInt128 product = (UInt128)value * Multiplier;
        return ((ulong)(product >> 64) ^ (ulong)product) * Seed;
    }
}
