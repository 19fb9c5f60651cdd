using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

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
