using System.Globalization;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
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
        var days = new List<ComingUp>();
        var agreed = new List<AgreedContract>();
        foreach (var contract in contracts)
        {
            var today = ZoneDays.DayOf(contract.Zone, now);
            var version = versions[contract.Id];
            var own = DaysOf(contract, version, amendments.Where(a => a.ContractId == contract.Id))
                .Where(day => day.Day >= (day.Kind is ComingKind.ContractBegins or ComingKind.StageBegins ? today.AddDays(1) : today) && day.Day <= today.AddDays(DaysAhead)
                    && (contract.TerminatedFrom is not { } gone || day.Day < gone || day.Kind == ComingKind.NoticeEnds))
                .OrderBy(day => day.Day).ThenBy(day => day.Kind).ToList();
            days.AddRange(own);
            agreed.Add(new AgreedContract(
                contract.Id, contract.ClientId, contract.Number, contract.Title, contract.AppliesFrom!.Value, today, version.Number,
                own.Count > 0 ? own[0] : null, version.Planned));
        }

        return (agreed, [.. days.OrderBy(day => day.Day).ThenBy(day => day.Kind)]);
    }

    private static IEnumerable<ComingUp> DaysOf(Contract contract, VersionInEffect version, IEnumerable<Amendment> amendments)
    {
        yield return Of(ComingKind.ContractBegins, contract.AppliesFrom!.Value);
        foreach (var stage in version.Stages)
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

/// <summary>The version of a contract that applies on a day.</summary>
/// <param name="Number">Which one.</param>
/// <param name="EndsOn">The contract's last day by it.</param>
/// <param name="Planned">What its stages come to.</param>
/// <param name="Stages">Its stages in order.</param>
internal sealed record VersionInEffect(int Number, DateOnly? EndsOn, Money Planned, IReadOnlyList<TermsStage> Stages);

/// <summary>Finds what applies today for many contracts at once: two queries, however many they are.</summary>
internal static class VersionsInEffect
{
    /// <summary>The versions by contract; for one whose first day is still to come, what will apply then.</summary>
    /// <param name="db">A context that acts for the reader.</param>
    /// <param name="contracts">Contracts both have signed.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<IReadOnlyDictionary<ContractId, VersionInEffect>> FindAsync(
        PortalDb db, IReadOnlyCollection<Contract> contracts, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = contracts.Select(c => c.Id).ToList();
        var firsts = contracts.Select(c => c.OfferedVersionId!.Value).ToList();
        var signed = (await db.Set<TermsVersion>().Where(v => ids.Contains(v.ContractId) && (v.Number > 1 || firsts.Contains(v.Id)))
            .Select(v => new { v.Id, v.ContractId, v.Number, v.EffectiveOn, v.EndsOn, v.Currency }).ToListAsync(cancellation)).ToLookup(v => v.ContractId);
        var inEffect = contracts.ToDictionary(c => c.Id, c =>
        {
            var today = ZoneDays.DayOf(c.Zone, now);
            var days = signed[c.Id].Select(v => new VersionDay(v.Number, v.Id, v.EffectiveOn ?? c.AppliesFrom!.Value));
            var applies = days.On(today)?.Id ?? c.OfferedVersionId!.Value;
            return signed[c.Id].Single(v => v.Id == applies);
        });
        var versions = inEffect.Values.Select(v => v.Id).ToList();
        var stages = (await db.Set<TermsStage>().Where(s => versions.Contains(s.VersionId)).OrderBy(s => s.Ordinal).ToListAsync(cancellation)).ToLookup(s => s.VersionId);
        return inEffect.ToDictionary(pair => pair.Key, pair => new VersionInEffect(
            pair.Value.Number, pair.Value.EndsOn,
            Money.Sum(stages[pair.Value.Id].Select(stage => Money.Exactly(stage.Price, pair.Value.Currency)), pair.Value.Currency), [.. stages[pair.Value.Id]]));
    }
}
