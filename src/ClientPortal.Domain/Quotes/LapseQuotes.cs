using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>
/// Records that quotes have lapsed. It decides nothing: from the end of its last day a quote is lapsed for everybody who reads
/// or answers it, whether or not this has run.
/// </summary>
public static class LapseQuotes
{
    private const int AtOnce = 100;

    /// <summary>Records what is due, at most a hundred at once; several nodes may run it side by side.</summary>
    /// <param name="db">A context over the worker's login, used for nothing else.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Ends the run before its commit.</param>
    /// <returns>How many were recorded; as long as it is a hundred there may be more.</returns>
    public static async Task<int> RunAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Now = now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var due = await db.Set<Quote>().FromSql(
            $"SELECT * FROM portal.quote WHERE state IN ('Issued', 'Viewed') AND lapses_at <= {now} ORDER BY lapses_at LIMIT {AtOnce} FOR UPDATE SKIP LOCKED").ToListAsync(cancellation);
        foreach (var quote in due)
        {
            quote.Lapse(now);
            db.Record(QuoteFacts.Lapsed(quote, await QuoteFacts.AudienceAsync(db, quote, actor: null, cancellation)));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return due.Count;
    }
}
