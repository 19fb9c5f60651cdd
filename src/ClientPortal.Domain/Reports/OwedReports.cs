using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>Finds the reports that are due at the ends of stages.</summary>
internal static class OwedReports
{
    /// <summary>The most contracts that are looked through.</summary>
    public const int Most = 100;

    /// <summary>What a manager owes about the clients they manage; what is due first comes first.</summary>
    public static async Task<IReadOnlyList<OwedReport>> FindAsync(PortalDb db, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!actor.Is(Role.Manager)) return [];
        var last = DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)).AddDays(ReportDays.Ahead);
        // Stages that are over in some signed version and on which nothing says so; which version applies is settled below.
        var contracts = await db.Set<Contract>()
            .Where(c => c.State == ContractState.InForce && db.Set<TermsVersion>().Any(v => v.ContractId == c.Id && (v.Number > 1 || v.Id == c.OfferedVersionId)
                && db.Set<TermsStage>().Any(s => s.VersionId == v.Id && s.EndsOn <= last
                    && !db.Set<Report>().Any(r => r.ContractId == c.Id && r.StageId == s.StageId && r.EndedOn != null))))
            .OrderBy(c => c.CreatedAt).Take(Most).ToListAsync(cancellation);
        contracts = contracts.FindAll(contract => actor.IsFor(contract.ClientId, Role.Manager));
        if (contracts.Count == 0) return [];
        var versions = await VersionsInEffect.FindAsync(db, contracts, now, cancellation);
        var ids = contracts.ConvertAll(c => c.Id);
        var owners = contracts.ConvertAll(c => c.ClientId);
        var published = (await db.Set<Report>().Where(r => ids.Contains(r.ContractId)).Select(r => new { r.ContractId, r.StageId, r.PublishedAt, r.EndedOn }).ToListAsync(cancellation))
            .ToLookup(r => (r.ContractId, r.StageId), r => (r.PublishedAt, r.EndedOn));
        var drafts = (await db.Set<ReportDraft>().Where(d => ids.Contains(d.ContractId) && d.Corrects == 0).Select(d => new { d.ContractId, d.StageId, d.ReportId }).ToListAsync(cancellation))
            .ToDictionary(d => (d.ContractId, d.StageId), d => d.ReportId);
        var names = await db.Set<Client>().Where(c => owners.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellation);
        return
        [
            .. (
                from contract in contracts
                let today = ZoneDays.DayOf(contract.Zone, now)
                from stage in versions[contract.Id].Stages
                where stage.EndsOn <= today.AddDays(ReportDays.Ahead) && ReportDays.IsOwed(stage.EndsOn, contract.Zone, published[(contract.Id, stage.StageId)])
                select new OwedReport(
                    contract.ClientId, names[contract.ClientId], contract.Id, contract.Title, stage.StageId, stage.Name, stage.EndsOn, today,
                    drafts.TryGetValue((contract.Id, stage.StageId), out var draft) ? draft : null)).OrderBy(owed => owed.DueOn),
        ];
    }
}
