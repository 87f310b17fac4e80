// Hops to and from content filters that an administrator takes out of the totals.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>The relays and clients of the configuration, compared with what stands in <c>relay=</c> and <c>client=</c>.</summary>
internal sealed class Exclusions
{
    private readonly byte[][] _relays;
    private readonly byte[][] _clients;

    public Exclusions(GrammarOptions options)
    {
        _relays = [.. options.ExcludedRelays.Select(Encoding.UTF8.GetBytes)];
        _clients = [.. options.ExcludedClients.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether deliveries to <c>host[address]:port</c> are excluded.</summary>
    public bool HasRelay(ReadOnlySpan<byte> relay)
    {
        if (_relays.Length == 0)
        {
            return false;
        }

        var peer = new Peer(relay);
        foreach (byte[] each in _relays)
        {
            if (peer.IsHostOrPort(each))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether transactions of <c>name[address]</c> are excluded.</summary>
    public bool HasClient(ReadOnlySpan<byte> client)
    {
        if (_clients.Length == 0)
        {
            return false;
        }

        var peer = new Peer(client);
        foreach (byte[] each in _clients)
        {
            if (peer.IsHost(each))
            {
                return true;
            }
        }

        return false;
    }
}
