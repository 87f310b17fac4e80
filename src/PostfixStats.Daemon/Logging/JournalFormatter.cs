// Lines as systemd's journal wants them on standard error: the priority in front (sd-daemon(3)).

using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace PostfixStats.Daemon.Logging;

/// <summary>Puts <c>&lt;N&gt;</c> before each line; the journal adds the time itself.</summary>
internal sealed class JournalFormatter : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _text = new("{Message:lj}{NewLine}{Exception}");

    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter();
        _text.Format(logEvent, text);
        foreach (string line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            output.Write('<');
            output.Write(Priority(logEvent.Level));
            output.Write('>');
            output.WriteLine(line);
        }
    }

    /// <summary>The severity of syslog(3).</summary>
    private static int Priority(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => 2,
        LogEventLevel.Error => 3,
        LogEventLevel.Warning => 4,
        LogEventLevel.Information => 6,
        _ => 7,
    };
}
