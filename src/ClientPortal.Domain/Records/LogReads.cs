using System.Buffers;
using System.Runtime.CompilerServices;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>
/// A log as its files: checkpoint, tiles of hashes and bundles of entries (C2SP tlog-tiles). Row security decides: who may see a client may read that
/// client's log; hashes and checkpoints of the installation's log are everybody's, its entries are for who oversees the installation.
/// </summary>
public sealed class LogReads(PortalReads reads)
{
    /// <summary>The newest checkpoint, a signed note. Null is "not found", which is also "not yours" and "nothing signed yet".</summary>
    public Task<byte[]?> CheckpointAsync(Actor actor, LogId log, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => NewestNoteAsync(db, log, cancellation), cancellation);

    /// <summary>A checkpoint with its timestamp. Null is "not found", which is also "not yours" and "not stamped".</summary>
    public Task<StampedCheckpoint?> StampedAsync(Actor actor, LogId log, long size, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => Stamped(db, log).SingleOrDefaultAsync(stamped => stamped.Size == size, cancellation), cancellation);

    /// <summary>The newest checkpoint of the installation's log, for everybody.</summary>
    public Task<byte[]?> PublicCheckpointAsync(CancellationToken cancellation) =>
        reads.RunForAnyoneAsync(db => NewestNoteAsync(db, LogId.Installation, cancellation), cancellation);

    /// <summary>A checkpoint of the installation's log with its timestamp, for everybody; without a size the newest that has one. Null is "not found".</summary>
    public Task<StampedCheckpoint?> PublicStampedAsync(long? size, CancellationToken cancellation) => reads.RunForAnyoneAsync(
        db => Stamped(db, LogId.Installation).OrderByDescending(stamped => stamped.Size).FirstOrDefaultAsync(stamped => size == null || stamped.Size == size, cancellation), cancellation);

    /// <summary>One file of a log. Null is "not found", which is also "not yours", and what the newest checkpoint does not cover.</summary>
    public Task<byte[]?> TileAsync(Actor actor, LogId log, TilePath tile, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => TileAsync(db, log, tile, cancellation), cancellation);

    /// <summary>One tile of hashes of the installation's log, for everybody. Null is "not found", which every bundle of entries is.</summary>
    public Task<byte[]?> PublicTileAsync(TilePath tile, CancellationToken cancellation) =>
        reads.RunForAnyoneAsync(db => TileAsync(db, LogId.Installation, tile, cancellation), cancellation);

    /// <summary>The keys that sign or signed a log, oldest first, as who verifies gives them to a program. None is "not found", which is also "not yours".</summary>
    public Task<List<string>> KeysAsync(Actor actor, LogId log, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => db.Set<LogKey>().Where(k => k.LogId == log).OrderBy(k => k.Number).Select(k => k.VerifierKey).ToListAsync(cancellation), cancellation);

    /// <summary>The whole log. Null is "not found", which is also "not yours".</summary>
    public async Task<WholeLog?> WholeAsync(Actor actor, LogId log, CancellationToken cancellation)
    {
        if (await reads.RunAsync(actor, db => db.NewestNoteAsync(log, cancellation), cancellation) is not var (size, note)) return null;
        // Everybody sees the hashes of the installation's log, and not everybody its entries.
        var first = TilePath.AllEntries(size).First();
        return await reads.RunAsync(actor, db => EntriesAsync(db, log, first, cancellation), cancellation) is null
            ? null
            : new WholeLog(note, EntriesAsync(actor, log, size, cancellation));
    }

    private async IAsyncEnumerable<byte[]> EntriesAsync(Actor actor, LogId log, long size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var bundle in TilePath.AllEntries(size))
        {
            var entries = await reads.RunAsync(actor, db => EntriesAsync(db, log, bundle, cancellation), cancellation)
                ?? throw new InvalidOperationException($"Entries of log {log} in {bundle} are not all there.");
            foreach (var entry in entries) yield return entry;
        }
    }

    private static async Task<byte[]?> NewestNoteAsync(PortalDb db, LogId log, CancellationToken cancellation) => (await db.NewestNoteAsync(log, cancellation))?.Note;

    // The bytes that were stamped: without the lines of witnesses, which may have come since.
    private static IQueryable<StampedCheckpoint> Stamped(PortalDb db, LogId log) =>
        from timestamp in db.Set<CheckpointTimestamp>()
        join checkpoint in db.Set<LogCheckpoint>() on new { timestamp.LogId, timestamp.Size } equals new { checkpoint.LogId, checkpoint.Size }
        where timestamp.LogId == log
        select new StampedCheckpoint { Size = timestamp.Size, Note = checkpoint.Note, Token = timestamp.Token };

    private static async Task<byte[]?> TileAsync(PortalDb db, LogId log, TilePath tile, CancellationToken cancellation)
    {
        var size = await db.Set<LogCheckpoint>().Where(c => c.LogId == log).MaxAsync(c => (long?)c.Size, cancellation) ?? 0;
        if (!tile.IsWithin(size)) return null;
        return tile.IsEntries ? Bundle(await EntriesAsync(db, log, tile, cancellation)) : await HashesAsync(db, log, tile, cancellation);
    }

    private static async Task<byte[]?> HashesAsync(PortalDb db, LogId log, TilePath tile, CancellationToken cancellation)
    {
        var level = (short)(tile.Level * TilePath.Height);
        var first = tile.Index * TilePath.FullWidth;
        var hashes = await db.Set<LogNode>().Where(n => n.LogId == log && n.Level == level && n.Index >= first && n.Index < first + tile.Width)
            .OrderBy(n => n.Index).Select(n => n.Hash).ToListAsync(cancellation);
        return hashes.Count == tile.Width ? [.. hashes.SelectMany(hash => hash)] : null;
    }

    // Null when the reader does not see all of them.
    private static async Task<List<byte[]>?> EntriesAsync(PortalDb db, LogId log, TilePath bundle, CancellationToken cancellation)
    {
        var first = bundle.Index * TilePath.FullWidth;
        var entries = await (
            from leaf in db.Set<LogLeaf>()
            join entry in db.Set<Entry>() on leaf.EntryId equals entry.Id
            where leaf.LogId == log && leaf.Index >= first && leaf.Index < first + bundle.Width
            orderby leaf.Index
            select entry.Leaf).ToListAsync(cancellation);
        return entries.Count == bundle.Width ? entries : null;
    }

    private static byte[]? Bundle(List<byte[]>? entries)
    {
        if (entries is null) return null;
        var bundle = new ArrayBufferWriter<byte>(entries.Sum(entry => entry.Length + sizeof(ushort)));
        foreach (var entry in entries) EntryBundle.Write(bundle, entry);
        return bundle.WrittenSpan.ToArray();
    }
}

/// <summary>A log to be taken home.</summary>
/// <param name="Note">The checkpoint that covers it, with the signatures of witnesses.</param>
/// <param name="Entries">The exact bytes of its entries, read as they are asked for.</param>
public sealed record WholeLog(byte[] Note, IAsyncEnumerable<byte[]> Entries);

/// <summary>A checkpoint and the token of an authority over it.</summary>
public sealed record StampedCheckpoint
{
    /// <summary>How many entries the checkpoint covers.</summary>
    public required long Size { get; init; }

    /// <summary>The bytes that were stamped.</summary>
    public required byte[] Note { get; init; }

    /// <summary>The token (CMS, RFC 3161).</summary>
    public required byte[] Token { get; init; }
}
