using System.IO.Compression;

namespace ClientPortal.TransparencyLog;

/// <summary>
/// A whole log as one file: a ZIP archive with <c>checkpoint</c> and every <c>tile/entries/…</c> of that checkpoint, named and
/// filled as a tiled log serves them. Other files may lie in it and are not read; hashes follow from the entries.
/// </summary>
/// <remarks>One bundle of entries is held at a time. Not for several threads at once.</remarks>
public sealed class LogArchive : IDisposable
{
    internal const string CheckpointName = "checkpoint";
    private const string EntriesStart = "tile/entries/";

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _files = new(StringComparer.Ordinal);

    private LogArchive(ZipArchive archive) => _archive = archive;

    /// <summary>Opens an archive from a stream that can seek; the stream is closed with it.</summary>
    /// <exception cref="MalformedLogException">It is no archive, or names a file twice.</exception>
    public static LogArchive Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var log = new LogArchive(Guarded(() => new ZipArchive(stream, ZipArchiveMode.Read)));
            foreach (var file in Guarded(() => log._archive.Entries))
            {
                // Of two files with one name, another program might read the other.
                if (!log._files.TryAdd(file.FullName, file)) throw new MalformedLogException(LogFault.RepeatedFile, path: file.FullName);
            }

            return log;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the signed checkpoint. Nothing is verified yet.</summary>
    /// <exception cref="MalformedLogException">It is missing, or not a note.</exception>
    public SignedNote ReadCheckpoint()
    {
        var bytes = new byte[SignedNote.Longest];
        return SignedNote.Parse(Read(CheckpointName, ref bytes).Span);
    }

    /// <summary>The entries in their order; each is valid until the next is asked for.</summary>
    /// <param name="size">How many there must be: the size in the checkpoint.</param>
    /// <exception cref="MalformedLogException">While reading: a bundle is missing, damaged or more than the size has.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadEntries(long size)
    {
        foreach (var name in _files.Keys.Where(name => name.StartsWith(EntriesStart, StringComparison.Ordinal)))
        {
            var path = TilePath.Parse(name);
            if (path.Index > size / TilePath.FullWidth || path.Width != Math.Min(size - (path.Index * TilePath.FullWidth), TilePath.FullWidth))
                throw new MalformedLogException(LogFault.UnexpectedFile, path: name);
        }

        var room = new byte[64 * 1024];
        foreach (var path in TilePath.AllEntries(size))
        {
            foreach (var entry in EntryBundle.Read(path, Read(path.ToString(), ref room))) yield return entry;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static T Guarded<T>(Func<T> read, string? path = null)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new MalformedLogException(LogFault.NotAnArchive, path: path);
        }
    }

    private ReadOnlyMemory<byte> Read(string name, ref byte[] room)
    {
        if (!_files.TryGetValue(name, out var file)) throw new MalformedLogException(LogFault.MissingFile, path: name);
        var longest = name == CheckpointName ? SignedNote.Longest : EntryBundle.Longest;
        using var stream = Guarded(file.Open, name);
        var length = 0;
        while (true)
        {
            // What the archive says of a file's length is not believed.
            if (length == room.Length)
            {
                if (length > longest) throw new MalformedLogException(LogFault.TooLong, path: name);
                Array.Resize(ref room, Math.Min(2 * length, longest + 1));
            }

            var (bytes, begin) = (room, length);
            var count = Guarded(() => stream.Read(bytes, begin, bytes.Length - begin), name);
            if (count == 0) break;
            length += count;
        }

        return room.AsMemory(0, length);
    }
}
