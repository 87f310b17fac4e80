// How a mail server at the other end treats recipients.

namespace EndToEnd.Tests.Harness;

/// <summary>The answers of an <see cref="SmtpSink"/> to RCPT TO.</summary>
internal enum SinkManners
{
    /// <summary>Takes every recipient.</summary>
    Accepting,

    /// <summary>Refuses every recipient for now, with 450.</summary>
    Refusing4xx,

    /// <summary>Refuses every recipient for good, with 500.</summary>
    Refusing5xx,
}
