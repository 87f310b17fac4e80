// One event of an application.

namespace PostfixStats.Applications;

/// <summary>What a line told.</summary>
/// <param name="Kind">The event.</param>
/// <param name="Text">A version or a reason.</param>
/// <param name="Process">The process that died.</param>
internal readonly record struct ApplicationEvent(ApplicationEventKind Kind, string Text = "", int Process = 0);
