// Memory that is needed for a moment and may be large.

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PostfixStats.Messages;

/// <summary>
/// Octets outside of the heap (mmap(2)): megabytes that come and go there would stay until a collection, which stops every thread.
/// </summary>
internal sealed unsafe partial class NativeOctets : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int ReadWrite = 3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS

    private readonly int _length;

    /// <summary>Takes memory; all octets are 0.</summary>
    /// <param name="length">How many octets, from 1.</param>
    /// <exception cref="InsufficientMemoryException">There is none.</exception>
    public NativeOctets(int length)
        : base(ownsHandle: true)
    {
        _length = length;
        SetHandle(Map(0, (nuint)length, ReadWrite, PrivateAnonymous, -1, 0));
        if (IsInvalid)
        {
            throw new InsufficientMemoryException();
        }
    }

    /// <summary>The octets, until this is disposed of.</summary>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<byte>((void*)handle, _length);
        }
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle() => Unmap(handle, (nuint)_length) == 0;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint wanted, nuint length, int protection, int flags, int file, nint offset);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint start, nuint length);
}
