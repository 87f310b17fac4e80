// File systems of a test's own, in a mount namespace that nobody else sees.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>A small tmpfs that can be filled and made read-only; it is gone with the process that holds its namespace.</summary>
internal sealed class MountNamespace : IAsyncDisposable
{
    private readonly Server _holder;
    private readonly string _mountPoint;

    private MountNamespace(Server holder, string mountPoint)
    {
        _holder = holder;
        _mountPoint = mountPoint;
    }

    /// <summary>Mounts a tmpfs of so many octets.</summary>
    public static async Task<MountNamespace> MountAsync(string mountPoint, int size)
    {
        var holder = new Server("unshare", [.. Namespaces.Mount, "sh", "-c", $"mount -t tmpfs -o size={size} tmpfs '{mountPoint}' && echo mounted && exec sleep 1000"]);
        await Eventually.HoldsAsync("the mount", () =>
        {
            holder.ThrowIfExited();
            return holder.Output.Contains("mounted", StringComparison.Ordinal);
        });
        return new MountNamespace(holder, mountPoint);
    }

    /// <summary>A file in the tmpfs, seen from outside.</summary>
    public string this[string name] => $"/proc/{_holder.Pid}/root{_mountPoint}/{name}";

    /// <summary>A program to be run inside, with its arguments.</summary>
    public string[] Inside(params string[] command) => ["--mount", "--root", "--target", $"{_holder.Pid}", "--", .. command];

    public async Task RemountAsync(string mode) =>
        (await Tool.RunAsync("nsenter", Inside("mount", "-o", $"remount,{mode}", _mountPoint))).Succeeded();

    /// <summary>Leaves not an octet free.</summary>
    public void Fill()
    {
        byte[] block = new byte[4096];
        try
        {
            using var file = new FileStream(this["fill"], FileMode.Append, FileAccess.Write, FileShare.Read, 0);
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(this["fill"]);

    public ValueTask DisposeAsync() => _holder.DisposeAsync();
}
