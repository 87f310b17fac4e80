// Hysteresis: what is told once, and when it is over.

using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Notifying;

namespace PostfixStats.Daemon.Tests.Notifying;

public sealed class AlarmTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Alarm _alarm;

    public AlarmTests() => _alarm = new Alarm(_clock);

    [Theory]
    [InlineData(1001, AlarmLevel.Over)]
    [InlineData(1000, AlarmLevel.Near)]
    [InlineData(751, AlarmLevel.Near)]
    [InlineData(750, AlarmLevel.Calm)]
    [InlineData(0, AlarmLevel.Calm)]
    internal void Over_is_above_the_limit_and_calm_is_three_quarters_of_it(long value, AlarmLevel expected) =>
        Assert.Equal(expected, Alarm.LevelOf(value, 1000));

    [Fact]
    public void Even_the_smallest_limit_can_be_exceeded_and_calm()
    {
        Assert.Equal(AlarmLevel.Over, Alarm.LevelOf(2, 1));
        Assert.Equal(AlarmLevel.Near, Alarm.LevelOf(1, 1));
        Assert.Equal(AlarmLevel.Calm, Alarm.LevelOf(0, 1));
    }

    [Fact]
    public void It_is_raised_at_once_and_ends_after_a_minute_of_calm()
    {
        _alarm.Look(AlarmLevel.Calm);
        Assert.False(_alarm.IsRaised);
        _alarm.Look(AlarmLevel.Over);
        Assert.True(_alarm.IsRaised);

        _alarm.Look(AlarmLevel.Calm);
        Pass(59);
        _alarm.Look(AlarmLevel.Calm);
        Assert.True(_alarm.IsRaised);
        Pass(1);
        _alarm.Look(AlarmLevel.Calm);
        Assert.False(_alarm.IsRaised);
    }

    [Theory]
    [InlineData(AlarmLevel.Near)]
    [InlineData(AlarmLevel.Over)]
    [InlineData(null)]
    internal void Anything_but_calm_begins_the_minute_anew(AlarmLevel? between)
    {
        _alarm.Look(AlarmLevel.Over);
        _alarm.Look(AlarmLevel.Calm);
        Pass(59);
        _alarm.Look(between);
        Pass(1);
        _alarm.Look(AlarmLevel.Calm);
        Pass(59);
        _alarm.Look(AlarmLevel.Calm);
        Assert.True(_alarm.IsRaised);
        Pass(1);
        _alarm.Look(AlarmLevel.Calm);
        Assert.False(_alarm.IsRaised);
    }

    [Fact]
    public void Near_and_unknown_change_nothing_however_long_they_last()
    {
        foreach (bool raised in (bool[])[false, true])
        {
            foreach (AlarmLevel? level in (AlarmLevel?[])[AlarmLevel.Near, null])
            {
                _alarm.Look(level);
                Pass(3600);
                _alarm.Look(level);
                Assert.Equal(raised, _alarm.IsRaised);
            }

            _alarm.Look(AlarmLevel.Over);
        }
    }

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
