// The contract of postfix-stats-get: what snmpd's exec lines and people's scripts see.

namespace PostfixStats.Getter.Tests;

public sealed class GetterTests(StateFixture fixture) : IClassFixture<StateFixture>
{
    [Theory]
    [InlineData("recv:smtp", "215\n")]
    [InlineData("sent:legal", "3\n")]
    [InlineData("sent:smtp", "0\n")]
    [InlineData("smtpd:5xx", "0\n")]
    [InlineData("msg:received", "99\n")]
    public async Task A_key_prints_digits_and_a_newline(string key, string expected) =>
        Assert.Equal(new GetterRun(expected, "", 0), await GetterRun.With("--state", fixture.State, key));

    [Fact]
    public async Task A_number_beyond_32_bits_is_the_one_that_snmp_shows() =>
        Assert.Equal(new GetterRun("7\n", "", 0), await GetterRun.With("--state", fixture.State, "recv:local"));

    [Fact]
    public async Task Wide_prints_all_of_it() =>
        Assert.Equal(new GetterRun("4294967303\n", "", 0), await GetterRun.With("--wide", "--state", fixture.State, "recv:local"));

    [Fact]
    public async Task All_prints_the_documented_names_and_those_that_have_counted_in_byte_order() =>
        Assert.Equal(
            new GetterRun(
                "recv:local 7\nrecv:smtp 215\nsent:legal 3\nsent:local 0\nsent:smtp 0\n"
                + "smtp:4xx 0\nsmtp:5xx 0\nsmtpd:4xx 0\nsmtpd:5xx 0\n",
                "",
                0),
            await GetterRun.With("--all", "--state", fixture.State));

    [Theory]
    [InlineData("postfix", "recv:smtp", "200\n")]
    [InlineData("postfix-out", "recv:smtp", "15\n")]
    [InlineData("postfix-out", "recv:local", "0\n")]
    [InlineData("postfix-out", "msg:received", "9\n")]
    public async Task An_instance_has_numbers_of_its_own(string instance, string key, string expected) =>
        Assert.Equal(
            new GetterRun(expected, "", 0),
            await GetterRun.With($"--instance={instance}", "--state", fixture.State, key));

    [Theory]
    [InlineData("--messages", "msg:received 99\n")]
    [InlineData("--details", "")]
    public async Task Messages_are_printed_where_they_are_asked_for(string option, string expected) =>
        Assert.Equal(
            new GetterRun(
                expected + "recv:local 7\nrecv:smtp 215\nsent:legal 3\nsent:local 0\nsent:smtp 0\n"
                + "smtp:4xx 0\nsmtp:5xx 0\nsmtpd:4xx 0\nsmtpd:5xx 0\n",
                "",
                0),
            await GetterRun.With("--all", option, "--state", fixture.State));

    [Fact]
    public async Task All_of_an_instance_leaves_out_what_only_others_have() =>
        Assert.Equal(
            new GetterRun(
                "recv:local 0\nrecv:smtp 15\nsent:local 0\nsent:smtp 0\nsmtp:4xx 0\nsmtp:5xx 0\nsmtpd:4xx 0\nsmtpd:5xx 0\n",
                "",
                0),
            await GetterRun.With("--instance", "postfix-out", "--all", "--state", fixture.State));

    [Theory]
    [InlineData("No such key \"sent:nobody\"\n", "sent:nobody")]
    [InlineData("No such key \"\"\n", "")]
    [InlineData("No such key \"recv:smtp 200\"\n", "recv:smtp 200")]
    [InlineData("No such instance \"postfix-no\"\n", "--instance", "postfix-no", "recv:smtp")]
    [InlineData("No such key \"sent:legal\"\n", "--instance", "postfix-out", "sent:legal")]
    public async Task What_does_not_exist_is_said_on_standard_output(string expected, params string[] args) =>
        Assert.Equal(new GetterRun(expected, "", 1), await GetterRun.With(["--state", fixture.State, .. args]));

    [Theory]
    [InlineData("0\n", 0, "--default", "0", "sent:nobody")]
    [InlineData("215\n", 0, "--default", "0", "recv:smtp")]
    [InlineData("No such instance \"x\"\n", 1, "--default", "0", "--instance", "x", "recv:smtp")]
    public async Task A_default_stands_in_for_an_unknown_key_only(string expected, int code, params string[] args) =>
        Assert.Equal(new GetterRun(expected, "", code), await GetterRun.With(["--state", fixture.State, .. args]));

