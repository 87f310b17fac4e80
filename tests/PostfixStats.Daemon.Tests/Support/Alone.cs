// For tests that measure what the whole process does.

namespace PostfixStats.Daemon.Tests.Support;

/// <summary>Nothing runs beside the tests of this collection.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
