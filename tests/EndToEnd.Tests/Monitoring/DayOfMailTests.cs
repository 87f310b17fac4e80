// A day of mail on a graph: real mail through a real Postfix, counted, polled over SNMP and drawn by the shipped script.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

/// <remarks>
/// A day is shorter here: the mail of five minutes is sent, delivered and counted as fast as it goes, and then the clock of the script is
/// put to their end (faketime). One hour of the day, unless STATS_TEST_PICTURE names the file that the graph of all 24 is left in, as
/// it stands in README.md; that takes three minutes.
/// </remarks>
public sealed class DayOfMailTests
{
    private const int StepsInADay = 288;

    // The name that the script knows the mail server by.
    private const string MailServer = "mx.example.net";

    private static readonly DateTime Midnight = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_graph_has_every_message_of_the_day()
    {
        string? picture = Environment.GetEnvironmentVariable("STATS_TEST_PICTURE");
        (int first, int last) = string.IsNullOrEmpty(picture) ? (StepsInADay * 2 / 24, StepsInADay * 3 / 24) : (0, StepsInADay);
        await using var host = await MailHost.StartAsync([]);
        using var directory = new TempDirectory();
        Dictionary<string, string> surroundings = Surroundings(directory, host.Snmpd);

        var sent = default(Mail);
        for (int step = first; ; step++)
        {
            Assert.Equal(sent.Counters, await Eventually.SettlesAsync(sent.Counters, () => CountersAsync(host.Snmpd.Tools)));
            await UpdateAsync(surroundings, step, sent);
            if (step == last)
            {
                break;
            }

            Mail mail = Mail.Of(step);
            await SendAsync(host.Postfix, mail);
            sent += mail;
        }

        Assert.Equal(sent.Counters, await DrawnAsync(Database(surroundings), first, last));
        await ScriptAsync(surroundings, last, "graph", MailServer, directory.Make("graphs"));
        string graph = Path.Combine(directory["graphs"], "mail-day.png");
        Assert.InRange(new FileInfo(graph).Length, 5_000, 60_000);
        if (!string.IsNullOrEmpty(picture))
        {
            File.Copy(graph, picture, overwrite: true);
        }
    }

    private static async Task SendAsync(PrivatePostfix postfix, Mail mail)
    {
        await SendAsync(postfix, mail.Incoming, PrivatePostfix.Local);
        await SendAsync(postfix, mail.Outgoing, PrivatePostfix.Good, copies: 2);
        await SendAsync(postfix, mail.Bounced, PrivatePostfix.Bounced);
        for (int message = 0; message < mail.Submitted; message++)
        {
            await postfix.SubmitAsync(PrivatePostfix.Good);
        }

        for (int recipient = 0; recipient < mail.Rejected; recipient++)
        {
            Assert.Equal(554, await PrivatePostfix.OfferAsync(postfix.ClosedPort, PrivatePostfix.Good));
        }
    }

    private static Task SendAsync(PrivatePostfix postfix, int messages, string recipient, int copies = 1) =>
        messages == 0 ? Task.CompletedTask : postfix.SendAsync(messages, recipient, copies);

