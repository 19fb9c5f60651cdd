using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>
/// Tells finance that the prices of a list are to be looked at again, when the day its newest version names has come in the list's zone:
/// once for each version, however often it runs and on however many servers.
/// </summary>
/// <param name="worker">The database as the worker's login.</param>
/// <param name="clock">The time.</param>
public sealed class PriceReviewsDue(WorkerDb worker, TimeProvider clock)
{
    /// <summary>Tells of everything that is due.</summary>
    /// <returns>How many lists were told of.</returns>
    /// <exception cref="AggregateException">Some could not be told of; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        var told = await worker.EachAsync(await NearAsync(cancellation), clock, (db, id) => TellAsync(db, id, cancellation), faults, cancellation);
        return faults.Count == 0 ? told : throw new AggregateException(faults);
    }

    // Whose day has come somewhere on earth.
    private async Task<List<PriceListVersionId>> NearAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        var last = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14));
        return await Untold(db).Where(v => v.ReviewOn <= last).Select(v => v.Id).ToListAsync(cancellation);
    }

    private static async Task<int> TellAsync(PortalDb db, PriceListVersionId id, CancellationToken cancellation)
    {
        // Two servers come one after the other.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))", cancellation);
        if (await Untold(db).SingleOrDefaultAsync(v => v.Id == id, cancellation) is not { ReviewOn: { } day } version) return 0;
        if (ZoneDays.DayOf(version.Zone, db.Now!.Value) < day) return 0;
        var finance = await (
            from membership in db.Set<Membership>()
            join person in db.Users on membership.PersonId equals person.Id
            where membership.Role == Role.Finance && membership.EndedAt == null && person.JoinedAt != null && person.DisabledAt == null
            select person.Id).Distinct().ToListAsync(cancellation);
        db.Add(PriceReviewReminder.Of(version, day, db.Now.Value));
        db.Record(PricingFacts.ReviewDue(version, day, finance.Count == 0 ? Audience.Nobody : Audience.Of(finance)));
        return 1;
    }

    // The newest version of each list alone: what was replaced or taken back is not looked at again.
    private static IQueryable<PriceListVersion> Untold(PortalDb db) => db.Set<PriceListVersion>().AsNoTracking().Where(v =>
        v.ReviewOn != null
        && !db.Set<PriceListVersion>().Any(later => later.PriceListId == v.PriceListId && later.Number > v.Number)
        && !db.Set<PriceListRetirement>().Any(r => r.VersionId == v.Id)
        && !db.Set<PriceReviewReminder>().Any(r => r.VersionId == v.Id));
}

/// <summary>That finance was told to look at the prices of a version again: once, a version's day never changes.</summary>
internal sealed class PriceReviewReminder : IRecorded
{
    private PriceReviewReminder()
    {
    }

    public PriceListVersionId VersionId { get; private init; }

    public PriceListId PriceListId { get; private init; }

    public DateOnly ReviewOn { get; private init; }

    public DateTimeOffset At { get; private init; }

    public Guid RecordedAs => PriceListId.Value;

    public static PriceReviewReminder Of(PriceListVersion version, DateOnly reviewOn, DateTimeOffset at) =>
        new() { VersionId = version.Id, PriceListId = version.PriceListId, ReviewOn = reviewOn, At = at };
}
