// A state file of another version is nobody's to overwrite.

namespace PostfixStats.State;

/// <summary>The state file is whole and was written by a version of the program that this one does not know.</summary>
public sealed class StateVersionException(string message) : Exception(message);
