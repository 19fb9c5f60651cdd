using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>Puts the page of a report together.</summary>
internal static class ReportAtHand
{
    public static async Task<ReportPage?> PageAsync(PortalDb db, Actor actor, ReportId id, int? revision, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<Report>().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } report) return null;
        var revisions = await db.Set<ReportRevision>().Where(r => r.ReportId == id).OrderBy(r => r.Number).ToListAsync(cancellation);
        if (revisions.Find(one => one.Number == (revision ?? report.LatestRevision)) is not { } shown) return null;
        var contract = await db.Set<Contract>().SingleAsync(c => c.Id == report.ContractId, cancellation);
        var version = await db.VersionAsync(shown.VersionId, cancellation);
        var stage = version.ToTerms().Stages.Single(stage => stage.Id == report.StageId);
        var names = await db.NamesAsync(revisions.ConvertAll(one => one.PublishedBy), cancellation);
        var rows = revisions.ConvertAll(one => new ReportRevisionRow(one.Number, names[one.PublishedBy], one.PublishedAt, one.Reason));
        var answers = await AnswersAsync(db, report, cancellation);
        return new ReportPage
        {
            Id = id,
            Client = report.ClientId,
            ClientName = await db.Set<Client>().Where(c => c.Id == report.ClientId).Select(c => c.Name).SingleAsync(cancellation),
            Contract = contract.Id,
            ContractNumber = contract.Number,
            ContractTitle = contract.Title,
            Zone = contract.Zone,
            Today = ZoneDays.DayOf(contract.Zone, now),
            Number = report.Number,
            Shown = rows[shown.Number - 1],
            Content = shown.Content,
            Fingerprint = shown.ContentHash.Hex,
            Stage = stage,
            Version = version.Number,
            Revisions = rows,
            Corrects = shown.Number == 1 ? null : revisions[shown.Number - 2].Content,
            Before = await BeforeAsync(db, report, cancellation),
            Read = await db.Set<ReportAcknowledgement>().Where(a => a.ReportId == id).OrderBy(a => a.At)
                .Select(a => new ReadBy(a.RevisionNumber, db.Users.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(), a.At)).ToListAsync(cancellation),
            Remarks = await db.Set<ReportComment>().Where(c => c.ReportId == id).OrderBy(c => c.At).ThenBy(c => c.Id)
                .Select(c => new ReportRemark(c.Id, c.RevisionNumber, c.Decision, c.Side, db.Users.Where(p => p.Id == c.PersonId).Select(p => p.Name).First(), c.At, c.Text))
                .ToListAsync(cancellation),
            Answers = answers,
            Actions = await ActionsAsync(db, actor, report, shown.Number, answers, cancellation),
        };
    }

    private static async Task<ReportActions> ActionsAsync(
        PortalDb db, Actor actor, Report report, int shown, IReadOnlyList<StageAnswerRow> answers, CancellationToken cancellation)
    {
        var latest = shown == report.LatestRevision;
        var reads = actor.IsFor(report.ClientId, Role.ClientViewer, Role.ClientSignatory);
        var manages = actor.IsFor(report.ClientId, Role.Manager);
        var accepted = await db.Set<StageAnswer>().AnyAsync(a => a.ContractId == report.ContractId && a.StageId == report.StageId && a.Accepted, cancellation);
        return new ReportActions(
            Acknowledge: latest && reads
                && !await db.Set<ReportAcknowledgement>().AnyAsync(a => a.ReportId == report.Id && a.RevisionNumber == shown && a.PersonId == actor.Person, cancellation),
            Comment: latest && (reads || manages || actor.IsFor(report.ClientId, Role.Finance)),
            AnswerStage: latest && report.EndedOn is not null && !accepted && answers.All(answer => answer.Revision != shown) && actor.IsFor(report.ClientId, Role.ClientSignatory),
            Correct: latest && manages,
            HasDraft: manages && await db.Set<ReportDraft>().AnyAsync(d => d.ReportId == report.Id, cancellation));
    }

    private static Task<List<StageAnswerRow>> AnswersAsync(PortalDb db, Report report, CancellationToken cancellation) =>
        db.Set<StageAnswer>().Where(a => a.ReportId == report.Id).OrderBy(a => a.At)
            .Select(a => new StageAnswerRow(a.RevisionNumber, a.Accepted, a.Reason, db.Users.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(), a.At)).ToListAsync(cancellation);

    private static async Task<ReportBefore?> BeforeAsync(PortalDb db, Report report, CancellationToken cancellation)
    {
        var before = await db.Set<Report>().Where(r => r.ContractId == report.ContractId && r.StageId == report.StageId && r.Number < report.Number)
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellation);
        if (before is null) return null;
        var latest = await db.Set<ReportRevision>().SingleAsync(r => r.ReportId == before.Id && r.Number == before.LatestRevision, cancellation);
        var planned = await db.Set<TermsStage>().Where(s => s.VersionId == latest.VersionId && s.StageId == report.StageId).Select(s => s.Price).SingleAsync(cancellation);
        var content = latest.Content;
        return new ReportBefore(
            before.Id, before.Number, before.RevisedAt, content.Progress, Money.Exactly(content.Spent, before.Currency), content.End, before.PlannedEnd,
            Money.Exactly(planned, before.Currency), [.. content.Risks.Select(risk => risk.What)]);
    }
}
