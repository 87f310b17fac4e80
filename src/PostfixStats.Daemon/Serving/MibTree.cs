// Where sections are served.

using AgentX;

namespace PostfixStats.Daemon.Serving;

/// <summary>Sections below one root.</summary>
/// <param name="Root">The root; the arcs of the sections are below it.</param>
/// <param name="Sections">The sections.</param>
internal sealed record MibTree(ObjectIdentifier Root, IReadOnlyList<MibSection> Sections);
