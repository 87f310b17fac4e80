// Looking at things with the eyes of another user, as root may.

namespace PostfixStats.Daemon.Checking;

/// <summary>A user of this host, by whose permissions things are tried.</summary>
/// <remarks>The kernel is asked itself, with that user's ids and groups in force: mode bits alone do not tell of access lists.</remarks>
internal sealed class Account
{
    private readonly uint _user;
    private readonly uint _group;
    private readonly bool _isAnother;
    private readonly IReadOnlyList<uint> _furtherGroups;
    private readonly bool _hasOwnGroups;

    private Account(string name, uint user, uint group, bool isAnother, IReadOnlyList<uint> furtherGroups, bool hasOwnGroups = true)
    {
        Name = name;
        _user = user;
        _group = group;
        _isAnother = isAnother;
        _furtherGroups = furtherGroups;
        _hasOwnGroups = hasOwnGroups;
    }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>Whether there is a user of that name whose permissions we cannot try: we are neither root nor that one.</summary>
    public static bool IsOutOfReach(string name) => !Environment.IsPrivilegedProcess && Environment.UserName != name && Entry(name) is not null;

    /// <summary>The user of that name if we are root and there is one, else null.</summary>
    public static Account? Find(string name)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        return Entry(name) is { Length: > 3 } entry && uint.TryParse(entry[2], out uint user) && uint.TryParse(entry[3], out uint group)
            ? new Account(name, user, group, isAnother: user != 0, [])
            : null;
    }

    /// <summary>The user who runs this.</summary>
    public static Account Own() => new(Environment.UserName, 0, 0, isAnother: false, []);

    /// <summary>The same user as a service that is given further groups.</summary>
    public Account WithGroups(IReadOnlyList<uint> groups) => new(Name, _user, _group, _isAnother, groups);

    /// <summary>The same user as a process that has these groups besides its own, whatever was given to the user since it started.</summary>
    public Account WithOnlyGroups(IReadOnlyList<uint> groups) => new(Name, _user, _group, _isAnother, groups, hasOwnGroups: false);

    /// <summary>Does something as this user. The whole process changes its user meanwhile: do one thing at a time.</summary>
    public T As<T>(Func<T> action)
    {
        if (!_isAnother)
        {
            return action();
        }

        try
        {
            // The user last, for it is the one that may set the others.
            Succeed(Identity.InitializeGroups(Name, _group));
            SetGroups();
            Succeed(Identity.SetEffectiveGroup(_group));
            Succeed(Identity.SetEffectiveUser(_user));
            return action();
        }
        finally
        {
            Succeed(Identity.SetEffectiveUser(0));
            Succeed(Identity.SetEffectiveGroup(0));
            Succeed(Identity.InitializeGroups("root", 0));
        }
    }

    private static string[]? Entry(string name) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name);

    private void SetGroups()
    {
        uint[] own = new uint[_hasOwnGroups ? Identity.GetGroups(0, null) : 0];
        Succeed(Identity.GetGroups(own.Length, own) < 0 ? -1 : 0);
        uint[] all = [.. own.Union(_furtherGroups)];
        Succeed(Identity.SetGroups((nuint)all.Length, all));
    }

    private static void Succeed(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"the user cannot be changed: errno {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}");
        }
    }
}
