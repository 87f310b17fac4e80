using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>What <c>count --explain</c> says of a line.</summary>
public class ShapeTests
{
    private readonly LineCounter _counter = new(new CounterStore(TimeProvider.System), GrammarOptions.Default);

    [Theory]
    [InlineData("unknown shape of line", "smtpd | QID: frobnicated * in *", "Sep  5 12:00:00 mx postfix/smtpd[1]: 4FAB1C2D3E: frobnicated <a b@c> in 5s")]
    [InlineData("unknown shape of line", "qmgr | QID: from=*, count=* (new)", "Sep  5 12:00:00 mx postfix/qmgr[1]: 4FAB1C2D3E: from=<a@b.test>, count=7 (new)")]
    [InlineData("unknown shape of line", "smtp | a b *: c", "<22>1 2026-09-05T12:00:00.5Z mx postfix/smtp 1 - - a b x[1.2.3.4]: c")]
    [InlineData("unknown delivery status", "smtp | QID: to=*, relay=*, delay=*, status=* (ok)", "Sep  5 12:00:00 mx postfix/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=none, delay=1, status=parked (ok)")]
    [InlineData("unknown program", "newd | hello *", "Sep  5 12:00:00 mx postfix/newd[1]: hello 1 2 3")]
    [InlineData("unknown shape of line", "smtpd | hello *", """{"MESSAGE":"hello 1","SYSLOG_IDENTIFIER":"postfix/smtpd"}""")]
    [InlineData("no syslog header", "", "junk")]
    [InlineData("not a journal entry", "", "{")]
    [InlineData("", "", "Sep  5 12:00:00 mx postfix/smtpd[1]: connect from x[192.0.2.1]")]
    [InlineData("", "", "Sep  5 12:00:00 mx dovecot: x")]
    public void A_line_has_a_reason_and_a_shape(string reason, string shape, string line)
    {
        // What was said of the line before is forgotten.
        _counter.Count("Sep  5 12:00:00 mx postfix/smtpd[1]: something else"u8);
        _counter.Count(Encoding.UTF8.GetBytes(line));

        Assert.Equal(reason, _counter.Reason);
        Assert.Equal(shape, _counter.Shape);
    }
}
