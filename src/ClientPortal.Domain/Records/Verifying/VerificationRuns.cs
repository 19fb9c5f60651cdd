using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>
/// Runs the verifications that were asked for, over the worker's login: one at a time over all servers, by an advisory lock. A server that dies in the
/// middle lets the lock go, and its run is begun anew once it has been silent for minutes. What a run finds raises the alarm, once.
/// </summary>
/// <param name="worker">The database as the worker's login.</param>
/// <param name="clock">The time.</param>
public sealed class VerificationRuns(WorkerDb worker, TimeProvider clock)
{
    /// <summary>As many findings of a run are kept; their number is kept whole.</summary>
    public const int MostKept = 2_000;

    /// <summary>A run whose server has been silent for so long is begun anew.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(3);

    /// <summary>So old may the newest verification become before that is worth a warning.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromDays(2);

    private const long Lock = 7163803;

    private static readonly TimeSpan BetweenTellings = TimeSpan.FromSeconds(1);

    /// <summary>Asks for the run of the night whose hour struck last, unless that was done or there was no log yet: a night that was missed is made up for.</summary>
    /// <param name="hour">The full hour at which a night's run begins, 0 to 23.</param>
    /// <param name="zone">By whose clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it asked.</returns>
    public async Task<bool> AskNightlyAsync(int hour, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var night = NightOf(now, hour, zone);
        await using var db = worker.Open();
        var logsSince = await db.Set<RecordLog>().MinAsync(log => (DateTimeOffset?)log.MadeAt, cancellation);
        if (logsSince is not { } since || NightOf(since, hour, zone) >= night) return false;
        if (await db.Set<Verification>().AnyAsync(v => v.Night == night, cancellation)) return false;
        // Two servers meet at the night.
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO portal.verification (id, night, asked_at, state, attempt, entries, total, logs, checkpoints, findings)
            VALUES ({VerificationId.New().Value}, {night}, {now}, 'Asked', 0, 0, 0, 0, 0, 0) ON CONFLICT (night) DO NOTHING
            """,
            cancellation) == 1;
    }

    /// <summary>Runs what was asked for first, from its beginning to its end.</summary>
    /// <returns>Whether there was something to run, and no other server at it.</returns>
    /// <exception cref="OperationCanceledException">It was broken off, or another server has begun the run anew.</exception>
    public Task<bool> RunAsync(CancellationToken cancellation) => worker.AloneAsync(Lock, async () =>
    {
        if (await BeginAsync(cancellation) is not { } run) return false;
        var result = await VerifyAsync(run, cancellation);
        await EndAsync(run, result, cancellation);
        return true;
    }, otherwise: false, cancellation);

    /// <summary>Whether the record is known to be whole: the newest run that ended found nothing, and is not too old, and no entry has waited for its place longer than a sequencer needs.</summary>
    public async Task<bool> IsKnownWholeAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        var latest = clock.GetUtcNow() - LogVerification.PlacedWithin;
        if (await db.Set<WaitingEntry>().AnyAsync(entry => entry.At < latest, cancellation)) return false;
        var newest = await Ended(db).Select(v => new { v.State, v.EndedAt }).FirstOrDefaultAsync(cancellation);
        if (newest?.State == VerificationState.Wrong) return false;
        // Before the first run it counts from when there was something to verify.
        var since = newest?.EndedAt ?? await db.Set<RecordLog>().MinAsync(log => (DateTimeOffset?)log.MadeAt, cancellation);
        return since is null || clock.GetUtcNow() - since <= FreshFor;
    }

    private async Task<Begun?> BeginAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        var now = clock.GetUtcNow();
        var run = await db.Set<Verification>().SingleOrDefaultAsync(v => v.State == VerificationState.Running, cancellation)
            ?? await db.Set<Verification>().Where(v => v.State == VerificationState.Asked).OrderBy(v => v.AskedAt).ThenBy(v => v.Id).FirstOrDefaultAsync(cancellation);
        // Who is at it may have lost its lock and still go on.
        if (run is null || (run.State == VerificationState.Running && !run.IsDead(now, DeadAfter))) return null;
        run.Begin(now, await db.Set<LogLeaf>().LongCountAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
        return new Begun(run.Id, run.Attempt);
    }

    private async Task<LogVerificationResult> VerifyAsync(Begun run, CancellationToken cancellation)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var gone = new Gone();
        var telling = TellAsync(run, gone, mine);
        try
        {
            return await new LogVerification(worker.Source, BoundRows.Tables, clock).RunAsync(gone, mine.Token);
        }
        finally
        {
            await mine.CancelAsync();
            await telling;
        }
    }

    // Beside the verification, which reads from one snapshot and writes nothing. It also says that somebody is at it.
    private async Task TellAsync(Begun run, Gone gone, CancellationTokenSource mine)
    {
        using var beats = new PeriodicTimer(BetweenTellings, clock);
        try
        {
            while (await beats.WaitForNextTickAsync(mine.Token))
            {
                await using var db = worker.Open();
                var (entries, now) = (gone.Entries, clock.GetUtcNow());
                var told = await Mine(db, run).ExecuteUpdateAsync(set => set.SetProperty(v => v.Entries, entries).SetProperty(v => v.ToldAt, now), mine.Token);
                // Another server took it for dead.
                if (told == 0) await mine.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // It ended, or was broken off.
        }
    }

    private async Task EndAsync(Begun begun, LogVerificationResult result, CancellationToken cancellation)
    {
        await using var db = worker.Open();
        db.Now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = await Mine(db, begun).SingleOrDefaultAsync(cancellation) ?? throw new OperationCanceledException($"Another server has begun verification {begun.Id} anew.");
        var before = await Ended(db).Select(v => new { v.State, v.Digest }).FirstOrDefaultAsync(cancellation);
        run.End(db.Now.Value, result);
        db.AddRange(result.Findings.Take(MostKept).Select((finding, place) => VerificationFinding.Of(run.Id, place + 1, finding)));
        if (run.Digest is { } digest && before?.Digest?.AsSpan().SequenceEqual(digest) != true) db.Record(VerificationFacts.Broken(run, await Overseers.FindAsync(db, cancellation)));
        else if (run.State == VerificationState.Whole && before?.State == VerificationState.Wrong) db.Record(VerificationFacts.Whole(run, await Overseers.FindAsync(db, cancellation)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static IQueryable<Verification> Mine(PortalDb db, Begun run) =>
        db.Set<Verification>().Where(v => v.Id == run.Id && v.Attempt == run.Attempt && v.State == VerificationState.Running);

    private static IQueryable<Verification> Ended(PortalDb db) =>
        db.Set<Verification>().AsNoTracking().Where(v => v.EndedAt != null).OrderByDescending(v => v.EndedAt).ThenByDescending(v => v.Id);

    // The day whose hour struck last. By the clock on the wall, so that an hour that a change of clocks leaves out or repeats is no special case.
    private static DateOnly NightOf(DateTimeOffset moment, int hour, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return local.Hour >= hour ? day : day.AddDays(-1);
    }

    private sealed record Begun(VerificationId Id, int Attempt);

    private sealed class Gone : IProgress<long>
    {
        private long _entries;

        public long Entries => Interlocked.Read(ref _entries);

        public void Report(long value) => Interlocked.Exchange(ref _entries, value);
    }
}
