namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>How the rotated logs of a simulated host are called.</summary>
internal enum RotationScheme
{
    /// <summary>logrotate: <c>.1</c>, which becomes <c>.2</c>.</summary>
    Numbered,

    /// <summary>logrotate with dateext: <c>-YYYYMMDD</c>.</summary>
    Dated,

    /// <summary>logrotate with <c>dateformat -%Y%m%d-%s</c>.</summary>
    DatedToTheSecond,

    /// <summary>logrotate with <c>extension .log</c>: <c>mail.1.log</c>.</summary>
    NumberedExtension,

    /// <summary>logrotate with dateext and <c>extension .log</c>: <c>mail-YYYYMMDD.log</c>.</summary>
    DatedExtension,

    /// <summary>logrotate with <c>olddir old</c>.</summary>
    OldDirectory,

    /// <summary><c>postfix logrotate</c>: <c>.YYYYMMDD-HHMMSS</c>.</summary>
    Postlogd,
}
