namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>How the rotated logs of a simulated host are called.</summary>
internal enum RotationScheme
{
    /// <summary>logrotate: <c>.1</c>, which becomes <c>.2</c>.</summary>
    Numbered,

    /// <summary>logrotate with dateext: <c>-YYYYMMDD</c>.</summary>
    Dated,

    /// <summary><c>postfix logrotate</c>: <c>.YYYYMMDD-HHMMSS</c>.</summary>
    Postlogd,
}
