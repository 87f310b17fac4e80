// postfix-stats-get: answers one question from the state file and ends. snmpd starts it for every `exec` line on every poll, so
// it opens one file and prints one line: no console, no host, no exception that leaves the process.

using PostfixStats.Getter;

try
{
    return Options.TryParse(args, out Options options, out string complaint)
        ? Answer.Give(options)
        : Output.Fail(complaint);
}
#pragma warning disable CA1031 // snmpd reads a death by signal as an empty success: whatever happens is said in one line.
catch (Exception e)
#pragma warning restore CA1031
{
    return Output.Fail($"Couldn't open state file: {e.Message}");
}
