using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>What people do with a published report: say they have read it, comment, answer a decision, accept the stage or not.</summary>
public sealed class AnswerReport(PortalWork work)
{
    /// <summary>A form about the revision that is shown.</summary>
    public sealed record Input
    {
        /// <summary>The number of the revision the page showed.</summary>
        public int Revision { get; init; }
    }

    /// <summary>The form with which a stage is accepted: what cannot be taken back is said twice.</summary>
    public sealed record AcceptInput
    {
        /// <summary>The number of the revision the page showed.</summary>
        public int Revision { get; init; }

        /// <summary>Whether the box beside it was ticked.</summary>
        public bool Confirmed { get; init; }
    }

    /// <summary>The form of a comment.</summary>
    public sealed record CommentInput
    {
        /// <summary>The number of the revision the page showed.</summary>
        public int Revision { get; init; }

        /// <summary>What is said.</summary>
        public string? Text { get; init; }

        /// <summary>The decision it answers, counted from 1; empty for a remark on the whole.</summary>
        public int? Decision { get; init; }
    }

    /// <summary>Says that the newest revision was read, for the client. Saying it twice is saying it once.</summary>
    public Task<Outcome<ReportId>> AcknowledgeAsync(PersonId actor, CommandId command, ReportId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var report = await FindAsync(work, id, cancellation);
            NotYours.Unless(work.Actor.IsFor(report.ClientId, Role.ClientViewer, Role.ClientSignatory));
            Expect(report, input.Revision);
            if (await work.Db.Set<ReportAcknowledgement>().AnyAsync(a => a.ReportId == id && a.RevisionNumber == report.LatestRevision && a.PersonId == actor, cancellation)) return id;
            var plan = await StagePlan.OfReportAsync(work.Db, report, work.Now, cancellation);
            work.Db.Add(ReportAcknowledgement.Of(report, actor, work.Now));
            work.Record(ReportFacts.Acknowledged(plan.Contract, report, await ProviderAsync(work, plan, report, cancellation)));
            return id;
        }, cancellation);

    /// <summary>Comments on the whole, or answers a decision the report asks for. Everybody of the client and who works with it may; an answer changes no terms.</summary>
    public Task<Outcome<ReportCommentId>> CommentAsync(PersonId actor, CommandId command, ReportId id, CommentInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var report = await FindAsync(work, id, cancellation);
            var side = work.Actor.IsFor(report.ClientId, Role.ClientViewer, Role.ClientSignatory) ? Side.Client : Side.Provider;
            NotYours.Unless(side == Side.Client || work.Actor.IsFor(report.ClientId, Role.Manager, Role.Finance));
            Expect(report, input.Revision);
            var rules = new FormRules();
            var text = rules.Text(input.Text, nameof(input.Text), ReportComment.LongestText);
            if (input.Decision is { } decision && (decision < 1 || decision > report.Decisions)) rules.Refuse(Rule.NotOffered, nameof(input.Decision));
            rules.ThrowIfBroken();
            var plan = await StagePlan.OfReportAsync(work.Db, report, work.Now, cancellation);
            var comment = ReportComment.Of(report, input.Decision, side, text, actor, work.Now);
            work.Db.Add(comment);
            // Who answers a decision answers for the client's other people too.
            work.Record(ReportFacts.Commented(plan.Contract, report, comment, side == Side.Client && comment.Decision is null
                ? await ProviderAsync(work, plan, report, cancellation)
                : await ReportPeople.BothSidesAsync(work.Db, plan, actor, cancellation)));
            return comment.Id;
        }, cancellation);

    /// <summary>Accepts the stage for the client, as the newest revision says it ended.</summary>
    public Task<Outcome<ReportId>> AcceptStageAsync(PersonId actor, CommandId command, ReportId id, AcceptInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work => AnswerStageAsync(work, id, input.Revision, () => Confirmed(input), cancellation), cancellation);

    /// <summary>Says what keeps the client from accepting the stage.</summary>
    public Task<Outcome<ReportId>> RefuseStageAsync(PersonId actor, CommandId command, ReportId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work => AnswerStageAsync(work, id, input.Revision, input.Checked, cancellation), cancellation);

    private static string Confirmed(AcceptInput input) =>
        input.Confirmed ? string.Empty : throw new RuleBroken(Rule.AcceptanceNotConfirmed, nameof(input.Confirmed));

    private static async Task<ReportId> AnswerStageAsync(Work work, ReportId id, int revision, Func<string> reason, CancellationToken cancellation)
    {
        var report = await FindAsync(work, id, cancellation);
        NotYours.Unless(work.Actor.IsFor(report.ClientId, Role.ClientSignatory));
        report.ExpectEnded(revision);
        var why = reason();
        var plan = await StagePlan.OfReportAsync(work.Db, report, work.Now, cancellation);
        // Two who answer at once come one after the other: the contract is held by whoever is first.
        await work.HoldContractAsync(report.ContractId, cancellation);
        if (await work.Db.Set<StageAnswer>().AnyAsync(a => a.ContractId == report.ContractId && a.StageId == report.StageId && a.Accepted, cancellation))
            throw new RuleBroken(Rule.StageAccepted);
        var answer = StageAnswer.Of(report, accepted: why.Length == 0, why, work.Actor.Person, work.Now);
        work.Db.Add(answer);
        var told = await ReportPeople.BothSidesAsync(work.Db, plan, work.Actor.Person, cancellation);
        work.Record(answer.Accepted ? ReportFacts.StageAccepted(plan.Contract, report, answer, told) : ReportFacts.StageNotAccepted(plan.Contract, report, answer, told));
        return id;
    }

    // Row security lets only managers change a report: the client's people read it and write beside it.
    private static async Task<Report> FindAsync(Work work, ReportId id, CancellationToken cancellation) =>
        await work.Db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) ?? throw new NotYours();

    private static void Expect(Report report, int revision)
    {
        if (revision != report.LatestRevision) throw new StaleRevision();
    }

    private static Task<Audit.Facts.Audience> ProviderAsync(Work work, StagePlan plan, Report report, CancellationToken cancellation) =>
        ReportPeople.ProviderAsync(work.Db, report.ClientId, plan.Responsible.Append(report.RevisedBy), work.Actor.Person, cancellation);
}
