using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Leaves;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Notices;

/// <summary>A person opens a notice. Only the first time counts, so this carries no command id.</summary>
public sealed class MarkSeen(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Notes that the person opened their notice, and says what it tells of.</summary>
    /// <param name="person">Who opens it.</param>
    /// <param name="notice">Which one.</param>
    /// <param name="through">Which way they came.</param>
    /// <param name="cancellation">Ends the run before it is kept.</param>
    /// <returns>What the record holds of it; null when the notice is not this person's.</returns>
    public async Task<LeafContent?> RunAsync(PersonId person, NoticeId notice, SeenThrough through, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ActingFor = person;
        await db.Database.OpenConnectionAsync(cancellation);
        var own = db.Set<Notice>().Where(n => n.Id == notice && n.PersonId == person);
        var at = clock.GetUtcNow();
        await own.Where(n => n.SeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, at).SetProperty(n => n.SeenThrough, through), cancellation);
        var leaf = await own.Join(db.Set<Entry>(), n => n.EntryId, e => e.Id, (n, e) => e.Leaf).SingleOrDefaultAsync(cancellation);
        return leaf is null ? null : LeafReader.Read(leaf);
    }

    /// <summary>
    /// Notes that the person opened the thing itself, whichever way they came: everything they were told of it until then is seen. Part of a
    /// batch in which row security knows the person.
    /// </summary>
    internal static NpgsqlBatchCommand Opened(PersonId person, Guid subject, DateTimeOffset at) => new(
        """
        UPDATE portal.notice n SET seen_at = $3, seen_through = $4
        WHERE n.person_id = $1 AND n.seen_at IS NULL AND EXISTS (SELECT FROM portal.entry e WHERE e.id = n.entry_id AND e.subject_id = $2 AND e.at <= $3)
        """)
    {
        Parameters = { new() { Value = person.Value }, new() { Value = subject }, new() { Value = at }, new() { Value = nameof(SeenThrough.Portal) } },
    };
}
