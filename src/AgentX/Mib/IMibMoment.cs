// One consistent state of the data, as requests see it.
namespace AgentX;

/// <summary>All instances and their values at one moment; must not change while it is in use.</summary>
public interface IMibMoment
{
    /// <summary>The instances there are, usually shared with other moments: it changes only when rows come or go.</summary>
    MibLayout Layout { get; }

    /// <summary>
    /// Writes the value of one instance: exactly one call on <paramref name="writer"/>. Writing none means that the instance
    /// does not exist at this moment: Get answers noSuchInstance, GetNext goes on to the next instance (RFC 2741 section 7.2.3).
    /// An exception, or a second value, makes the request fail with genErr.
    /// </summary>
    /// <param name="row">The number that was given to <see cref="MibLayoutBuilder"/> with the instance's name.</param>
    /// <param name="writer">Takes the value.</param>
    void WriteValue(int row, ref ValueWriter writer);
}
