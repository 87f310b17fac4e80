// One moment per transaction: net-snmp turns a bulk request into many GetNext of one transactionID.
namespace AgentX.Requests;

/// <summary>Remembers which moment a transaction is being answered from. For use by any thread: the reader asks, the idle session clears.</summary>
internal sealed class MomentCache(IMibView view, TimeProvider clock)
{
    /// <summary>How long a transaction keeps its moment: masters may use an ID again, or always the same.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    // Direct mapped: of transactions that collide, the older one sees a newer moment, which does no harm but age.
    private readonly Entry[] _entries = new Entry[16];
    private readonly Lock _gate = new();

    /// <summary>The moment to answer a transaction's PDU from.</summary>
    public IMibMoment For(uint transactionId)
    {
        lock (_gate)
        {
            ref var entry = ref _entries[transactionId % (uint)_entries.Length];
            if (entry.Moment is { } known && entry.TransactionId == transactionId && clock.GetElapsedTime(entry.TakenAt) < Lifetime)
                return known;

            var moment = view.Now();
            entry = new Entry(moment, transactionId, clock.GetTimestamp());
            return moment;
        }
    }

    /// <summary>Lets go of all moments: nobody is asking.</summary>
    public void Clear()
    {
        lock (_gate)
            Array.Clear(_entries);
    }

    private readonly record struct Entry(IMibMoment? Moment, uint TransactionId, long TakenAt);
}
