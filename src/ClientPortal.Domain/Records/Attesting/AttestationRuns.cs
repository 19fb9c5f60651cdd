using ClientPortal.Audit.Attesting;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.TransparencyLog;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>
/// Has the newest checkpoint of each log stamped and cosigned by who is set, over the worker's login: one server at a time, and never within the
/// sequencer's transaction. Authority and witnesses are asked beside one another, so that none waits for one that hangs.
/// </summary>
public sealed class AttestationRuns : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How often at most a witness cosigns a log.</summary>
    public static readonly TimeSpan CosignedWithin = TimeSpan.FromMinutes(1);

    // One who is slow does not keep the others from their next round for long.
    private const int MostAtOnce = 20;

    private const long Lock = 7163806;

    private readonly WorkerDb _worker;
    private readonly TimeProvider _clock;
    private readonly OutsideClient _outside;

    /// <summary>Runs over a database.</summary>
    /// <param name="worker">The database as the worker's login.</param>
    /// <param name="clock">The time.</param>
    /// <param name="patience">How long an answer may take; <see cref="Patience"/> but in tests.</param>
    public AttestationRuns(WorkerDb worker, TimeProvider clock, TimeSpan patience) => (_worker, _clock, _outside) = (worker, clock, new OutsideClient(patience));

    /// <summary>Asks for everything that is due.</summary>
    public Task<AttestationRound> RunAsync(CancellationToken cancellation) => _worker.AloneAsync(Lock, () => AskAllAsync(cancellation), AttestationRound.Elsewhere, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _outside.Dispose();

    private async Task<AttestationRound> AskAllAsync(CancellationToken cancellation)
    {
        TimestampAuthority? authority;
        List<Witness> witnesses;
        await using (var db = _worker.Open())
        {
            authority = await db.NewestAuthorityAsync(cancellation);
            witnesses = await db.Set<Witness>().Where(w => w.RemovedAt == null).ToListAsync(cancellation);
        }

        var asked = witnesses.ConvertAll(witness => CosignAllAsync(witness, cancellation));
        if (authority is { Address: not null }) asked.Add(StampAllAsync(authority, cancellation));
        var rounds = await Task.WhenAll(asked);
        return new AttestationRound(rounds.Sum(round => round.Done), rounds.Any(round => round.MayBeMore), [.. rounds.SelectMany(round => round.Troubles)]);
    }

    private async Task<AttestationRound> StampAllAsync(TimestampAuthority authority, CancellationToken cancellation)
    {
        using var trusted = TrustedCertificates.Read(authority.Certificates!) ?? throw new InvalidOperationException($"The certificates of {authority.Id} cannot be read.");
        var client = new TimestampClient(_outside);
        var due = await DueAsync(authority.Id.Value, Stamped(authority.Id, _clock.GetUtcNow() - TimeSpan.FromMinutes(authority.Minutes!.Value)), cancellation);
        return await EachAsync(authority.Id.Value, authority.Address!, due, async (db, checkpoint) =>
        {
            var (bytes, token) = await client.StampAsync(authority.Address!, trusted, checkpoint.Note, cancellation);
            db.Add(new CheckpointTimestamp
            {
                LogId = checkpoint.Log,
                Size = checkpoint.Size,
                AuthorityId = authority.Id,
                Authority = token.Authority,
                At = Sensible(checkpoint, token.At),
                Token = bytes,
                ReceivedAt = _clock.GetUtcNow(),
            });
        }, cancellation);
    }

    private async Task<AttestationRound> CosignAllAsync(Witness witness, CancellationToken cancellation)
    {
        var client = new WitnessClient(_outside);
        var key = VerifierKey.Parse(witness.Key);
        var due = await DueAsync(witness.Id.Value, Cosigned(witness.Id, _clock.GetUtcNow() - CosignedWithin), cancellation);
        return await EachAsync(witness.Id.Value, witness.Name, due, async (db, checkpoint) =>
        {
            var seen = await db.Set<CheckpointCosignature>().Where(s => s.WitnessId == witness.Id && s.LogId == checkpoint.Log).MaxAsync(s => (long?)s.Size, cancellation) ?? 0;
            var (signature, at) = await client.CosignAsync(
                witness.Address, key, checkpoint.Note, checkpoint.Size, seen, earlier => ProveAsync(db, checkpoint, earlier, cancellation), cancellation);
            db.Add(new CheckpointCosignature
            {
                LogId = checkpoint.Log,
                Size = checkpoint.Size,
                WitnessId = witness.Id,
                KeyName = key.Name,
                At = Sensible(checkpoint, at),
                Line = signature.ToString(),
                ReceivedAt = _clock.GetUtcNow(),
            });
        }, cancellation);
    }

    private static Func<PortalDb, IQueryable<Vouched>> Stamped(AuthorityId authority, DateTimeOffset since) => db =>
        db.Set<CheckpointTimestamp>().Select(t => new Vouched { Log = t.LogId, Size = t.Size, IsFresh = t.AuthorityId == authority && t.ReceivedAt > since });

    private static Func<PortalDb, IQueryable<Vouched>> Cosigned(WitnessId witness, DateTimeOffset since) => db =>
        db.Set<CheckpointCosignature>().Where(s => s.WitnessId == witness).Select(s => new Vouched { Log = s.LogId, Size = s.Size, IsFresh = s.ReceivedAt > since });

    // The newest checkpoint of each log that nobody vouched for, unless that was done for the log just now or went wrong just now.
    private async Task<List<Due>> DueAsync(Guid asked, Func<PortalDb, IQueryable<Vouched>> vouched, CancellationToken cancellation)
    {
        await using var db = _worker.Open();
        var now = _clock.GetUtcNow();
        var waiting = await db.Set<AttestationTrouble>().Where(t => t.AskedId == asked && t.NextAttemptAt > now).Select(t => new { t.LogId, t.Fault }).ToListAsync(cancellation);
        // What is wrong with the server would be wrong for each log.
        if (waiting.Exists(trouble => !trouble.Fault.IsOfLog())) return [];
        var apart = waiting.ConvertAll(trouble => trouble.LogId);
        var done = vouched(db);
        return await (
            from log in db.Set<RecordLog>()
            from checkpoint in db.Set<LogCheckpoint>().Where(c => c.LogId == log.Id).OrderByDescending(c => c.Size).Take(1)
            where !apart.Contains(log.Id) && !done.Where(v => v.Log == log.Id).OrderByDescending(v => v.Size).Take(1).Any(v => v.Size == checkpoint.Size || v.IsFresh)
            orderby checkpoint.SignedAt
            select new Due(log.Id, log.Name, checkpoint.Size, checkpoint.Note, checkpoint.SignedAt)).Take(MostAtOnce + 1).ToListAsync(cancellation);
    }

    private async Task<AttestationRound> EachAsync(Guid asked, string name, List<Due> due, Func<PortalDb, Due, Task> ask, CancellationToken cancellation)
    {
        var troubles = new List<AttestationNews>();
        var done = 0;
        foreach (var checkpoint in due.Take(MostAtOnce))
        {
            await using var db = _worker.Open();
            try
            {
                await ask(db, checkpoint);
                if (await TroubleAsync(db, asked, checkpoint.Log, cancellation) is { } over) db.Remove(over);
                await db.SaveChangesAsync(cancellation);
                done++;
            }
            catch (AttestationException fault)
            {
                troubles.Add(new AttestationNews(name, checkpoint.Name, fault.Fault, fault.Detail, fault.Fault.IsAlarming()));
                await NoteAsync(db, asked, checkpoint.Log, fault, cancellation);
                if (!fault.Fault.IsOfLog()) return new AttestationRound(done, MayBeMore: false, troubles);
            }
        }

        return new AttestationRound(done, due.Count > MostAtOnce, troubles);
    }

    private async Task NoteAsync(PortalDb db, Guid asked, LogId log, AttestationException fault, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var trouble = await TroubleAsync(db, asked, log, cancellation);
        if (trouble is null) db.Add(trouble = AttestationTrouble.Begin(asked, log, now));
        trouble.Note(fault, now);
        await db.SaveChangesAsync(cancellation);
    }

    private static Task<AttestationTrouble?> TroubleAsync(PortalDb db, Guid asked, LogId log, CancellationToken cancellation) =>
        db.Set<AttestationTrouble>().SingleOrDefaultAsync(t => t.AskedId == asked && t.LogId == log, cancellation);

    private static async Task<TreeHash[]> ProveAsync(PortalDb db, Due checkpoint, long earlier, CancellationToken cancellation)
    {
        try
        {
            return ConsistencyProof.Make(earlier, checkpoint.Size, await db.NodesAsync(checkpoint.Log, ConsistencyProof.Needs(earlier, checkpoint.Size), cancellation));
        }
        catch (KeyNotFoundException)
        {
            throw new AttestationException(AttestationFault.NoProof);
        }
    }

    private DateTimeOffset Sensible(Due checkpoint, long seconds) =>
        // Four thousand years more than a moment can be.
        seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? Sensible(checkpoint, DateTimeOffset.FromUnixTimeSeconds(seconds)) : throw new AttestationException(AttestationFault.Unreadable);

    // A time that cannot be is worth nothing to who reads it, whoever's clock is wrong.
    private DateTimeOffset Sensible(Due checkpoint, DateTimeOffset at) => AttestedTime.CanFollow(checkpoint.SignedAt, at) && at <= _clock.GetUtcNow() + AttestedTime.Apart
        ? at
        : throw new AttestationException(AttestationFault.ClockDiffers, at.UtcDateTime.ToString("u", null));

    private sealed record Due(LogId Log, string Name, long Size, byte[] Note, DateTimeOffset SignedAt);

    private sealed class Vouched
    {
        public LogId Log { get; init; }

        public long Size { get; init; }

        public bool IsFresh { get; init; }
    }
}

/// <summary>What a round came to.</summary>
/// <param name="Done">Checkpoints that were stamped or cosigned, each counted once for each who did.</param>
/// <param name="MayBeMore">Whether more is due than one round takes.</param>
/// <param name="Troubles">What went wrong.</param>
public sealed record AttestationRound(int Done, bool MayBeMore, IReadOnlyList<AttestationNews> Troubles)
{
    /// <summary>Another server was at it.</summary>
    public static AttestationRound Elsewhere { get; } = new(0, MayBeMore: false, []);
}

/// <summary>Something that went wrong in a round.</summary>
/// <param name="Asked">The authority's address or the witness's name.</param>
/// <param name="Log">The log's name.</param>
/// <param name="Fault">What.</param>
/// <param name="Detail">A status, a size or a time that was answered; empty where there is none.</param>
/// <param name="IsAlarming">Whether it says that the log was rewritten or put back.</param>
public sealed record AttestationNews(string Asked, string Log, AttestationFault Fault, string Detail, bool IsAlarming);
