using System.Buffers;
using System.IO.Compression;

namespace ClientPortal.TransparencyLog;

/// <summary>Writes a whole log as one file, to a stream that need not seek, holding one bundle of entries at a time.</summary>
/// <remarks>The same log gives the same names and contents in the same order. Not for several threads at once.</remarks>
public sealed class LogArchiveWriter : IAsyncDisposable
{
    // ZIP wants a time; a fixed one keeps archives of one log alike.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _archive;
    private readonly ArrayBufferWriter<byte> _bundle = new();
    private long _size;

    private LogArchiveWriter(ZipArchive archive) => _archive = archive;

    /// <summary>Begins an archive. The stream stays the caller's.</summary>
    public static async Task<LogArchiveWriter> CreateAsync(Stream stream, CancellationToken cancel) =>
        new(await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel));

    /// <summary>Adds the next entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than 65,535 bytes.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> entry, CancellationToken cancel)
    {
        EntryBundle.Write(_bundle, entry.Span);
        _size++;
        if (_size % TilePath.FullWidth == 0) await WriteBundleAsync(TilePath.Entries((_size / TilePath.FullWidth) - 1), cancel);
    }

    /// <summary>Writes the last entries and the checkpoint, whose size must be the number of entries that were added.</summary>
    public async Task FinishAsync(SignedNote checkpoint, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var width = (int)(_size % TilePath.FullWidth);
        if (width != 0) await WriteBundleAsync(TilePath.Entries(_size / TilePath.FullWidth, width), cancel);
        await WriteAsync(LogArchive.CheckpointName, checkpoint.Bytes, cancel);
    }

    /// <summary>Ends the archive.</summary>
    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private async Task WriteBundleAsync(TilePath path, CancellationToken cancel)
    {
        await WriteAsync(path.ToString(), _bundle.WrittenMemory, cancel);
        _bundle.ResetWrittenCount();
    }

    private async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var file = _archive.CreateEntry(name, CompressionLevel.Optimal);
        file.LastWriteTime = NoTime;
        await using var stream = await file.OpenAsync(cancel);
        await stream.WriteAsync(bytes, cancel);
    }
}
