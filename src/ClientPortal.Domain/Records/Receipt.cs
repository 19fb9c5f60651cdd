using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.TransparencyLog;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>One entry with what proves that it stood in its log.</summary>
/// <param name="Log">Which log.</param>
/// <param name="Index">Its place there, from 0.</param>
/// <param name="Entry">The exact bytes that are hashed.</param>
/// <param name="Proof">The receipt (C2SP tlog-proof), with the newest checkpoint in it.</param>
public sealed record Receipt(LogId Log, long Index, byte[] Entry, byte[] Proof);

/// <summary>Makes receipts.</summary>
public static class Receipts
{
    /// <summary>The receipt of an entry; null where the entry has no place yet, or is not there for who reads.</summary>
    public static async Task<Receipt?> ReceiptAsync(this PortalDb db, EntryId id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await (
            from entry in db.Set<Entry>()
            join leaf in db.Set<LogLeaf>() on entry.Id equals leaf.EntryId
            where entry.Id == id
            let newest = db.Set<LogCheckpoint>().Where(c => c.LogId == leaf.LogId).OrderByDescending(c => c.Size).First()
            select new { entry.Leaf, leaf.LogId, leaf.Index, newest.Size, newest.Note }).SingleOrDefaultAsync(cancellation);
        if (found is null) return null;
        var nodes = await db.NodesAsync(found.LogId, InclusionProof.Needs(found.Index, found.Size), cancellation);
        var note = CosignedNote.Of(found.Note, await db.CosignaturesAsync(found.LogId, found.Size, cancellation));
        var proof = new LogProof(found.Index, InclusionProof.Make(found.Index, found.Size, nodes), SignedNote.Parse(note));
        return new Receipt(found.LogId, found.Index, found.Leaf, proof.ToBytes());
    }
}
