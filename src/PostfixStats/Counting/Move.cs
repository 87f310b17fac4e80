// One counter that a line moves.

namespace PostfixStats.Counting;

/// <summary>A counter and by how much a line moves it.</summary>
/// <param name="Slot">The counter's slot in the store.</param>
/// <param name="Amount">1 for an event; what is added to a sum, such as milliseconds.</param>
public readonly record struct Move(int Slot, long Amount);
