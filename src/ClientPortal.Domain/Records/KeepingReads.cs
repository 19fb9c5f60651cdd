using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>How the record is kept: whether the sequencer keeps up, what was signed last, with which keys.</summary>
public sealed class KeepingReads(PortalReads reads)
{
    private const int PageSize = 50;

    // What is promised, and a little for the reading of the page.
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(10);

    /// <summary>One log, without anything that stands in it.</summary>
    /// <param name="Id">Which log.</param>
    /// <param name="Client">Whose; null for the installation's.</param>
    /// <param name="Name">The name its checkpoints carry.</param>
    /// <param name="Size">How many entries the newest checkpoint covers.</param>
    /// <param name="SignedAt">When that was signed; null when the log has lost its checkpoints, which the sequencer reports.</param>
    /// <param name="Key">The public half of the key that signs now.</param>
    /// <param name="KeyNumber">The how manieth key of this log it is.</param>
    /// <param name="KeySince">Since when it signs.</param>
    public sealed record LogRow(LogId Id, string? Client, string Name, long Size, DateTimeOffset? SignedAt, string Key, int KeyNumber, DateTimeOffset KeySince);

    /// <summary>The page.</summary>
    /// <param name="Waiting">Entries that have no place yet.</param>
    /// <param name="WaitingSince">When the oldest of them was recorded; null when none waits.</param>
    /// <param name="IsBehind">Whether entries wait longer than is promised.</param>
    /// <param name="Logs">This page of the logs, oldest first.</param>
    /// <param name="Next">The key of the next page; null on the last.</param>
    /// <param name="Attestors">Who else vouches for the logs.</param>
    public sealed record Page(int Waiting, DateTimeOffset? WaitingSince, bool IsBehind, IReadOnlyList<LogRow> Logs, string? Next, Attestors Attestors);

    /// <summary>The page of who keeps the record; administrators only.</summary>
    /// <exception cref="NotYours">The actor is no administrator.</exception>
    public Task<Page> PageAsync(Actor actor, string? after, DateTimeOffset now, CancellationToken cancellation)
    {
        NotYours.Unless(actor.Is(Role.Administrator));
        return reads.RunAsync(actor, async db =>
        {
            var waiting = await db.Set<WaitingEntry>().CountAsync(cancellation);
            var since = await db.Set<WaitingEntry>().MinAsync(entry => (DateTimeOffset?)entry.At, cancellation);
            var logs = db.Set<RecordLog>().AsQueryable();
            if (MomentKey.Parse(after) is { } last && Guid.TryParse(last.Name, out var lastLog))
                logs = logs.Where(log => EF.Functions.GreaterThan(ValueTuple.Create(log.MadeAt, log.Id), ValueTuple.Create(last.At, new LogId(lastLog))));
            var rows = await (
                from log in logs
                join client in db.Set<Client>() on log.ClientId equals client.Id into clients
                from client in clients.DefaultIfEmpty()
                let size = db.Set<LogCheckpoint>().Where(c => c.LogId == log.Id).Max(c => (long?)c.Size)
                let signedAt = db.Set<LogCheckpoint>().Where(c => c.LogId == log.Id).Max(c => (DateTimeOffset?)c.SignedAt)
                let key = db.Set<LogKey>().Where(k => k.LogId == log.Id).OrderByDescending(k => k.Number).First()
                orderby log.MadeAt, log.Id
                select new { log.MadeAt, Row = new LogRow(log.Id, client == null ? null : client.Name, log.Name, size ?? 0, signedAt, key.VerifierKey, key.Number, key.MadeAt) })
                .Take(PageSize + 1).ToListAsync(cancellation);
            return new Page(
                waiting, since, now - since > MostWait, [.. rows.Take(PageSize).Select(row => row.Row)],
                rows.Count > PageSize ? new MomentKey(rows[PageSize - 1].MadeAt, rows[PageSize - 1].Row.Id.Value.ToString()).ToString() : null,
                await db.AttestorsAsync(cancellation));
        }, cancellation);
    }

    /// <summary>The key that signs each log now, which carries the log's name: what a witness has to know. Administrators only.</summary>
    /// <exception cref="NotYours">The actor is no administrator.</exception>
    public Task<List<string>> KeysAsync(Actor actor, CancellationToken cancellation)
    {
        NotYours.Unless(actor.Is(Role.Administrator));
        return reads.RunAsync(actor, db => (
            from log in db.Set<RecordLog>()
            orderby log.MadeAt, log.Id
            select db.Set<LogKey>().Where(k => k.LogId == log.Id).OrderByDescending(k => k.Number).Select(k => k.VerifierKey).First()).ToListAsync(cancellation), cancellation);
    }
}