    [Fact]
    public async Task A_default_does_not_hide_that_there_is_no_state() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: No such file or directory\n", "", 1),
            await GetterRun.With("--state", "/nonexistent/state", "--default", "0", "recv:smtp"));

    [Fact]
    public async Task An_empty_state_gives_no_number() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: it is empty\n", "", 1),
            await GetterRun.With("--state", fixture.Other("empty", []), "recv:smtp"));

    [Fact]
    public async Task A_foreign_file_gives_no_number() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: it is no state file of postfix-statsd\n", "", 1),
            await GetterRun.With("--state", fixture.Other("foreign", "total recv:smtp 3\n"u8), "recv:smtp"));

    [Fact]
    public async Task A_damaged_state_gives_no_number()
    {
        byte[] damaged = fixture.Bytes;
        damaged[damaged.Length / 2] ^= 4;
        Assert.Equal(
            new GetterRun("Couldn't open state file: it is damaged\n", "", 1),
            await GetterRun.With("--state", fixture.Other("damaged", damaged), "recv:smtp"));
    }

    [Fact]
    public async Task A_truncated_state_gives_no_number() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: it is damaged\n", "", 1),
            await GetterRun.With("--state", fixture.Other("short", fixture.Bytes.AsSpan()[..^20]), "recv:smtp"));

    [Fact]
    public async Task A_state_of_another_version_gives_no_number() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: it was written by another version of postfix-statsd\n", "", 1),
            await GetterRun.With("--state", fixture.WithFirstLine("postfix-stats-state 2"), "recv:smtp"));

    [Fact]
    public async Task A_state_of_this_version_with_its_own_checksum_is_read() =>
        Assert.Equal(
            new GetterRun("215\n", "", 0),
            await GetterRun.With("--state", fixture.WithFirstLine("postfix-stats-state 1"), "recv:smtp"));

    [Fact]
    public async Task A_directory_gives_no_number() =>
        Assert.Equal(
            new GetterRun("Couldn't open state file: Is a directory\n", "", 1),
            await GetterRun.With("--state", Path.GetDirectoryName(fixture.State)!, "recv:smtp"));

    [Fact]
    public async Task A_state_older_than_allowed_is_refused()
    {
        using var old = new StateFixture();
        old.Write(DateTimeOffset.UtcNow.AddSeconds(-1000));
        GetterRun run = await GetterRun.With("--max-age", "60", "--state", old.State, "recv:smtp");
        Assert.Matches(@"^State is 1\d\d\d seconds old\n$", run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(new GetterRun("215\n", "", 0), await GetterRun.With("--max-age", "100000", "--state", old.State, "recv:smtp"));
    }

    [Fact]
    public async Task The_queues_for_LibreNMS_are_four_lines_over_all_instances() =>
        Assert.Equal(
            new GetterRun("21\n42\n630\n8\n", "", 0),
            await GetterRun.With("--librenms", "mailq", "--state", fixture.WithQueues(
                ("postfix", 5, [1, 20, 40, 600, 8, null]), ("postfix-out", 60, [0, 1, 2, 30, 0, null]))));

    [Fact]
    public async Task The_queues_of_one_instance_are_its_own() =>
        Assert.Equal(
            new GetterRun("1\n2\n30\n0\n", "", 0),
            await GetterRun.With("--librenms=mailq", "--instance", "postfix-out", "--state", fixture.WithQueues(
                ("postfix", 5, [1, 20, 40, 600, 8, null]), ("postfix-out", 60, [0, 1, 2, 30, 0, null]))));

    [Fact]
    public async Task Queues_that_are_not_read_give_no_number() =>
        Assert.Equal(
            new GetterRun("No queues are read; see queues in postfix-stats.json(5)\n", "", 1),
            await GetterRun.With("--librenms", "mailq", "--state", fixture.State));

    [Fact]
    public async Task Queues_that_could_not_be_read_yet_give_no_number() =>
        Assert.Equal(
            new GetterRun("Queues have not been read yet\n", "", 1),
            await GetterRun.With("--librenms", "mailq", "--state", fixture.WithQueues(("postfix", 5, [0, 0, 0, 0, 0, 0]), ("postfix-out", -1, []))));

    [Fact]
    public async Task A_queue_that_is_not_known_gives_no_number() =>
        Assert.Equal(
            new GetterRun("The queue hold is not known\n", "", 1),
            await GetterRun.With("--librenms", "mailq", "--state", fixture.WithQueues(
                ("postfix", 5, [1, 20, 40, 600, 8, null]), ("postfix-out", 60, [0, 1, 2, 30, null, null]))));

    [Fact]
    public async Task Queues_of_an_unknown_instance_are_none() =>
        Assert.Equal(
            new GetterRun("No queues of instance \"x\"\n", "", 1),
            await GetterRun.With("--librenms", "mailq", "--instance", "x", "--state", fixture.WithQueues(("postfix", 5, [0, 0, 0, 0, 0, 0]))));

    [Fact]
    public async Task The_last_five_minutes_for_LibreNMS_are_a_line_each_and_0_where_they_are_not_known() =>
        Assert.Equal(
            new GetterRun("215\n0\n7\n", "", 0),
            await GetterRun.With("--librenms", "postfixdetailed", "--state", fixture.WithInterval(200, 215, null, 7)));

    [Fact]
    public async Task Without_the_last_five_minutes_there_is_no_number()
    {
        Assert.Equal(
            new GetterRun("No five minutes have been counted yet\n", "", 1),
            await GetterRun.With("--librenms", "postfixdetailed", "--state", fixture.State));
        Assert.Equal(
            new GetterRun("--librenms postfixdetailed is over all instances\n", "", 1),
            await GetterRun.With("--librenms", "postfixdetailed", "--instance", "postfix", "--state", fixture.State));
        GetterRun run = await GetterRun.With("--librenms", "postfixdetailed", "--state", fixture.WithInterval(1000, 215));
        Assert.Matches(@"^The last five minutes of counting ended 1\d\d\d seconds ago\n$", run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Queues_that_were_read_long_ago_are_refused()
    {
        string state = fixture.WithQueues(("postfix", 5, [0, 2, 4, 6, 8, 0]), ("postfix-out", 1000, [0, 0, 0, 0, 0, 0]));
        GetterRun run = await GetterRun.With("--librenms", "mailq", "--state", state);
        Assert.Matches(@"^Queues were read 1\d\d\d seconds ago\n$", run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(new GetterRun("2\n4\n6\n8\n", "", 0), await GetterRun.With("--librenms", "mailq", "--max-age", "100000", "--state", state));
    }

    [Theory]
    [InlineData("--librenms takes mailq or postfixdetailed, not \"mail\"\n", "--librenms", "mail")]
    [InlineData("Either --librenms or a key\n", "--librenms", "mailq", "recv:smtp")]
    [InlineData("Unknown option \"--al\"; see postfix-stats-get --help\n", "--al")]
    [InlineData("--max-age takes a number, not \"soon\"\n", "--max-age", "soon", "recv:smtp")]
    [InlineData("--default takes a number, not \"-1\"\n", "--default", "-1", "recv:smtp")]
    [InlineData("--state needs a value\n", "recv:smtp", "--state")]
    [InlineData("--all takes no value\n", "--all=yes")]
    [InlineData("One key at a time: \"recv:smtp\" or \"sent:smtp\"\n", "recv:smtp", "sent:smtp")]
    [InlineData("Either --all or a key\n", "--all", "recv:smtp")]
    public async Task A_wrong_command_line_is_one_line_on_standard_output(string expected, params string[] args) =>
        Assert.Equal(new GetterRun(expected, "", 1), await GetterRun.With(args));

    [Fact]
    public async Task No_argument_prints_the_usage()
    {
        GetterRun run = await GetterRun.With();
        Assert.StartsWith("usage: postfix-stats-get", run.Output, StringComparison.Ordinal);
        Assert.Equal(("", 1), (run.Errors, run.ExitCode));
    }

    [Fact]
    public async Task Help_prints_the_usage_and_succeeds()
    {
        GetterRun run = await GetterRun.With("--help");
        Assert.StartsWith("usage: postfix-stats-get", run.Output, StringComparison.Ordinal);
        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
    }

    [Fact]
    public async Task Version_names_the_program()
    {
        GetterRun run = await GetterRun.With("--version");
        Assert.Matches(@"^postfix-stats-get \d+\.\d+\.\d+\n$", run.Output);
        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
    }
}
