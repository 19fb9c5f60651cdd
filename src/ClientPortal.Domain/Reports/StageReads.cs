using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>Plan against fact of a contract's stages, as the newest report on each says.</summary>
public sealed class StageReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>The stages of a contract that the client has accepted; none when it is not the actor's.</summary>
    public Task<List<StageId>> AcceptedAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => db.Set<StageAnswer>().Where(a => a.ContractId == id && a.Accepted).Select(a => a.StageId).ToListAsync(cancellation), cancellation);

    /// <summary>What the stages of a contract came to so far, those of the terms that apply today; null while nothing applies, or when it is not the actor's.</summary>
    public Task<StageFacts?> FactsAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { AppliesFrom: not null } contract) return null;
            var today = ZoneDays.DayOf(contract.Zone, clock.GetUtcNow());
            var terms = (await db.VersionOnAsync(contract, today, cancellation)).ToTerms();
            var reports = await db.Set<Report>().Where(r => r.ContractId == id).OrderBy(r => r.Number).ToListAsync(cancellation);
            var latest = reports.GroupBy(r => r.StageId).ToDictionary(group => group.Key, group => group.Last());
            var ids = latest.Values.Select(r => r.Id).ToList();
            var contents = await (
                from r in db.Set<Report>()
                join revision in db.Set<ReportRevision>() on new { r.Id, Number = r.LatestRevision } equals new { Id = revision.ReportId, revision.Number }
                where ids.Contains(r.Id)
                select revision).ToDictionaryAsync(revision => revision.ReportId, cancellation);
            var answers = (await db.Set<StageAnswer>().Where(a => a.ContractId == id).OrderBy(a => a.At)
                .Select(a => new { a.StageId, Row = new StageAnswerRow(a.RevisionNumber, a.Accepted, a.Reason, db.Users.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(), a.At) })
                .ToListAsync(cancellation)).ToLookup(a => a.StageId, a => a.Row);
            var drafts = await db.Set<ReportDraft>().Where(d => d.ContractId == id && d.Corrects == 0).ToDictionaryAsync(d => d.StageId, d => d.ReportId, cancellation);
            return new StageFacts(terms.Stages.ToDictionary(stage => stage.Id, FactOf), actor.IsFor(contract.ClientId, Role.Manager));

            StageFact FactOf(Stage stage)
            {
                var owed = contract.State == ContractState.InForce && stage.To <= today.AddDays(ReportDays.Ahead)
                    && ReportDays.IsOwed(stage.To, contract.Zone, reports.Where(r => r.StageId == stage.Id).Select(r => (r.PublishedAt, r.EndedOn)));
                var draft = drafts.TryGetValue(stage.Id, out var begun) ? begun : (ReportId?)null;
                if (!latest.TryGetValue(stage.Id, out var report))
                    return new StageFact(stage.Id, null, null, null, null, null, 0, Money.Zero(terms.Currency), null, null, owed, draft);
                var content = contents[report.Id].Content;
                return new StageFact(
                    stage.Id, report.Id, report.Number, content.StartedOn, content.EndedOn, content.ForecastEnd, content.Progress, Money.Exactly(content.Spent, report.Currency),
                    report.RevisedAt, answers[stage.Id].LastOrDefault(), owed, draft);
            }
        }, cancellation);
}
