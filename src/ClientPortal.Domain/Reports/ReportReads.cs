using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>What the pages of reports show, one method a page. Null is "not found", which is also "not yours".</summary>
public sealed class ReportReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>Rows on one page of the list.</summary>
    public const int PageSize = 30;

    /// <summary>The reports the actor may see, newest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="after">The <see cref="ReportList.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ReportList> ListAsync(Actor actor, ReportFilter filter, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var reports = db.Set<Report>().AsQueryable();
            if (filter.Client is { } client) reports = reports.Where(r => r.ClientId == client);
            if (filter.Contract is { } contract) reports = reports.Where(r => r.ContractId == contract);
            if (filter.Unread) reports = reports.Where(r => !db.Set<ReportAcknowledgement>().Any(a => a.ReportId == r.Id && a.RevisionNumber == r.LatestRevision));
            if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
                reports = reports.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.RevisedAt, r.Id), ValueTuple.Create(key.At, ReportId.Of(last))));
            var rows = await reports.OrderByDescending(r => r.RevisedAt).ThenByDescending(r => r.Id).Take(PageSize + 1)
                .Select(r => new ReportRow
                {
                    Id = r.Id,
                    Client = r.ClientId,
                    ClientName = db.Set<Client>().Where(c => c.Id == r.ClientId).Select(c => c.Name).First(),
                    Contract = r.ContractId,
                    ContractTitle = db.Set<Contract>().Where(c => c.Id == r.ContractId).Select(c => c.Title).First(),
                    Number = r.Number,
                    Revision = r.LatestRevision,
                    StageName = r.StageName,
                    Progress = r.Progress,
                    EndedOn = r.EndedOn,
                    End = r.EndedOn ?? r.ForecastEnd,
                    PlannedEnd = r.PlannedEnd,
                    RevisedAt = r.RevisedAt,
                    ReadAt = db.Set<ReportAcknowledgement>().Where(a => a.ReportId == r.Id && a.RevisionNumber == r.LatestRevision).Min(a => (DateTimeOffset?)a.At),
                    Decisions = r.Decisions,
                })
                .ToListAsync(cancellation);
            var page = rows.Take(PageSize).ToList();
            return new ReportList(page, rows.Count > PageSize ? new MomentKey(page[^1].RevisedAt, page[^1].Id.ToString()).ToString() : null);
        }, cancellation);

    /// <summary>The reports at the ends of stages that the actor writes and that are due, or will be within days; what is late first.</summary>
    public Task<IReadOnlyList<OwedReport>> OwedAsync(Actor actor, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => OwedReports.FindAsync(db, actor, clock.GetUtcNow(), cancellation), cancellation);

    /// <summary>One report, as a revision of it says.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which report.</param>
    /// <param name="revision">The number of the revision; null for the newest.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ReportPage?> PageAsync(Actor actor, ReportId id, int? revision, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => ReportAtHand.PageAsync(db, actor, id, revision, clock.GetUtcNow(), cancellation), cancellation);

    /// <summary>What the editor of a draft begins with.</summary>
    public Task<ReportDraftPage?> DraftAsync(Actor actor, ReportId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            // Row security shows a draft to the client's managers alone.
            if (await db.Set<ReportDraft>().SingleOrDefaultAsync(d => d.ReportId == id, cancellation) is not { } draft) return null;
            var contract = await db.Set<Contract>().SingleAsync(c => c.Id == draft.ContractId, cancellation);
            var today = ZoneDays.DayOf(contract.Zone, clock.GetUtcNow());
            var terms = (await db.VersionOnAsync(contract, today, cancellation)).ToTerms();
            return new ReportDraftPage(
                id, draft.ClientId, await db.Set<Client>().Where(c => c.Id == draft.ClientId).Select(c => c.Name).SingleAsync(cancellation), contract.Id, contract.Title,
                terms.Stages.FirstOrDefault(stage => stage.Id == draft.StageId), today, draft.Corrects,
                await db.Set<Report>().Where(r => r.Id == id).Select(r => (int?)r.Number).SingleOrDefaultAsync(cancellation), draft.Input, draft.Files, draft.SavedAt,
                await db.Users.Where(p => p.Id == draft.SavedBy).Select(p => p.Name).SingleAsync(cancellation), await db.WordsAsync(terms.Language, cancellation));
        }, cancellation);

    /// <summary>Which reports there are on a contract, for what is gathered about all of them; none where the actor may not see it.</summary>
    public Task<List<ReportId>> OfContractAsync(Actor actor, ContractId contract, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => db.Set<Report>().Where(r => r.ContractId == contract).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(cancellation), cancellation);

    /// <summary>A file that lies beside a published revision, or beside a draft of the actor's own client; with whose it is.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which report.</param>
    /// <param name="hash">The SHA-256 of the file's bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<(ClientId Client, ReportFile File, FileContent Content)?> FileAsync(Actor actor, ReportId id, ContentHash hash, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var revisions = await db.Set<ReportRevision>().Where(r => r.ReportId == id).OrderByDescending(r => r.Number).ToListAsync(cancellation);
            var draft = await db.Set<ReportDraft>().SingleOrDefaultAsync(d => d.ReportId == id, cancellation);
            var file = revisions.SelectMany(r => r.Content.Files).Concat(draft?.Files ?? []).FirstOrDefault(file => file.Hash == hash);
            if (file is null) return default((ClientId, ReportFile, FileContent)?);
            var client = draft?.ClientId ?? revisions[0].ClientId;
            return await PortalFiles.FindAsync(db, client, hash, cancellation) is { } content ? (client, file, content) : null;
        }, cancellation);
}
