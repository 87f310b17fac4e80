// What one log line says about one message.

namespace PostfixStats.Messages;

/// <summary>An event in the life of the message whose queue id the line begins with.</summary>
internal struct MessageEvent
{
    /// <summary>What happened.</summary>
    public MessageEventKind Kind;

    /// <summary>Begun: where it came from, as far as this line tells.</summary>
    public MessageOrigin Origin;

    /// <summary>Delivered: the delivery agent, one bit.</summary>
    public byte Agent;

    /// <summary>Active: recipients.</summary>
    public int Recipients;

    /// <summary>Active: octets.</summary>
    public long Size;

    /// <summary>
    /// Another queue id that the line names (<see cref="QueueIdKey.Of"/>), or 0. Begun: the message that this one was before.
    /// Delivered: what the next server calls it.
    /// </summary>
    public ulong Other;

    /// <summary>Begun by SMTP, and DiscardsNext: a hash of the client.</summary>
    public ulong Client;
}
