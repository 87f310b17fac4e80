// Puts the daemon together and runs it.

using AgentX;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Queues;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Journal;
using PostfixStats.Messages;
using PostfixStats.State;
using Serilog;
using Serilog.Core;
using Log = PostfixStats.Daemon.Logging.Log;

namespace PostfixStats.Daemon.Running;

/// <summary>Composition of <c>postfix-statsd run</c>.</summary>
internal static class DaemonHost
{
    /// <summary>Runs until a signal ends it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="load">Reads them again, when it is asked for.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Settings settings, Func<Settings> load)
    {
        using StateFiles files = StateOpening.Open(settings.State);
        LoadResult loaded = StateOpening.Load(files);
        var level = new LoggingLevelSwitch(LogSetup.Convert(settings.LogLevel));
        using Logger logger = LogSetup.Create(level);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSerilog(logger);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ServicesStopConcurrently = true;
            options.ShutdownTimeout = TimeSpan.FromSeconds(5);
        });
        var messages = new MessageTracker(loaded.Store, settings.MessageMemory, fromMiddle: !settings.FromStart);
        string? messagesLost = files.LoadMessages(loaded, messages);
        var exit = new ExitStatus();
        builder.Services.AddSingleton(exit);
        SourceChoice choice = SourceChoice.Make(settings, Settings.UsualLogs, MailJournal.Look);
        var grammar = new LiveGrammar(settings.Grammar);
        ApplicationBook? applications = settings.StandardMibs ? new ApplicationBook(loaded.Document?.Applications ?? [], TimeProvider.System) : null;
        AddServices(builder.Services, settings, choice, files, loaded, () => new LineCounter(loaded.Store, grammar, messages: messages), messages, applications);
        builder.Services.AddHostedService(provider =>
            new ReloadService(
                load, level, grammar, provider.GetRequiredService<NotificationStatus>(), provider.GetRequiredService<ILogger<ReloadService>>()));

        using IHost host = builder.Build();
        var log = host.Services.GetRequiredService<ILogger<Observer>>();
        Collector collector = host.Services.GetRequiredService<Collector>();
        Announce(log, settings, choice, loaded, collector);
        if (messagesLost is not null)
        {
            Log.MessagesLost(log, messagesLost);
        }

        StateOpening.Guard(
            () =>
            {
                collector.CommitFirst();
                return true;
            },
            settings.State,
            ExitCode.InputOutput);
        host.Run();
        Log.Stopped(log);
        return exit.Code;
    }

    private static void AddServices(
        IServiceCollection services,
        Settings settings,
        SourceChoice choice,
        StateFiles files,
        LoadResult loaded,
        Func<LineCounter> newCounter,
        MessageTracker messages,
        ApplicationBook? applications)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CaughtUpSignal>();
        services.AddSingleton(ServiceManager.OfThisProcess());
        services.AddHostedService(provider => provider.GetRequiredService<ServiceManager>());
        var sessions = new SessionCount();
        services.AddSingleton(sessions);
        var notifications = new NotificationStatus(TimeProvider.System) { Limits = settings.Notifications };
        services.AddSingleton(notifications);
        var objects = new MibObjects(TimeProvider.System, () => sessions.Opened, notifications);
        services.AddSingleton(objects);
        var tree = new MibTree(settings.BaseOid, objects.Sections);
        services.AddSingleton(new StatsView(settings.StandardMibs ? [tree, new StandardMibs(TimeProvider.System).Tree] : [tree]));
        services.AddSingleton(new SessionFile(settings.State));
        services.AddSingleton<Observer>();
        services.AddSingleton(settings);
        services.AddSingleton(new QueueBoard(settings.Queues, loaded.Document?.Queues ?? []));
        services.AddSingleton(provider =>
        {
            Observer observer = provider.GetRequiredService<Observer>();
            return new Collector(
                loaded,
                messages,
                files,
                (_, document) => NewSources(settings, choice, newCounter, document, observer, applications),
                provider.GetRequiredService<QueueBoard>(),
                observer,
                TimeProvider.System,
                applications);
        });
        services.AddSingleton(provider => NewSubagent(settings, provider));
        services.AddHostedService<CollectorService>();
        services.AddHostedService<QueueService>();
        services.AddHostedService<SubagentService>();
        services.AddHostedService<NotificationService>();
        services.AddHostedService<MemoryService>();
    }

    private static IReadOnlyList<ILogSource> NewSources(
        Settings settings,
        SourceChoice choice,
        Func<LineCounter> newCounter,
        StateDocument document,
        Observer observer,
        ApplicationBook? applications)
    {
        return choice.Journal is { } journal
            ? JournalSource.Follow(journal, document, settings.FromStart, newCounter(), observer, applications)
            : FileSource.Follow(
                choice.Logs,
                document,
                new FollowOptions(settings.FromStart, settings.OldDirectory),
                () => new CountingSink(newCounter(), applications),
                observer,
                TimeProvider.System);
    }

    private static Subagent NewSubagent(Settings settings, IServiceProvider provider) => new(new SubagentOptions
    {
        Addresses = settings.AgentX,
        Module = settings.BaseOid,
        Description = $"postfix-statsd {ProgramVersion.Text}",
        Registrations = [new Registration(settings.BaseOid), .. settings.StandardMibs ? StandardMibs.Registrations : []],
        Capabilities = settings.StandardMibs ? [StandardMibs.Capabilities(settings.BaseOid)] : [],
        View = provider.GetRequiredService<StatsView>(),
        Observer = provider.GetRequiredService<Observer>(),
    });

    private static void Announce(
        Microsoft.Extensions.Logging.ILogger log, Settings settings, SourceChoice choice, LoadResult loaded, Collector collector)
    {
        Log.Started(log, ProgramVersion.Text, collector.Latest.Source, settings.State, settings.BaseOid.ToString());
        if (choice.Reason is { } reason)
        {
            Log.SourceChosen(log, collector.Latest.Source, reason);
        }

        foreach (string damage in loaded.Damage)
        {
            Log.StateDamaged(log, damage);
        }

        if (loaded.Document is null)
        {
            if (loaded.Damage.Count > 0)
            {
                Log.StateLost(log);
            }
            else
            {
                Log.FirstStart(log, settings.FromStart ? "at the beginning" : "at the end");
            }
        }
    }
}
