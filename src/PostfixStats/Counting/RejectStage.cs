// Where in an SMTP session our server refused something.

namespace PostfixStats.Counting;

/// <summary>The command that was refused (WHERE of Postfix smtpd/smtpd_check.c); the rows of <see cref="CounterFamilies.Stage"/>.</summary>
public enum RejectStage
{
    /// <summary>CONNECT: the session itself.</summary>
    Connect,
    /// <summary>HELO and EHLO.</summary>
    Helo,
    /// <summary>MAIL.</summary>
    Mail,
    /// <summary>RCPT.</summary>
    Rcpt,
    /// <summary>DATA, and its content.</summary>
    Data,
    /// <summary>BDAT, and its content.</summary>
    Bdat,
    /// <summary>END-OF-MESSAGE: the whole message, also by cleanup(8).</summary>
    EndOfMessage,
    /// <summary>ETRN.</summary>
    Etrn,
    /// <summary>VRFY.</summary>
    Vrfy,
    /// <summary>AUTH.</summary>
    Auth,
    /// <summary>STARTTLS.</summary>
    StartTls,
    /// <summary>Any other word.</summary>
    Other,
}
