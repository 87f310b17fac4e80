// agentx-sample: the smallest subagent that does everything a real one does.
using System.Runtime.InteropServices;
using AgentX;
using AgentX.SampleSubagent;

SampleOptions options;
try
{
    options = SampleOptions.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n{SampleOptions.Usage}");
    return 64;
}

var subagent = new Subagent(new SubagentOptions
{
    Addresses = [options.Address],
    Module = options.Root,
    Description = "agentx-sample",
    Registrations = [new Registration(options.Root)],
    View = new SampleView(options.Root, options.Scalars, options.Rows),
    Observer = new ConsoleObserver(),
});

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
await subagent.RunAsync(stop.Token);
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
