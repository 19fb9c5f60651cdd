using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// Notes what the calendar did: versions that have begun to apply, amendments whose day came before both had signed. It
/// decides nothing, since what applies is reckoned from the days when it is read; run twice, or on two servers, it notes
/// each thing once.
/// </summary>
/// <param name="worker">The database as the worker's login.</param>
/// <param name="clock">The time.</param>
public sealed class ContractsDue(WorkerDb worker, TimeProvider clock)
{
    /// <summary>Notes everything that is due.</summary>
    /// <returns>How many things were noted.</returns>
    /// <exception cref="AggregateException">What could not be noted; everything else was.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        var noted = await worker.EachAsync(await DueAsync(BegunAsync, cancellation), clock, (db, id) => BeginAsync(db, id, cancellation), faults, cancellation)
            + await worker.EachAsync(await DueAsync(ReachedAsync, cancellation), clock, (db, id) => ReachAsync(db, id, cancellation), faults, cancellation);
        return faults.Count == 0 ? noted : throw new AggregateException(faults);
    }

    // The day that has begun where it begins first; the contract's zone decides for each.
    private DateOnly LatestDayOnEarth => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14));

    private async Task<List<ContractId>> BegunAsync(PortalDb db, CancellationToken cancellation)
    {
        var latest = LatestDayOnEarth;
        return await db.Set<Contract>()
            .Where(c => c.AppliesFrom <= latest && c.AppliedRecordedAt == null && (c.TerminatedFrom == null || c.TerminatedFrom > c.AppliesFrom))
            .Select(c => c.Id).ToListAsync(cancellation);
    }

    private async Task<List<AmendmentId>> ReachedAsync(PortalDb db, CancellationToken cancellation)
    {
        var latest = LatestDayOnEarth;
        return await db.Set<Amendment>()
            .Where(a => a.EffectiveOn <= latest && (a.State == AmendmentState.Proposed || a.State == AmendmentState.UnderDiscussion
                || a.State == AmendmentState.Agreed || a.State == AmendmentState.SignedByOne || a.State == AmendmentState.Signed))
            .Select(a => a.Id).ToListAsync(cancellation);
    }

    private async Task<int> BeginAsync(PortalDb db, ContractId id, CancellationToken cancellation)
    {
        var contract = await db.Set<Contract>().FromSql($"SELECT * FROM portal.contract WHERE id = {id.Value} FOR UPDATE").SingleOrDefaultAsync(cancellation);
        if (contract is not { AppliedRecordedAt: null, AppliesFrom: { } from } || Today(contract.Zone) < from) return 0;
        var version = await db.Set<TermsVersion>().SingleAsync(v => v.Id == contract.OfferedVersionId, cancellation);
        contract.RecordApplied(db.Now!.Value);
        db.Record(ContractFacts.VersionApplies(contract, 1, from, await ToldAsync(db, version, cancellation)));
        return 1;
    }

    private async Task<int> ReachAsync(PortalDb db, AmendmentId id, CancellationToken cancellation)
    {
        var amendment = await db.Set<Amendment>().FromSql($"SELECT * FROM portal.amendment WHERE id = {id.Value} FOR UPDATE").SingleOrDefaultAsync(cancellation);
        if (amendment is null) return 0;
        var contract = await db.Set<Contract>().AsNoTracking().SingleAsync(c => c.Id == amendment.ContractId, cancellation);
        if (Today(contract.Zone) < amendment.EffectiveOn) return 0;
        if (amendment.State == AmendmentState.Signed)
        {
            // A contract that was ended before that day has no terms on it.
            if (contract.TerminatedFrom <= amendment.EffectiveOn) return 0;
            var version = await db.Set<TermsVersion>().SingleAsync(v => v.Id == amendment.VersionId, cancellation);
            amendment.TakeEffect(db.Now!.Value);
            db.Record(AmendmentFacts.InForce(contract, amendment));
            db.Record(ContractFacts.VersionApplies(contract, version.Number, amendment.EffectiveOn, await ToldAsync(db, version, cancellation)));
            return 1;
        }

        if (!amendment.State.Allows(AmendmentMove.Lapse)) return 0;
        var offered = await db.Set<TermsVersion>().SingleAsync(v => v.Id == contract.OfferedVersionId, cancellation);
        amendment.Lapse(db.Now!.Value);
        db.Record(AmendmentFacts.Lapsed(contract, amendment, await ToldAsync(db, offered, cancellation)));
        return 1;
    }

    private static async Task<Audit.Facts.Audience> ToldAsync(PortalDb db, TermsVersion version, CancellationToken cancellation) =>
        (await ContractPeople.FindAsync(db, version.ClientId, cancellation)).Told([version.ResponsibleStaffId, version.ResponsibleClientId], actor: null);

    private DateOnly Today(string zone) => ZoneDays.DayOf(zone, clock.GetUtcNow());

    private async Task<List<T>> DueAsync<T>(Func<PortalDb, CancellationToken, Task<List<T>>> find, CancellationToken cancellation)
    {
        await using var db = worker.Open();
        return await find(db, cancellation);
    }
}
