// Reads back what the log had told of applications.

using System.Text;
using PostfixStats.Applications;

namespace PostfixStats.State;

/// <summary>Takes the records of applications: what follows an <c>application</c> belongs to it.</summary>
internal sealed class ApplicationRecordReader(StateDocument document)
{
    private readonly List<ApplicationStatus> _applications = [];

    /// <summary>Takes one record; one that is none of applications is passed over.</summary>
    /// <exception cref="FormatException">The record contradicts its form.</exception>
    public void Take(in StateRecord record)
    {
        if (record.Kind.SequenceEqual("application"u8))
        {
            _applications.Add(new ApplicationStatus(Encoding.ASCII.GetString(record.Text)));
            document.Applications = _applications;
        }
        else if (record.Kind.SequenceEqual("sessions"u8))
        {
            Sessions(Encoding.ASCII.GetString(record.First), Encoding.ASCII.GetString(record.Rest));
        }
        else if (_applications.Count > 0)
        {
            _applications[^1] = With(_applications[^1], record);
        }
    }

    private static ApplicationStatus With(ApplicationStatus application, in StateRecord record)
    {
        string text = Encoding.ASCII.GetString(record.Text);
        return Encoding.ASCII.GetString(record.Kind) switch
        {
            "version" => application with { Version = text },
            "started" => application with { Started = StateFields.Time(record.Text) },
            "up" => application with { IsUp = true, Changed = OptionalTime(record.Text) },
            "down" => application with { IsUp = false, Changed = OptionalTime(record.Text) },
            "inbound" => application with { LastInbound = StateFields.Time(record.Text) },
            "outbound" => application with { LastOutbound = StateFields.Time(record.Text) },
            "attempt" => application with { LastAttempt = StateFields.Time(record.Text) },
            "rejection" => application with { RejectionReason = text },
            "connect-failure" => application with { ConnectFailureReason = text },
            "associations" => application with
            {
                RefusedConnections = StateFields.Number(record.First),
                FailedConnections = StateFields.Number(record.Rest),
            },
            _ => application,
        };
    }

    private static DateTimeOffset? OptionalTime(ReadOnlySpan<byte> text) => text.IsEmpty ? null : StateFields.Time(text);

    private void Sessions(string instance, string processes)
    {
        int place = _applications.FindIndex(each => each.Instance == instance);
        if (place >= 0 && processes.Length > 0)
        {
            _applications[place] = _applications[place] with
            {
                Sessions = [.. processes.Split(',').Select(each => (int)Math.Min(StateFields.Number(Encoding.ASCII.GetBytes(each)), int.MaxValue))],
            };
        }
    }
}
