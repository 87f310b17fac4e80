// Serilog, set up in code: one sink, standard error.

using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace PostfixStats.Daemon.Logging;

/// <summary>Makes the logger.</summary>
internal static class LogSetup
{
    /// <summary>A logger that writes to standard error, with the journal's priorities where that is connected to the journal.</summary>
    public static Logger Create(LoggingLevelSwitch level)
    {
        ITextFormatter formatter = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 }
            ? new JournalFormatter()
            : new MessageTemplateTextFormatter("{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}");
        return new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(formatter, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
    }

    /// <summary>The same severity in Serilog's words.</summary>
    public static LogEventLevel Convert(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };
}
