// One instance in the book.

namespace PostfixStats.Applications;

/// <summary>An <see cref="ApplicationStatus"/> that changes line by line, without making anything new.</summary>
/// <param name="saved">What is known to begin with.</param>
internal sealed class ApplicationEntry(ApplicationStatus saved)
{
    /// <summary>How many sessions are remembered; Postfix' process limits are far below.</summary>
    private const int MaxSessions = 16_384;

    private readonly HashSet<int> _sessions = [.. saved.Sessions];
    private string? _version = saved.Version;
    private DateTimeOffset? _started = saved.Started;
    private bool? _isUp = saved.IsUp;
    private DateTimeOffset? _changed = saved.Changed;
    private DateTimeOffset? _lastInbound = saved.LastInbound;
    private DateTimeOffset? _lastOutbound = saved.LastOutbound;
    private DateTimeOffset? _lastAttempt = saved.LastAttempt;
    private long _refused = saved.RefusedConnections;
    private long _failed = saved.FailedConnections;
    private string? _rejectionReason = saved.RejectionReason;
    private string? _connectFailureReason = saved.ConnectFailureReason;

    /// <summary>The name of the instance.</summary>
    public string Instance => saved.Instance;

    /// <summary>A copy that never changes.</summary>
    public ApplicationStatus ToStatus() => new(Instance)
    {
        Version = _version,
        Started = _started,
        IsUp = _isUp,
        Changed = _changed,
        LastInbound = _lastInbound,
        LastOutbound = _lastOutbound,
        LastAttempt = _lastAttempt,
        RefusedConnections = _refused,
        FailedConnections = _failed,
        RejectionReason = _rejectionReason,
        ConnectFailureReason = _connectFailureReason,
        Sessions = [.. _sessions.Order()],
    };

    /// <summary>Nobody knows any more who is connected.</summary>
    public void ForgetSessions() => _sessions.Clear();

    /// <summary>Takes note of an event.</summary>
    /// <param name="what">The event.</param>
    /// <param name="process">Who wrote the line; 0 where that is not known.</param>
    /// <param name="time">When it was written.</param>
    public void Apply(in ApplicationEvent what, int process, DateTimeOffset time)
    {
        switch (what.Kind)
        {
            case ApplicationEventKind.Started:
                _sessions.Clear();
                _version = what.Text;
                _started = time;
                _isUp = true;
                _changed = time;
                _rejectionReason = ApplicationStatus.Never;
                _connectFailureReason = ApplicationStatus.Never;
                break;
            case ApplicationEventKind.Reloaded:
                _version = what.Text;
                _isUp = true;
                break;
            case ApplicationEventKind.Ended:
                _sessions.Clear();

                // Two lines may tell it, of postfix(1) and of master(8).
                _changed = _isUp == false ? _changed : time;
                _isUp = false;
                break;
            case ApplicationEventKind.ProcessDied:
                _sessions.Remove(what.Process);
                break;
            case ApplicationEventKind.Disconnected:
                _sessions.Remove(process);
                break;
            case ApplicationEventKind.Connected:
                if (process > 0 && _sessions.Count < MaxSessions)
                {
                    _sessions.Add(process);
                }

                _isUp ??= true;
                _lastInbound = time;
                _rejectionReason = "";
                break;
            case ApplicationEventKind.Refused:
                _rejectionReason = what.Text;
                break;
            case ApplicationEventKind.OverLimit:
                _rejectionReason = what.Text;
                _refused++;
                break;
            case ApplicationEventKind.Answered:
                _isUp ??= true;
                _lastOutbound = time;
                _lastAttempt = time;
                _connectFailureReason = "";
                break;
            case ApplicationEventKind.ConnectFailed:
                _isUp ??= true;
                _lastAttempt = time;
                _connectFailureReason = what.Text;
                _failed++;
                break;
            default:
                break;
        }
    }
}
