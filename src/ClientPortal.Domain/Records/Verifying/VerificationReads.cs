using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Structure;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>The runs of verification and what they found, for auditors and administrators.</summary>
public sealed class VerificationReads(PortalReads reads)
{
    /// <summary>Runs on one page of the history.</summary>
    public const int PageSize = 20;

    /// <summary>Findings on one page, and beside the newest result.</summary>
    public const int FindingsPageSize = 50;

    /// <summary>Whether somebody may see the page and ask for a run.</summary>
    public static bool MayRead(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Is(Role.Auditor, Role.Administrator);
    }

    /// <summary>The page: what is at work, how the newest run ended, and those before it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="after">The <see cref="VerificationPage.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotYours">The actor is neither auditor nor administrator.</exception>
    public Task<VerificationPage> PageAsync(Actor actor, string? after, CancellationToken cancellation)
    {
        NotYours.Unless(MayRead(actor));
        return reads.RunAsync(actor, async db =>
        {
            var pending = await Rows(db, db.Set<Verification>().Where(v => v.EndedAt == null).OrderByDescending(v => v.State == VerificationState.Running).ThenBy(v => v.AskedAt)).FirstOrDefaultAsync(cancellation);
            var newest = await Rows(db, Ended(db)).FirstOrDefaultAsync(cancellation);
            var found = newest is { Findings: > 0 } ? await FindingsAsync(db, newest.Id, 0, cancellation) : [];
            var ended = Ended(db);
            if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
                ended = ended.Where(v => EF.Functions.LessThan(ValueTuple.Create(v.EndedAt, v.Id), ValueTuple.Create((DateTimeOffset?)key.At, VerificationId.Of(last))));
            var rows = await Rows(db, ended.Take(PageSize + 1)).ToListAsync(cancellation);
            return new VerificationPage(
                pending, newest, found, await StructureAlarm.IsWatchedAsync(db, cancellation), [.. rows.Take(PageSize)],
                rows.Count > PageSize ? new MomentKey(rows[PageSize - 1].EndedAt!.Value, rows[PageSize - 1].Id.ToString()).ToString() : null);
        }, cancellation);
    }

    /// <summary>One run with what it found. Null is "not found".</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which run.</param>
    /// <param name="after">The number of the last finding on the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotYours">The actor is neither auditor nor administrator.</exception>
    public Task<VerificationRunPage?> OneAsync(Actor actor, VerificationId id, string? after, CancellationToken cancellation)
    {
        NotYours.Unless(MayRead(actor));
        return reads.RunAsync(actor, async db =>
        {
            if (await Rows(db, db.Set<Verification>().Where(v => v.Id == id)).SingleOrDefaultAsync(cancellation) is not { } run) return null;
            var last = int.TryParse(after, System.Globalization.NumberStyles.None, null, out var number) ? number : 0;
            var found = await FindingsAsync(db, id, last, cancellation);
            return new VerificationRunPage(run, [.. found.Take(FindingsPageSize)], found.Count > FindingsPageSize ? found[FindingsPageSize - 1].Number.ToString(null, null) : null);
        }, cancellation);
    }

    private static IQueryable<Verification> Ended(PortalDb db) => db.Set<Verification>().Where(v => v.EndedAt != null).OrderByDescending(v => v.EndedAt).ThenByDescending(v => v.Id);

    private static IQueryable<VerificationRow> Rows(PortalDb db, IQueryable<Verification> runs) => runs.Select(v => new VerificationRow
    {
        Id = v.Id,
        AskedBy = db.Users.Where(p => p.Id == v.AskedBy).Select(p => p.Name).FirstOrDefault(),
        AskedAt = v.AskedAt,
        State = v.State,
        BegunAt = v.BegunAt,
        EndedAt = v.EndedAt,
        Entries = v.Entries,
        Total = v.Total,
        Logs = v.Logs,
        Checkpoints = v.Checkpoints,
        Rows = v.Rows,
        Findings = v.Findings,
    });

    // One more than a page holds. Entries are joined through row security: a finding leads on for who may read the entry.
    private static Task<List<FindingRow>> FindingsAsync(PortalDb db, VerificationId run, int after, CancellationToken cancellation) => (
        from finding in db.Set<VerificationFinding>()
        join log in db.Set<RecordLog>() on finding.LogId equals log.Id into logs
        from log in logs.DefaultIfEmpty()
        join client in db.Set<Client>() on log.ClientId equals client.Id into clients
        from client in clients.DefaultIfEmpty()
        join entry in db.Set<Entry>() on finding.EntryId equals entry.Id into entries
        from entry in entries.DefaultIfEmpty()
        where finding.VerificationId == run && finding.Number > after
        orderby finding.Number
        select new FindingRow(finding.Number, finding.Kind, finding.LogId, client == null ? null : client.Name, finding.Place, entry == null ? null : entry.At, finding.What))
        .Take(FindingsPageSize + 1).ToListAsync(cancellation);
}

/// <summary>The page of verification.</summary>
/// <param name="Pending">The run that waits or is at work; null while there is none.</param>
/// <param name="Newest">The run that ended last; null before the first.</param>
/// <param name="Found">The first findings of the newest run, one more than <see cref="VerificationReads.FindingsPageSize"/> when there are more.</param>
/// <param name="IsStructureWatched">Whether the database notes changes to the structure of its tables.</param>
/// <param name="Ended">This page of the runs that ended, newest first.</param>
/// <param name="Next">The key of the next page; null on the last.</param>
public sealed record VerificationPage(VerificationRow? Pending, VerificationRow? Newest, IReadOnlyList<FindingRow> Found, bool IsStructureWatched, IReadOnlyList<VerificationRow> Ended, string? Next);

/// <summary>The page of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Found">This page of what it found.</param>
/// <param name="Next">The key of the next page; null on the last.</param>
public sealed record VerificationRunPage(VerificationRow Run, IReadOnlyList<FindingRow> Found, string? Next);

/// <summary>A run as it is shown.</summary>
public sealed record VerificationRow
{
    /// <summary>Which.</summary>
    public required VerificationId Id { get; init; }

    /// <summary>The name of who asked; null for that of a night.</summary>
    public string? AskedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How far it has come.</summary>
    public required VerificationState State { get; init; }

    /// <summary>When it was begun; null before.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Entries that have gone by.</summary>
    public long Entries { get; init; }

    /// <summary>Entries there were when it began.</summary>
    public long Total { get; init; }

    /// <summary>Logs that were looked at.</summary>
    public int Logs { get; init; }

    /// <summary>Checkpoints that entries were held against.</summary>
    public long Checkpoints { get; init; }

    /// <summary>Rows of what binds that were held against the entries.</summary>
    public long Rows { get; init; }

    /// <summary>Things that are wrong.</summary>
    public int Findings { get; init; }
}

/// <summary>A finding as it is shown.</summary>
/// <param name="Number">The how manieth of its run.</param>
/// <param name="Kind">What is wrong: the name of a <see cref="LogFindingKind"/>, perhaps one that only another version knows.</param>
/// <param name="Log">In which log.</param>
/// <param name="Client">Whose log it is; null for the installation's, and for one that is not there.</param>
/// <param name="Place">Its number in the log, or the size of the checkpoint; null where it has none.</param>
/// <param name="EntryAt">The moment of the entry, by which it is found in the record; null where there is none or the reader may not see it.</param>
/// <param name="What">The name of what differs; empty where there is none.</param>
public sealed record FindingRow(int Number, string Kind, LogId Log, string? Client, long? Place, DateTimeOffset? EntryAt, string What);
