// state.queue-ids: the memory of messages on the disk.

using PostfixStats.Messages;

namespace PostfixStats.State;

/// <summary>
/// Keeps the file that every commit of the state appends its changes to, before the state itself is written with the generation that
/// they lead to. After a death between the two, the state there is names the generation before, which the file has too. When much
/// was appended a new file is begun, and the old one stays as <c>PATH.previous</c>: whichever of the two has the generation of the
/// state that is loaded, even of its previous copy, is used.
/// </summary>
internal sealed class MessageFile(string path)
{
    /// <summary>Octets that may be appended to a small file.</summary>
    private const long LeastAppended = 1 << 20;

    /// <summary>No memory is so large; a larger file is not ours.</summary>
    private const long MaxLength = 1 << 30;

    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private long _wholeLength;
    private long _length;

    /// <summary>Whether the next block has to be a whole one: the file cannot, or should not, be appended to.</summary>
    public bool WantsWhole => _length == 0 || _length - _wholeLength > Math.Max(LeastAppended, 2 * _wholeLength);

    private string Previous => path + ".previous";

    private string Temporary => path + ".new";

    /// <summary>Fills the memory with what it was in a generation.</summary>
    /// <returns>Null, or why it is empty: a sentence for the log.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public string? Load(MessageTracker messages, ulong generation)
    {
        foreach (string copy in (string[])[path, Previous])
        {
            var file = new FileInfo(copy);
            if (!file.Exists || file.Length > MaxLength)
            {
                continue;
            }

            byte[] octets = File.ReadAllBytes(copy);
            if (octets.AsSpan().StartsWith(MessageBlockForm.Magic)
                && messages.TryRestore(octets.AsSpan(MessageBlockForm.Magic.Length), generation))
            {
                return null;
            }
        }

        messages.MissedLines();
        return $"{path}: it does not belong to the state";
    }

    /// <summary>Appends a block, or begins a new file with it. Where the file is not as it was left, it waits for a whole one.</summary>
    /// <exception cref="IOException">The disk is full, gone or read-only; the next block has to be a whole one.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Save(MessageBlock block)
    {
        long before = _length;
        _length = 0;
        if (block.IsWhole)
        {
            try
            {
                Begin(block.Octets);
            }
            catch
            {
                // On a full disk the state needs its room.
                File.Delete(Temporary);
                throw;
            }
        }
        else if (before > 0 && new FileInfo(path) is { Exists: true } file && file.Length == before)
        {
            // It is not kept open, which would keep the file system from being made read-only.
            using FileStream end = Open(path, FileMode.Append);
            end.Write(block.Octets);
            end.Flush(flushToDisk: true);
            _length = before + block.Octets.Length;
        }
    }

    private void Begin(ReadOnlySpan<byte> block)
    {
        using (FileStream file = Open(Temporary, FileMode.Create))
        {
            file.Write(MessageBlockForm.Magic);
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Move(path, Previous, overwrite: true);
        }

        File.Move(Temporary, path);
        _wholeLength = MessageBlockForm.Magic.Length + block.Length;
        _length = _wholeLength;
    }

    private static FileStream Open(string path, FileMode mode) => new(path, new FileStreamOptions
    {
        Mode = mode,
        Access = FileAccess.Write,
        UnixCreateMode = Mode,
        BufferSize = 0,
    });
}
