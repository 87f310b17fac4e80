// Rows and counters as a manager follows them: by index, by name, and while mail flows.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class ServiceRowsTests : IDisposable
{
    private const string Entry = StatsMib.Root + ".4.1.1";

    private readonly TempDirectory _directory = new();

    [Fact] // S23
    public async Task Every_service_name_is_found_by_its_row_and_by_walking()
    {
        string[] names = ["a", new string('x', 64), "a-b", "a.b", "a_b", "0", "10", "9", "legal.archive-2"];

        // The last two cannot be names: they count under the name of their program.
        var log = _directory.Write("mail.log", string.Concat([.. names.Select(Delivery), Delivery("größe"), Delivery(new string('x', 65))]));
        await using var host = await SampleHost.StartAsync(log);

        var expected = names.Select((name, row) => $"{row + 1} {name} 1").Append($"{names.Length + 1} pipe 2");
        Assert.Equal(expected, await Task.WhenAll(Enumerable.Range(1, names.Length + 1).Select(async row =>
            $"{row} {Text(await host.Tools.ValueAsync($"{Entry}.2.1.{row}"))} {(await host.Tools.ValueAsync($"{Entry}.3.1.{row}")).Split(' ')[1]}")));
        Assert.Equal(
            Enumerable.Range(1, names.Length + 1).Select(row => $"{Entry}.2.1.{row}"),
            (await host.Tools.ValuesAsync(Entry + ".2")).Select(value => value.Key));
        Assert.StartsWith("No Such Instance", await host.Tools.ValueAsync($"{Entry}.2.1.{names.Length + 2}"), StringComparison.Ordinal);
    }

    [Fact] // S22
    public async Task A_counter_only_grows_while_lines_flow_and_ends_at_their_number()
    {
        const int Lines = 300;
        var log = _directory.Write("mail.log", Delivery("flow"));
        await using var host = await SampleHost.StartAsync(log);

        var writing = Task.Run(
            async () =>
            {
                for (var line = 1; line < Lines; line++)
                {
                    await File.AppendAllTextAsync(log, Delivery("flow"), TestContext.Current.CancellationToken);
                }
            },
            TestContext.Current.CancellationToken);
        List<int> seen = [];
        await Eventually.HoldsAsync(
            "all lines are counted",
            async () =>
            {
                var value = int.Parse((await host.Tools.ValueAsync($"{Entry}.3.1.1")).Split(' ')[1], CultureInfo.InvariantCulture);
                seen.Add(value);
                return value;
            },
            value => value >= Lines);
        await writing;

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(Lines, seen[^1]);
    }

    public void Dispose() => _directory.Dispose();

    private static string Delivery(string service) =>
        "Nov 20 08:45:08 mx postfix/pipe[17379]: 5B1D70A6A00: to=<a@example.test>, "
        + $"relay={service}, delay=0.26, delays=0.03/0.01/0.08/0.15, dsn=2.0.0, status=sent (delivered via {service} service)\n";

    private static string Text(string value) => value["STRING: ".Length..].Trim('"');
}
