// Tests on a fresh Debian share one, for it takes a minute to make.

namespace EndToEnd.Tests.Packaging;

/// <summary>The collection of tests that install, change and remove things on one <see cref="DebianRoot"/>, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class FreshHost : ICollectionFixture<DebianRoot>
{
    public const string Name = "a fresh Debian";
}
