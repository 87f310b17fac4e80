// The conversation with snmpd over standard input and output: snmpd.conf(5), pass_persist. Every question and every part of it
// is a line; the answer to it is written at once, or snmpd, which has one thread, would wait for it for ever.

using AgentX;

namespace PostfixStats.Daemon.PassPersist;

/// <summary>Answers questions until snmpd closes its end.</summary>
/// <param name="input">Where snmpd asks.</param>
/// <param name="output">Where the answers go.</param>
/// <param name="now">What is served at the moment; null while there is nothing.</param>
internal sealed class PassPersistServer(TextReader input, TextWriter output, Func<IMibMoment?> now)
{
    /// <summary>Answers until the input ends.</summary>
    public void Run()
    {
        while (input.ReadLine() is { } command)
        {
            if (command.Length > 0)
            {
                // One write for each answer.
                output.Write(Answer(command));
                output.Flush();
            }
        }
    }

    private string Answer(string command)
    {
        switch (command)
        {
            case "PING":
                return "PONG\n";
            case "get":
                return Text(Name() is { } name ? now()?.Get(name) : null);
            case "getnext":
                return Text(Name() is { } start ? now()?.GetNext(start) : null);
            case "set":
                // The name, and then type and value.
                input.ReadLine();
                input.ReadLine();
                return "not-writable\n";
            default:
                return PassPersistText.None;
        }
    }

    private ObjectIdentifier? Name() => ObjectIdentifier.TryParse(input.ReadLine(), out ObjectIdentifier? name) ? name : null;

    private static string Text(VarBind? found) => found is null ? PassPersistText.None : PassPersistText.Of(found);
}
