using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Records;

/// <summary>Receipts to be taken home. Row security leaves out what the reader may not see.</summary>
public sealed class ReceiptReads(PortalReads reads)
{
    /// <summary>The receipt of an entry against the newest checkpoint. Null is "not found", which is also "not yours" and "has no place yet".</summary>
    public Task<Receipt?> FindAsync(Actor actor, EntryId id, CancellationToken cancellation) => reads.RunAsync(actor, db => db.ReceiptAsync(id, cancellation), cancellation);
}
