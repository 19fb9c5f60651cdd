using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>When a report on a stage is due: on its last day by the terms that apply, unless one was published then or says that the stage has ended.</summary>
public static class ReportDays
{
    /// <summary>How many days before the last day the portal says so.</summary>
    public const int Ahead = 3;

    /// <summary>Whether nothing published yet is the report at the stage's end.</summary>
    /// <param name="lastDay">The stage's last day by the terms that apply.</param>
    /// <param name="zone">The contract's zone.</param>
    /// <param name="reports">When the reports on it were first published, and the day they say it ended.</param>
    public static bool IsOwed(DateOnly lastDay, string zone, IEnumerable<(DateTimeOffset PublishedAt, DateOnly? EndedOn)> reports) =>
        reports.All(report => report.EndedOn is null && ZoneDays.DayOf(zone, report.PublishedAt) < lastDay);
}

/// <summary>
/// Reminds who answers for a stage of the report at its end, some days before: once for each last day, however often it runs
/// and on however many servers.
/// </summary>
/// <param name="worker">The database as the worker's login.</param>
/// <param name="clock">The time.</param>
public sealed class ReportsDue(WorkerDb worker, TimeProvider clock)
{
    /// <summary>Reminds of everything that is due.</summary>
    /// <returns>How many reminders went out.</returns>
    /// <exception cref="AggregateException">Some could not go out; the others did.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        var reminded = await worker.EachAsync(await NearAsync(cancellation), clock, (db, id) => RemindAsync(db, id, cancellation), faults, cancellation);
        return faults.Count == 0 ? reminded : throw new AggregateException(faults);
    }

    // Contracts in force that in any version have a stage whose last day is near, and nobody was reminded of that day.
    private async Task<List<ContractId>> NearAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        var now = clock.GetUtcNow();
        var (first, last) = (DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12)), DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)).AddDays(ReportDays.Ahead));
        return await (
            from stage in db.Set<TermsStage>()
            join version in db.Set<TermsVersion>() on stage.VersionId equals version.Id
            join contract in db.Set<Contract>() on version.ContractId equals contract.Id
            where stage.EndsOn >= first && stage.EndsOn <= last && contract.State == ContractState.InForce
                && !db.Set<ReportReminder>().Any(r => r.ContractId == contract.Id && r.StageId == stage.StageId && r.DueOn == stage.EndsOn)
            select contract.Id).Distinct().ToListAsync(cancellation);
    }

    private static async Task<int> RemindAsync(PortalDb db, ContractId id, CancellationToken cancellation)
    {
        // Two servers come one after the other.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))", cancellation);
        var contract = await db.Set<Contract>().AsNoTracking().SingleAsync(c => c.Id == id, cancellation);
        var owed = await OwedAsync(db, contract, ZoneDays.DayOf(contract.Zone, db.Now!.Value), cancellation);
        foreach (var (stage, people) in owed)
        {
            db.Add(ReportReminder.Of(contract, stage.StageId, stage.EndsOn, db.Now.Value));
            var told = await ReportPeople.ProviderAsync(db, contract.ClientId, people, actor: null, cancellation);
            db.Record(ReportFacts.Due(contract, stage.StageId, stage.Name, stage.EndsOn, told));
        }

        return owed.Count;
    }

    private static async Task<List<(TermsStage Stage, PersonId[] People)>> OwedAsync(PortalDb db, Contract contract, DateOnly today, CancellationToken cancellation)
    {
        if ((await db.VersionDaysAsync(contract, cancellation)).On(today) is not { } applies) return [];
        var last = today.AddDays(ReportDays.Ahead);
        var answers = await db.Set<TermsVersion>().Where(v => v.Id == applies.Id).Select(v => v.ResponsibleStaffId).SingleAsync(cancellation);
        var stages = await db.Set<TermsStage>().AsNoTracking().Where(s => s.VersionId == applies.Id && s.EndsOn >= today && s.EndsOn <= last).ToListAsync(cancellation);
        var reminded = await db.Set<ReportReminder>().Where(r => r.ContractId == contract.Id).Select(r => new { r.StageId, r.DueOn }).ToListAsync(cancellation);
        var published = (await db.Set<Report>().Where(r => r.ContractId == contract.Id).Select(r => new { r.StageId, r.PublishedAt, r.EndedOn }).ToListAsync(cancellation))
            .ToLookup(r => r.StageId, r => (r.PublishedAt, r.EndedOn));
        return
        [
            .. from stage in stages
               where !reminded.Contains(new { stage.StageId, DueOn = stage.EndsOn }) && ReportDays.IsOwed(stage.EndsOn, contract.Zone, published[stage.StageId])
               select (stage, new[] { stage.ResponsibleStaffId ?? answers, answers }),
        ];
    }
}
