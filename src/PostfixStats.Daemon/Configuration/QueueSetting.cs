// Which queues are read, as a person writes it.

using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Daemon.Queues;

namespace PostfixStats.Daemon.Configuration;

/// <summary>
/// The values of <c>queues</c>: <c>true</c> for the usual directory, <c>false</c> for none, or directories, each as <c>DIRECTORY</c>,
/// whose last part is the instance's name, or as <c>NAME=DIRECTORY</c>.
/// </summary>
internal static class QueueSetting
{
    private const int MaxSeconds = 3600;

    /// <summary>Understands the values.</summary>
    /// <exception cref="FormatException">One of them is none; the message says what is wanted.</exception>
    public static IReadOnlyList<QueueLocation> Parse(IReadOnlyList<string> values)
    {
        List<QueueLocation> locations = values switch
        {
            ["true" or "yes" or "1" or "auto"] => [new QueueLocation("postfix", QueueLocation.UsualDirectory)],
            ["false" or "no" or "0"] => [],
            _ => [.. values.Select(Location)],
        };
        if (locations.GroupBy(each => each.Instance, StringComparer.Ordinal).FirstOrDefault(each => each.Count() > 1) is { } same)
        {
            throw new FormatException($"the instance {same.Key} has one queue directory, not {same.Count()}; name it as in the log: NAME=DIRECTORY");
        }

        return locations.Count <= CounterStore.MaxInstances
            ? locations
            : throw new FormatException($"there are at most {CounterStore.MaxInstances} instances, not {locations.Count}");
    }

    /// <summary>Understands the pause between two readings, in seconds.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan ParseInterval(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= 1 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"seconds from 1 to {MaxSeconds} are wanted, not \"{value}\"");

    private static QueueLocation Location(string value)
    {
        int equals = value.StartsWith('/') ? -1 : value.IndexOf('=', StringComparison.Ordinal);
        string directory = value[(equals + 1)..].TrimEnd('/');
        if (!directory.StartsWith('/'))
        {
            throw new FormatException($"true, or Postfix's queue_directory is wanted, such as {QueueLocation.UsualDirectory}, not \"{value}\"");
        }

        if (Encoding.UTF8.GetByteCount(directory) > QueueLocation.MaxLength)
        {
            throw new FormatException($"\"{directory}\" is too long: the name of a socket in it would not fit; at most {QueueLocation.MaxLength} octets do");
        }

        string name = equals >= 0 ? value[..equals] : System.IO.Path.GetFileName(directory);
        return NameTable.IsValid(Encoding.UTF8.GetBytes(name))
            ? new QueueLocation(name, directory)
            : throw new FormatException($"\"{name}\" is no name of an instance; name it as in the log: NAME={directory}");
    }
}
