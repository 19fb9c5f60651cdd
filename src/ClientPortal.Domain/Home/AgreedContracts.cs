using System.Globalization;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds the contracts that are in force, what they come to, and the days they bring.</summary>
internal static class AgreedContracts
{
    /// <summary>The most contracts of a client that are shown.</summary>
    public const int Most = 50;

    /// <summary>How far ahead days are looked for.</summary>
    public const int DaysAhead = 365;

    /// <summary>Contracts that apply or will, by number, with what comes up about them in the order of days.</summary>
    public static async Task<(IReadOnlyList<AgreedContract> Contracts, IReadOnlyList<ComingUp> Days)> FindAsync(
        PortalDb db, ClientScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var signed = db.Set<Contract>().Where(c => c.State == ContractState.InForce || c.State == ContractState.Terminated);
        if (scope.Clients is { } only) signed = signed.Where(c => only.Contains(c.ClientId));
        var contracts = (await signed.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Number).Take(Most).ToListAsync(cancellation))
            .FindAll(c => c.State == ContractState.InForce || c.TerminatedFrom > ZoneDays.DayOf(c.Zone, now));
        var versions = await VersionsInEffect.FindAsync(db, contracts, now, cancellation);
        var ids = contracts.ConvertAll(c => c.Id);
        var amendments = await db.Set<Amendment>().Where(a => ids.Contains(a.ContractId) && a.State == AmendmentState.Signed).ToListAsync(cancellation);
        var spent = await SpentAsync(db, ids, cancellation);
        var accepted = (await db.Set<StageAnswer>().Where(a => ids.Contains(a.ContractId) && a.Accepted).Select(a => a.StageId).ToListAsync(cancellation)).ToHashSet();
        var days = new List<ComingUp>();
        var agreed = new List<AgreedContract>();
        foreach (var contract in contracts)
        {
            var today = ZoneDays.DayOf(contract.Zone, now);
            var version = versions[contract.Id];
            var own = DaysOf(contract, version, amendments.Where(a => a.ContractId == contract.Id), accepted)
                .Where(day => day.Day >= (day.Kind is ComingKind.ContractBegins or ComingKind.StageBegins ? today.AddDays(1) : today) && day.Day <= today.AddDays(DaysAhead)
                    && (contract.TerminatedFrom is not { } gone || day.Day < gone || day.Kind == ComingKind.NoticeEnds))
                .OrderBy(day => day.Day).ThenBy(day => day.Kind).ToList();
            days.AddRange(own);
            agreed.Add(new AgreedContract(
                contract.Id, contract.ClientId, contract.Number, contract.Title, contract.AppliesFrom!.Value, today, version.Number,
                own.Count > 0 ? own[0] : null, version.Planned, spent.TryGetValue(contract.Id, out var money) ? money : null));
        }

        return (agreed, [.. days.OrderBy(day => day.Day).ThenBy(day => day.Kind)]);
    }

    // By the newest report on each stage.
    private static async Task<Dictionary<ContractId, Money>> SpentAsync(PortalDb db, List<ContractId> contracts, CancellationToken cancellation)
    {
        var rows = await db.Set<Report>()
            .Where(r => contracts.Contains(r.ContractId) && !db.Set<Report>().Any(later => later.ContractId == r.ContractId && later.StageId == r.StageId && later.Number > r.Number))
            .Select(r => new { r.ContractId, r.Spent, r.Currency }).ToListAsync(cancellation);
        return rows.GroupBy(row => row.ContractId).ToDictionary(group => group.Key, group => Money.Exactly(group.Sum(row => row.Spent), group.First().Currency));
    }

    private static IEnumerable<ComingUp> DaysOf(Contract contract, VersionInEffect version, IEnumerable<Amendment> amendments, HashSet<StageId> accepted)
    {
        yield return Of(ComingKind.ContractBegins, contract.AppliesFrom!.Value);
        // What the client has accepted is over, whatever day was planned.
        foreach (var stage in version.Stages.Where(stage => !accepted.Contains(stage.StageId)))
        {
            yield return Of(ComingKind.StageBegins, stage.StartsOn, stage.Name);
            yield return Of(ComingKind.StageEnds, stage.EndsOn, stage.Name);
        }

        foreach (var amendment in amendments)
        {
            yield return new ComingUp(
                ComingKind.AmendmentApplies, amendment.EffectiveOn, contract.ClientId, amendment.Id.Value, contract.Title, amendment.Number.ToString(CultureInfo.InvariantCulture));
        }

        if (contract.TerminatedFrom is { } gone) yield return Of(ComingKind.NoticeEnds, gone);
        else if (version.EndsOn is { } last) yield return Of(ComingKind.ContractEnds, last);

        ComingUp Of(ComingKind kind, DateOnly day, string? name = null) => new(kind, day, contract.ClientId, contract.Id.Value, contract.Title, name);
    }
}
