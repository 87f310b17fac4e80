// The command line.
using System.Globalization;

namespace AgentX.SampleSubagent;

/// <summary>What the sample serves, and to whom.</summary>
internal sealed record SampleOptions(AgentXAddress Address, ObjectIdentifier Root, uint Scalars, uint Rows)
{
    public const string Usage = "usage: agentx-sample --agentx unix:PATH|tcp:HOST:PORT --base-oid OID --scalars N --rows R";

    /// <exception cref="FormatException">An option or its value is wrong.</exception>
    public static SampleOptions Parse(string[] args)
    {
        var options = new SampleOptions(
            AgentXAddress.Parse("unix:/var/agentx/master"), ObjectIdentifier.Parse("1.3.6.1.4.1.8072.9999.9999.2741"), 10, 10);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new FormatException($"{args[i]} has no value.");
            var value = args[i + 1];
            options = args[i] switch
            {
                "--agentx" => options with { Address = AgentXAddress.Parse(value) },
                "--base-oid" => options with { Root = ObjectIdentifier.Parse(value) },
                "--scalars" => options with { Scalars = Number(value) },
                "--rows" => options with { Rows = Number(value) },
                _ => throw new FormatException($"{args[i]} is no option."),
            };
        }

        return options;
    }

    private static uint Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000
            ? number
            : throw new FormatException($"\"{text}\" is no number from 0 to 999999.");
}
