// An open sd_journal.

using System.Runtime.InteropServices;

namespace PostfixStats.Journal;

/// <summary>Closes the journal when nobody needs it any more.</summary>
internal sealed class JournalHandle : SafeHandle
{
    /// <summary>Made by the marshaller.</summary>
    public JournalHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc />
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        JournalNative.Close(handle);
        return true;
    }
}
