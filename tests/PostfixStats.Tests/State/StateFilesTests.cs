using System.Text;

namespace PostfixStats.State;

public sealed class StateFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-state-").FullName;

    private string State => Path.Combine(_directory, "state");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_copy_before_is_kept_and_anybody_may_read()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save("one"u8);
        files.Save("two"u8);
        files.Save("three"u8);

        Assert.Equal("three", File.ReadAllText(State));
        Assert.Equal("two", File.ReadAllText(State + ".previous"));
        Assert.Equal(["state", "state.lock", "state.previous"], Names());
        Assert.Equal((UnixFileMode)0x1A4, File.GetUnixFileMode(State));
    }

    [Fact]
    public void Nothing_there_is_a_first_start()
    {
        using StateFiles files = StateFiles.Open(Path.Combine(_directory, "new", "state"));

        LoadResult loaded = files.Load(TimeProvider.System);

        Assert.Null(loaded.Document);
        Assert.Empty(loaded.Damage);
        Assert.False(loaded.IsPrevious);
    }

    [Fact]
    public void A_good_copy_is_read_without_a_word()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save(SampleState.Text());

        LoadResult loaded = files.Load(TimeProvider.System);

        Assert.Equal(SampleState.Since, loaded.Document!.CountingSince);
        Assert.Empty(loaded.Damage);
        Assert.False(loaded.IsPrevious);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("zeros")]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    [InlineData("contradictory")]
    public void A_damaged_copy_is_set_aside_and_the_previous_one_used(string damage)
    {
        byte[] good = SampleState.Text();
        byte[] bad = Damaged(good, damage);
        using StateFiles files = StateFiles.Open(State);
        files.Save(good);
        files.Save("x"u8);
        File.WriteAllBytes(State, bad);

        LoadResult loaded = files.Load(TimeProvider.System);

        Assert.Equal(SampleState.Since, loaded.Document!.CountingSince);
        Assert.True(loaded.IsPrevious);
        Assert.Single(loaded.Damage);
        Assert.Equal(bad, File.ReadAllBytes(State + ".corrupt"));
        Assert.False(File.Exists(State));

        // A kill right here changes nothing.
        Assert.True(files.Load(TimeProvider.System).IsPrevious);
    }

    [Fact]
    public void A_copy_that_ends_at_any_octet_or_has_a_bit_flipped_in_it_is_never_loaded()
    {
        byte[] good = SampleState.Text();
        using StateFiles files = StateFiles.Open(State);
        files.Save(good);
        files.Save("x"u8);
        for (int octet = 0; octet < good.Length; octet++)
        {
            byte[] flipped = [.. good];
            flipped[octet] ^= (byte)(1 << (octet % 8));
            foreach (byte[] bad in (byte[][])[good[..octet], flipped])
            {
                File.WriteAllBytes(State, bad);

                LoadResult loaded = files.Load(TimeProvider.System);

                Assert.True(loaded.IsPrevious, $"octet {octet}");
                Assert.Equal(SampleState.Since, loaded.Document!.CountingSince);
                Assert.Equal(bad, File.ReadAllBytes(State + ".corrupt"));
            }
        }
    }

    [Fact]
    public void Without_a_usable_copy_counting_begins_again()
    {
        using StateFiles files = StateFiles.Open(State);
        File.WriteAllText(State, "");
        File.WriteAllText(State + ".previous", "hello");

        LoadResult loaded = files.Load(TimeProvider.System);

        Assert.Null(loaded.Document);
        Assert.Equal(2, loaded.Damage.Count);
        Assert.False(loaded.IsPrevious);
    }

    [Fact]
    public void A_copy_of_another_version_is_nobodys_to_touch()
    {
        byte[] text = SampleStateOfVersion2();
        using StateFiles files = StateFiles.Open(State);
        File.WriteAllBytes(State, text);

        Assert.Throws<StateVersionException>(() => files.Load(TimeProvider.System));
        Assert.Equal(text, File.ReadAllBytes(State));
        Assert.Equal(["state", "state.lock"], Names());
    }

    [Fact]
    public void Two_daemons_do_not_share_a_state()
    {
        using StateFiles files = StateFiles.Open(State);

        IOException refused = Assert.Throws<IOException>(() => StateFiles.Open(State));

        Assert.True(StateFiles.IsLocked(refused));
    }

    [Fact]
    public void The_lock_goes_with_the_daemon()
    {
        StateFiles.Open(State).Dispose();
        using StateFiles files = StateFiles.Open(State);
        files.Save("x"u8);
    }

    [Fact]
    public void A_directory_that_was_removed_is_made_again_and_locked()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save("one"u8);
        Directory.Delete(_directory, recursive: true);

        files.Save("two"u8);

        Assert.Equal("two", File.ReadAllText(State));
        Assert.Throws<IOException>(() => StateFiles.Open(State));
    }

    [Fact]
    public void A_directory_that_another_daemon_has_taken_is_left_alone()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save("one"u8);
        Directory.Delete(_directory, recursive: true);
        using StateFiles other = StateFiles.Open(State);
        other.Save("theirs"u8);

        Assert.Throws<IOException>(() => files.Save("two"u8));
        Assert.Equal("theirs", File.ReadAllText(State));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_copies_and_no_rest()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save("one"u8);
        files.Save("two"u8);
        Directory.CreateDirectory(State + ".previous.new");

        Assert.Throws<UnauthorizedAccessException>(() => files.Save("three"u8));
        Assert.Equal("two", File.ReadAllText(State));
        Assert.Equal("one", File.ReadAllText(State + ".previous"));
        Assert.False(File.Exists(State + ".new"));

        Directory.Delete(State + ".previous.new");
        files.Save("four"u8);
        Assert.Equal("four", File.ReadAllText(State));
    }

    [Fact]
    public void What_a_kill_leaves_behind_does_not_matter()
    {
        using StateFiles files = StateFiles.Open(State);
        files.Save("one"u8);
        File.WriteAllText(State + ".new", "half a sta");
        File.WriteAllText(State + ".previous.new", "whatever");

        files.Save("two"u8);

        Assert.Equal("two", File.ReadAllText(State));
        Assert.Equal("one", File.ReadAllText(State + ".previous"));
        Assert.Equal(["state", "state.lock", "state.previous"], Names());
    }

    private static byte[] Damaged(byte[] good, string damage)
    {
        byte[] bad = [.. good];
        switch (damage)
        {
            case "empty":
                return [];
            case "zeros":
                return new byte[good.Length];
            case "cut":
                return good[..(good.Length / 2)];
            case "flipped":
                bad[good.Length / 2] ^= 4;
                return bad;
            case "foreign":
                return "root:x:0:0::/root:/bin/sh\n"u8.ToArray();
            default:
                return WithTrailer("postfix-stats-state 1\ngaps none\n");
        }
    }

    private static byte[] SampleStateOfVersion2() => WithTrailer("postfix-stats-state 2\n");

    private static byte[] WithTrailer(string text)
    {
        byte[] trailer = new byte[StateText.TrailerLength];
        StateText.WriteTrailer(Encoding.ASCII.GetBytes(text), trailer);
        return [.. Encoding.ASCII.GetBytes(text), .. trailer];
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(_directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
