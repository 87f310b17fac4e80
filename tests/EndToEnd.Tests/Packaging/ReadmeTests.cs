// Every command in README.md is run, as it stands there, and prints what is shown.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

[Collection(FreshHost.Name)]
public sealed partial class ReadmeTests(DebianRoot host)
{
    private static readonly string[][] Blocks =
    [
        .. BlockPattern().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .Select(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static readonly Dictionary<string, string> Surroundings = new()
    {
        ["STATS_TEST_BIN"] = Path.GetDirectoryName(Repository.Daemon)!,
    };

    [Fact]
    public void No_block_is_forgotten() => Assert.Equal(
        [Block("./deploy/try.sh"), Block("$ ./deploy/try.sh"), Block("sudo ./deploy/install.sh"), Block("ok     log:"), Block("Postfix on "), Block("snmpwalk ")],
        Blocks);

    [Fact]
    public async Task The_first_two_commands_are_there()
    {
        string[] commands = [.. Block("./deploy/try.sh").Select(Command)];
        Assert.Equal(["./deploy/try.sh", "./tests/run.sh"], commands);

        // Whichever log this machine has. The other one runs these very tests.
        await using var live = new Server("bash", ["-c", $"cd '{Repository.Root}' && exec {commands[0]}"], Surroundings);
        await Eventually.HoldsAsync(
            "live counters",
            () =>
            {
                live.ThrowIfExited();
                return live.Output.Contains("\npostfixStatsSmtpReceptions.0 = Counter32: ", StringComparison.Ordinal);
            });
        Assert.Equal(143, await live.StopAsync());
        Assert.StartsWith("usage: run.sh ", (await HereAsync(commands[1] + " --help")).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_walk_is_what_is_shown()
    {
        string[] block = Block("$ ./deploy/try.sh");

        string printed = (await HereAsync(block[0][2..])).Succeeded();

        // Three dots stand for what is left out.
        int place = 0;
        foreach (string part in string.Join('\n', block[1..]).Split("...", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim('\n')))
        {
            int found = printed.IndexOf(part + "\n", place, StringComparison.Ordinal);
            Assert.True(found >= 0 && (place > 0 || found == 0), $"Not printed in its place:\n{part}\nbut:\n{printed}");
            place = found + part.Length;
        }
    }

    [Fact]
    public async Task Installed_as_it_says_it_is_used_as_it_says()
    {
        string[] install = Block("sudo ./deploy/install.sh");
        Assert.Equal(["sudo ./deploy/install.sh", "sudo postfix-statsd check"], install);
        host.Copy(Repository.SampleLog, "/var/log/mail.log");

        // There is no SDK on that host: the package is built already. The view is taken away, to show what check says.
        Assert.Equal(string.Join('\n', Block("ok     log:")) + "\n", await host.RunAsync(
            $$"""
            export TZ=UTC
            sudo() { "$@"; }
            cd {{DebianRoot.Source}}
            chgrp adm /var/log/mail.log
            chmod 640 /var/log/mail.log
            touch -d '2026-11-22 22:45' /var/log/mail.log
            {{install[0]}} {{host.Package}} >/dev/null
            sed -i 's/^view/#&/' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf
            snmpd -LOw -u Debian-snmp -g Debian-snmp -I -smux,mteTrigger,mteTriggerConf -f >/tmp/snmpd.log 2>&1 &
            for _ in $(seq 600); do snmpget -v2c -c public localhost .1.3.6.1.2.1.1.1.0 >/dev/null 2>&1 && break; sleep 0.1; done
            setpriv --reuid=postfix-stats --regid=postfix-stats --init-groups postfix-statsd run --from-start >/tmp/daemon.log 2>&1 &
            for _ in $(seq 600); do grep -q 'the master has registered' /tmp/daemon.log && break; sleep 0.1; done
            {{install[1]}} || :
            sed -i 's/^#view systemonly included .1.3.6.1.4.1.8072/view systemonly included .1.3.6.1.4.1.8072/' /etc/snmp/snmpd.conf.d/50-postfix-stats.conf
            """));

        string[] use = [.. Block("snmpwalk ").Select(Command)];
        string[] printed = (await host.RunAsync(
            DebianRoot.Serving +
            $$"""
            man() { ls /usr/share/man/man?/"$1".?*; }
            wait_for '36 12 35 3 3 3 3 7 66 6 4 10 ' walk
            wait_for 36 postfix-stats-get recv:smtp

            """ +
            string.Join("\necho ==\n", use))).Split("==\n");

        Assert.Equal(use.Length, printed.Length);
        Assert.Contains(".2525.1.1.0 = Counter32: 36\n", Printed("snmpwalk "), StringComparison.Ordinal);
        Assert.Equal("35\n", Printed("postfix-stats-get sent:smtp"));
        Assert.Contains("\nrecv:smtp 36\n", Printed("postfix-stats-get --all"), StringComparison.Ordinal);
        Assert.Equal(Printed("postfix-stats-get --all"), Printed("postfix-statsd count /"));
        Assert.Contains("recv:smtp 0\n", Printed("journalctl "), StringComparison.Ordinal);
        Assert.Equal("", Printed("postfix-statsd count --explain"));
        Assert.Contains("POSTFIX-STATS-MIB DEFINITIONS ::= BEGIN\n", Printed("postfix-statsd mib"), StringComparison.Ordinal);
        Assert.Equal("/usr/share/man/man8/postfix-statsd.8.gz\n", Printed("man "));

        await host.RunAsync("dpkg --purge agentx-postfix-stats >/dev/null 2>&1; rm /var/log/mail.log");

        string Printed(string command) => printed[Array.FindIndex(use, each => each.StartsWith(command, StringComparison.Ordinal))];
    }

    private static string[] Block(string start) => Assert.Single(Blocks, block => block[0].StartsWith(start, StringComparison.Ordinal));

    private static string Command(string line) => line.Split('#')[0].TrimEnd();

    private static Task<ToolResult> HereAsync(string command) => Tool.RunAsync("bash", ["-c", $"cd '{Repository.Root}' && {command}"], Surroundings);

    [GeneratedRegex("^```\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();
}
