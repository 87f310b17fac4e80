// Lines that a container runtime has put a time of its own before.

namespace PostfixStats.Grammar;

/// <summary>
/// Recognises <c>2026-09-05T12:00:00.5Z stdout F ...</c> of the container runtime interface, and a log line after the time of
/// <c>docker logs -t</c>. They look like a syslog header with an odd host, but say nothing reliable about who wrote them.
/// </summary>
internal static class ContainerPrefix
{
    /// <summary>Whether a line, found to be of no Postfix program, has such a prefix.</summary>
    public static bool IsAtStart(ReadOnlySpan<byte> line, InstanceNames instances)
    {
        if (line.Length == 0 || !ByteText.IsDigit(line[0]) || !line.TakeUntil((byte)' ', out ReadOnlySpan<byte> time)
            || !time.Contains((byte)'T'))
        {
            return false;
        }

        int instance = instances.LengthAtStart(line);
        return (instance > 0 && instance < line.Length && line[instance] == '/')
            || ((line.Skip("stdout "u8) || line.Skip("stderr "u8)) && (line.StartsWith("F "u8) || line.StartsWith("P "u8)))
            || SyslogHeader.Length(line) > 0;
    }
}
