using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>Publishes what was drafted: frozen from then on, and everybody of the client is told.</summary>
public sealed class PublishReport(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The draft's revision the page was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>Why a published report is corrected; empty for a new one.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Publishes the report, or its correction.</summary>
    public Task<Outcome<ReportId>> RunAsync(PersonId actor, CommandId command, ReportId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (draft, contract) = await DraftReport.FindAsync(work, id, cancellation);
            draft.ExpectRevision(input.Revision);
            var plan = await StagePlan.FindAsync(work.Db, contract, draft.StageId, work.Now, cancellation);
            var content = draft.Input.ToPublish(plan.Stage, draft.Files, plan.Today, draft.Corrects > 0);
            var told = await ReportPeople.BothSidesAsync(work.Db, plan, actor, cancellation);
            if (draft.Corrects == 0)
            {
                var number = 1 + (await work.Db.Set<Report>().Where(r => r.ContractId == contract.Id).MaxAsync(r => (int?)r.Number, cancellation) ?? 0);
                var (report, first) = Report.Publish(draft, number, plan.Version, plan.Stage, content, actor, work.Now);
                work.Db.AddRange(report, first);
                work.Record(ReportFacts.Published(contract, report, first, plan.Stage, told));
            }
            else
            {
                var report = await work.Db.Set<Report>().SingleAsync(r => r.Id == id, cancellation);
                var next = report.Correct(draft, plan.Version, plan.Stage, content, Reason(input), actor, work.Now);
                work.Db.Add(next);
                work.Record(ReportFacts.Corrected(contract, report, next, plan.Stage, told));
            }

            work.Db.Remove(draft);
            return id;
        }, cancellation);

    private static string Reason(Input input)
    {
        var rules = new FormRules();
        var reason = rules.Text(input.Reason, nameof(input.Reason), Report.LongestReason);
        rules.ThrowIfBroken();
        return reason;
    }
}
