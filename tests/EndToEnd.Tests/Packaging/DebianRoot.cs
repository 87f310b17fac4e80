// A fresh Debian in a directory: the host that a package is installed on.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

/// <summary>
/// A Debian of the release that the tests run on, with snmpd and Postfix, made once by debootstrap. What is mounted in it lives
/// in the mount namespace of the command that needs it, and so do its processes: nothing is left when the command has ended.
/// </summary>
public sealed class DebianRoot : IAsyncLifetime
{
    /// <summary>Where the scripts of the source tree are, inside the root; there is no SDK to build with.</summary>
    public const string Source = "/root/source";

    /// <summary>
    /// The beginning of a script that starts snmpd and the daemon as their units do: snmpd drops to its own user, the daemon has its
    /// user from the beginning. <c>walk</c> prints the totals, <c>wait_for TEXT COMMAND</c> waits until a command prints it.
    /// </summary>
    public const string Serving =
        """
        snmpd -LOw -u Debian-snmp -g Debian-snmp -I -smux,mteTrigger,mteTriggerConf -f -p /run/snmpd.pid >/tmp/snmpd.log 2>&1 &
        setpriv --reuid=postfix-stats --regid=postfix-stats --init-groups postfix-statsd run --from-start >/tmp/daemon.log 2>&1 &
        daemon=$!
        walk() { snmpwalk -v2c -c public -Oqv localhost .1.3.6.1.4.1.8072.9999.9999.2525.1 2>/dev/null | tr '\n' ' '; }
        wait_for() { for _ in $(seq 600); do [ "$("${@:2}")" = "$1" ] && return; sleep 0.1; done; "${@:2}"; cat /tmp/*.log; return 1; }

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly TempDirectory _directory = new();

    /// <summary>The package of the programs under test, as a path inside the root.</summary>
    public string Package { get; private set; } = "";

    /// <summary>The same with a higher version.</summary>
    public string Upgrade => "/root/newer.deb";

    public async ValueTask InitializeAsync()
    {
        (await Tool.RunAsync("debootstrap", ["--variant=minbase", await CodenameAsync(), _directory.Path], deadline: Patience)).Succeeded();
        await RunAsync(
            """
            printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
            chmod 755 /usr/sbin/policy-rc.d
            printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
            apt-get update -qq
            apt-get install -y -qq --no-install-recommends snmpd snmp postfix iproute2 adduser ucf systemd systemd-journal-remote
            """,
            network: true);
        string[] built = (await Tool.RunAsync(
            Path.Combine(Repository.Root, "deploy", "package.sh"), [Path.GetDirectoryName(Repository.Daemon)!], deadline: Patience))
            .Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string package = Path.Combine(Repository.Root, Assert.Single(built));
        Package = "/root/" + Path.GetFileName(package);
        Copy(package, Package);
        foreach (string script in new[] { "install.sh", "common.sh" })
        {
            Copy(Path.Combine(Repository.Root, "deploy", script), $"{Source}/deploy/{script}");
        }

        await RunAsync(
            $"""
            dpkg-deb -R {Package} /root/newer
            sed -i 's/^Version: .*/Version: 99/' /root/newer/DEBIAN/control
            dpkg-deb -b /root/newer {Upgrade}
            """);
    }

    /// <summary>Copies a file of this machine into that host.</summary>
    /// <param name="source">Here.</param>
    /// <param name="destination">There; its directory is made where it is missing.</param>
    public void Copy(string source, string destination)
    {
        string path = _directory.Path + destination;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(source, path, overwrite: true);
    }

    /// <summary>Runs a script as root of that host, which ends at the first command that fails.</summary>
    /// <param name="script">For bash.</param>
    /// <param name="network">Whether it has this machine's network; without it, it has a loopback of its own.</param>
    /// <returns>Its standard output.</returns>
    public async Task<string> RunAsync(string script, bool network = false)
    {
        // Its own processes end with the namespace of process ids, whatever the script left running.
        string[] namespaces = [.. Namespaces.Mount, "--pid", "--fork", "--kill-child", .. network ? [] : new[] { "--net" }];
        const string Mounts =
            """
            mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev" &&
            mknod -m 666 "$1/dev/null" c 1 3 && mknod -m 666 "$1/dev/random" c 1 8 && mknod -m 666 "$1/dev/urandom" c 1 9 &&
            mkdir "$1/dev/pts" && mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts" && ln -s pts/ptmx "$1/dev/ptmx" &&
            { ip link set lo up || true; } && exec chroot "$1" bash -euc "$2"
            """;
        return (await Tool.RunAsync(
            "unshare",
            [.. namespaces, "sh", "-c", Mounts, "sh", _directory.Path, script],
            new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive", ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" },
            deadline: Patience)).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        // Never across a mount: the directory holds none, and should it hold one, what is mounted there is not ours.
        await Tool.RunAsync("rm", ["-rf", "--one-file-system", _directory.Path], deadline: Patience);
        _directory.Dispose();
    }

    private static async Task<string> CodenameAsync()
    {
        string release = await File.ReadAllTextAsync("/etc/os-release", TestContext.Current.CancellationToken);
        return release.Split('\n').Single(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal)).Split('=')[1];
    }
}
