using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>A manager writes a report, or the correction of one, before it is published. The client sees nothing of it.</summary>
public sealed class DraftReport(PortalWork work)
{
    /// <summary>A file that comes with the form.</summary>
    /// <param name="FileName">Its name, as the browser gave it.</param>
    /// <param name="Content">Its bytes.</param>
    public sealed record Attachment(string FileName, byte[] Content);

    /// <summary>Begins a report on a stage, with what the one before it said of days, money and risks; or goes on with the one that was begun.</summary>
    public Task<Outcome<ReportId>> BeginAsync(PersonId actor, CommandId command, ContractId contract, StageId stage, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var held = await HoldAsync(work, contract, cancellation);
            var plan = await StagePlan.FindAsync(work.Db, held, stage, work.Now, cancellation);
            if (await work.Db.Set<ReportDraft>().SingleOrDefaultAsync(d => d.ContractId == contract && d.StageId == stage && d.Corrects == 0, cancellation) is { } begun) return begun.ReportId;
            var draft = ReportDraft.Begin(contract, held.ClientId, stage);
            draft.Save(await StartAsync(work.Db, contract, plan, cancellation), plan.Stage, actor, work.Now);
            work.Db.Add(draft);
            return draft.ReportId;
        }, cancellation);

    /// <summary>Begins the correction of a published report, with what it says now; or goes on with the one that was begun.</summary>
    public Task<Outcome<ReportId>> CorrectAsync(PersonId actor, CommandId command, ReportId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var report = await work.Db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) ?? throw new NotYours();
            var held = await HoldAsync(work, report.ContractId, cancellation);
            if (await work.Db.Set<ReportDraft>().AnyAsync(d => d.ReportId == id, cancellation)) return id;
            var plan = await StagePlan.FindAsync(work.Db, held, report.StageId, work.Now, cancellation);
            var latest = await work.Db.Set<ReportRevision>().SingleAsync(r => r.ReportId == id && r.Number == report.LatestRevision, cancellation);
            var draft = ReportDraft.Correct(report, latest.Content);
            draft.Save(draft.Input, plan.Stage, actor, work.Now);
            work.Db.Add(draft);
            return id;
        }, cancellation);

    /// <summary>Saves what is written, gaps and all, with a file more or one less.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="id">The draft.</param>
    /// <param name="input">The form.</param>
    /// <param name="attach">A file to put beside it; one of the same name takes the other's place.</param>
    /// <param name="detach">The name of a file to take away.</param>
    /// <param name="cancellation">Ends the run before its commit.</param>
    public Task<Outcome<ReportId>> SaveAsync(
        PersonId actor, CommandId command, ReportId id, ReportInput input, Attachment? attach, string? detach, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (draft, held) = await FindAsync(work, id, cancellation);
            draft.ExpectRevision(input.Revision);
            var plan = await StagePlan.FindAsync(work.Db, held, draft.StageId, work.Now, cancellation);
            draft.Save(input, plan.Stage, actor, work.Now);
            if (attach is not null) draft.Attach(await KeepAsync(work, held.ClientId, attach, cancellation), actor, work.Now);
            if (detach is not null) draft.Detach(detach, actor, work.Now);
            return id;
        }, cancellation);

    /// <summary>Throws away what was not published.</summary>
    public Task<Outcome<ReportId>> DiscardAsync(PersonId actor, CommandId command, ReportId id, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (draft, _) = await FindAsync(work, id, cancellation);
            draft.ExpectRevision(revision);
            work.Db.Remove(draft);
            return id;
        }, cancellation);

    /// <summary>The draft with its contract held, for a manager of the client.</summary>
    internal static async Task<(ReportDraft Draft, Contract Contract)> FindAsync(Work work, ReportId id, CancellationToken cancellation)
    {
        var contract = await work.Db.Set<ReportDraft>().Where(d => d.ReportId == id).Select(d => (ContractId?)d.ContractId).SingleOrDefaultAsync(cancellation) ?? throw new NotYours();
        var held = await HoldAsync(work, contract, cancellation);
        // Read after the contract is held: somebody else may have published it meanwhile.
        return (await work.Db.Set<ReportDraft>().SingleOrDefaultAsync(d => d.ReportId == id, cancellation) ?? throw new StaleRevision(), held);
    }

    private static async Task<Contract> HoldAsync(Work work, ContractId contract, CancellationToken cancellation)
    {
        var held = await work.HoldContractAsync(contract, cancellation);
        NotYours.Unless(work.Actor.IsFor(held.ClientId, Role.Manager));
        return held;
    }

    private static async Task<ReportInput> StartAsync(PortalDb db, ContractId contract, StagePlan plan, CancellationToken cancellation)
    {
        var before = await (
            from report in db.Set<Report>()
            join revision in db.Set<ReportRevision>() on new { report.Id, Number = report.LatestRevision } equals new { Id = revision.ReportId, revision.Number }
            where report.ContractId == contract && report.StageId == plan.Stage.Id
            orderby report.Number descending
            select revision).FirstOrDefaultAsync(cancellation);
        if (before is null) return new ReportInput { StartedOn = plan.Stage.From <= plan.Today ? plan.Stage.From : null, ForecastEnd = plan.Stage.To };
        var said = ReportInput.Of(before.Content, plan.Terms.Currency);
        return new ReportInput
        {
            StartedOn = said.StartedOn,
            EndedOn = said.EndedOn,
            ForecastEnd = said.ForecastEnd,
            Progress = said.Progress,
            Spent = said.Spent,
            Because = said.Because,
            Risks = said.Risks,
        };
    }

    private static async Task<ReportFile> KeepAsync(Work work, ClientId client, Attachment attach, CancellationToken cancellation)
    {
        var rules = new FormRules();
        // Some browsers give the whole path.
        var name = rules.Line(attach.FileName.Split('/', '\\')[^1], "File", ReportFile.LongestName);
        var kind = PortalFiles.Check(rules, name, attach.Content, "File");
        rules.ThrowIfBroken();
        return new ReportFile(name, await PortalFiles.KeepAsync(work, client, kind!.Value, attach.Content, cancellation), attach.Content.Length);
    }
}
