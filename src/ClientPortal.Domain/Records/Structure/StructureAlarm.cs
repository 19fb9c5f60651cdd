using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Structure;

/// <summary>
/// Tells of changes to the structure of the tables, where a superuser has had the database note them (<c>deploy/watch-structure.sql</c>): one entry for each transaction, with a notice to who
/// oversees the record. An upgrade is told of like anything else; who reads it knows whether there was one.
/// </summary>
/// <param name="worker">The database as the worker's login.</param>
/// <param name="clock">The time.</param>
public sealed class StructureAlarm(WorkerDb worker, TimeProvider clock)
{
    // One server at a time, or each would tell of the same.
    private const long Lock = 7163804;

    /// <summary>Tells of what nobody was told of yet.</summary>
    /// <returns>Of how many transactions it told.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        db.Now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await IsWatchedAsync(db, cancellation)) return 0;
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        var changes = await db.Database.SqlQuery<StructureChange>(
            $"""
            SELECT c.at AS "At", c.login AS "Login", c.program AS "Program", c.command AS "Command", c.object AS "Object", t.subject AS "Subject"
            FROM portal_watch.change c
            JOIN (SELECT transaction, min(id::text)::uuid AS subject FROM portal_watch.change GROUP BY transaction) t USING (transaction)
            WHERE NOT EXISTS (SELECT FROM portal.entry e WHERE e.subject_kind = {StructureFacts.SubjectKind} AND e.subject_id = t.subject)
            ORDER BY c.at, c.id
            """).ToListAsync(cancellation);
        var transactions = changes.GroupBy(change => change.Subject).ToList();
        if (transactions.Count == 0) return 0;
        var told = await Overseers.FindAsync(db, cancellation);
        foreach (var one in transactions) db.Record(StructureFacts.Changed([.. one], told));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return transactions.Count;
    }

    /// <summary>Whether the database notes such changes.</summary>
    internal static Task<bool> IsWatchedAsync(PortalDb db, CancellationToken cancellation) =>
        db.Database.SqlQuery<bool>($"SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'portal_watch') AS \"Value\"").SingleAsync(cancellation);
}