    // Received over SMTP, submitted here, recipients delivered, bounced, rejected.
    private static async Task<string> CountersAsync(SnmpTools tools)
    {
        string[] objects = [.. new[] { 1, 2, 9, 11, 12 }.Select(each => string.Create(CultureInfo.InvariantCulture, $"{StatsMib.Root}.1.{each}.0"))];
        return string.Join(' ', (await tools.GetAsync(["-Oqv", .. objects]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    // The same from the rates per second that RRDtool keeps of each step.
    private static async Task<string> DrawnAsync(string database, int first, int last)
    {
        string[] lines = (await Tool.RunAsync(
            "rrdtool",
            ["fetch", database, "AVERAGE", "--resolution", "300", "--start", Seconds(first), "--end", Seconds(last - 1)])).Succeeded()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(last - first + 1, lines.Length);
        double[][] rates = [.. lines[1..].Select(line => line.Split(' ')[1..]).Select(step => step.Select(Rate).ToArray())];
        return string.Join(' ', new[] { "received", "submitted", "delivered", "bounced", "rejected" }
            .Select(name => Math.Round(300 * rates.Sum(step => step[Array.IndexOf(names, name)])).ToString(CultureInfo.InvariantCulture)));
    }

    // What is not known, such as queues that nobody reads, has no sum.
    private static double Rate(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) ? rate : double.NaN;

    private static Dictionary<string, string> Surroundings(TempDirectory directory, PrivateSnmpd snmpd)
    {
        Dictionary<string, string> surroundings = SnmpTools.Surroundings(directory.Make("home"));
        surroundings["POSTFIX_RRD"] = directory.Make("rrd");
        surroundings["TZ"] = "UTC";

        // snmp.conf(5): what stands behind the name of a host.
        directory.Make("home/hosts");
        directory.Write($"home/hosts/{MailServer}.conf", string.Create(CultureInfo.InvariantCulture, $"transport udp:127.0.0.1:{snmpd.Port}\n"));
        return surroundings;
    }

    private static string Database(Dictionary<string, string> surroundings) => Path.Combine(surroundings["POSTFIX_RRD"], MailServer + ".rrd");

    // Polls at the end of a step, and sees that RRDtool was given the numbers.
    private static async Task UpdateAsync(Dictionary<string, string> surroundings, int step, Mail sent)
    {
        await ScriptAsync(surroundings, step, "update", MailServer);
        Assert.StartsWith(
            $"{Seconds(step)}: {string.Join(' ', sent.Counters.Split(' ')[..3])} ",
            (await Tool.RunAsync("rrdtool", ["lastupdate", Database(surroundings)])).Succeeded().Split('\n')[2],
            StringComparison.Ordinal);
    }

    private static async Task ScriptAsync(Dictionary<string, string> surroundings, int step, params string[] arguments)
    {
        string now = Midnight.AddMinutes(5 * step).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Equal(
            "", (await Tool.RunAsync("faketime", ["-f", now, MonitoringFiles.PathOf("rrdtool/postfix-rrd.sh"), .. arguments], surroundings)).Succeeded());
    }

    private static string Seconds(int step) =>
        new DateTimeOffset(Midnight.AddMinutes(5 * step)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What happens in five minutes; each number is one of messages.</summary>
    /// <param name="Incoming">Received over SMTP for a mailbox here.</param>
    /// <param name="Outgoing">Received over SMTP for two recipients elsewhere, and taken there.</param>
    /// <param name="Bounced">Received over SMTP for elsewhere, refused there and returned to the sender.</param>
    /// <param name="Submitted">From the sendmail command, and taken elsewhere.</param>
    /// <param name="Rejected">Refused to a client.</param>
    private readonly record struct Mail(int Incoming, int Outgoing, int Bounced, int Submitted, int Rejected)
    {
        /// <summary>What the counters must say; a bounce is a delivery to the sender.</summary>
        public string Counters => string.Create(
            CultureInfo.InvariantCulture, $"{Incoming + Outgoing + Bounced} {Submitted} {Incoming + (2 * Outgoing) + Bounced + Submitted} {Bounced} {Rejected}");

        public static Mail operator +(Mail one, Mail other) => new(
            one.Incoming + other.Incoming, one.Outgoing + other.Outgoing, one.Bounced + other.Bounced,
            one.Submitted + other.Submitted, one.Rejected + other.Rejected);

        /// <summary>A working day: little at night, most before noon and in the afternoon; reports by cron, spam before dawn.</summary>
        /// <param name="step">How many five minutes after midnight.</param>
        public static Mail Of(int step)
        {
            var random = new Random(step);
            double hour = step / 12.0;
            double office = Hill(hour, 9.8, 1.5) + (0.85 * Hill(hour, 14.6, 2.0)) + (0.15 * Hill(hour, 20.5, 1.5));
            int Around(double mean) => (int)Math.Round(mean * (0.8 + (0.4 * random.NextDouble())));
            return new Mail(
                Incoming: Around(4 + (34 * office)),
                Outgoing: Around(2 + (18 * office)),
                Bounced: Around(0.5 + (0.9 * office)),
                Submitted: Around(1 + (5 * office)) + (step % 12 == 0 ? 3 : 0),
                Rejected: Around(1.5 + (14 * Hill(hour, 4.2, 0.8))));
        }

        private static double Hill(double hour, double top, double width) => Math.Exp(-Math.Pow((hour - top) / width, 2));
    }
}
