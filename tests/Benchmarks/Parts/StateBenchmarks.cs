// What it takes to write the state and to read it back.

using System.Buffers;
using BenchmarkDotNet.Attributes;
using PostfixStats.Counting;
using PostfixStats.Messages;
using PostfixStats.State;

namespace Parts.Benchmarks;

/// <summary>The state of 16 instances with 64 services each, and a memory of 10,000 messages.</summary>
[MemoryDiagnoser]
public class StateBenchmarks
{
    private const int MessageCount = 10_000;

    private readonly CounterStore _store = new(TimeProvider.System);
    private readonly MessageMemory _messages = new(MessageCount);
    private readonly ArrayBufferWriter<byte> _text = new();
    private byte[] _state = [];
    private byte[] _block = [];

    /// <summary>Fills both.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        for (int i = 1; i <= CounterStore.MaxInstances; i++)
        {
            InstanceCounters instance = _store.Instance(System.Text.Encoding.ASCII.GetBytes($"postfix-{i}"), out _);
            for (int row = 0; row < InstanceCounters.MaxServices; row++)
            {
                instance.RowOf(CounterFamilies.Service, System.Text.Encoding.ASCII.GetBytes($"service{row}"), out _);
                for (int column = 0; column < CounterFamilies.Service.Width; column++)
                {
                    _store.Add(instance.Slot(CounterFamilies.Service, row, column), 1_000_000 + row);
                }
            }
        }

        for (int i = 0; i < MessageCount; i++)
        {
            _messages.Add(QueueIdKey.Of(BitConverter.GetBytes(i)), 1, MessageOrigin.Smtp);
        }

        WriteState();
        _state = _text.WrittenSpan.ToArray();
        using MessageBlock block = _messages.NextBlock(whole: true)!;
        _block = block.Octets.ToArray();
    }

    /// <summary>Counters to text.</summary>
    [Benchmark]
    public int WriteState()
    {
        _text.ResetWrittenCount();
        StateWriter.Format(_text, new StateDocument(), _store.Snapshot());
        return _text.WrittenCount;
    }

    /// <summary>Text to counters.</summary>
    [Benchmark]
    public StateDocument ReadState()
    {
        StateText.Verify(_state, out ReadOnlySpan<byte> records);
        return new StateReader(new CounterStore(TimeProvider.System)).Read(records);
    }

    /// <summary>All messages to octets.</summary>
    [Benchmark]
    public int WriteMessages()
    {
        using MessageBlock block = _messages.NextBlock(whole: true)!;
        return block.Octets.Length;
    }

    /// <summary>Octets to messages.</summary>
    [Benchmark]
    public int ReadMessages()
    {
        var memory = new MessageMemory(MessageCount);
        memory.TryRestore(_block, BitConverter.ToUInt64(_block, MessageBlockForm.LengthSize));
        return memory.Count;
    }
}
