using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds the reports that wait for the client: to be read, or to accept the stage they say has ended.</summary>
internal static class ReportsWaiting
{
    /// <summary>The longest waiting first.</summary>
    public static async Task<IEnumerable<Waiting>> FindAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation)
    {
        var reports = db.Set<Report>().AsQueryable();
        if (scope.Clients is { } only) reports = reports.Where(r => only.Contains(r.ClientId));
        var rows = await (
            from r in reports
            join c in db.Set<Contract>() on r.ContractId equals c.Id
            let unread = !db.Set<ReportAcknowledgement>().Any(a => a.ReportId == r.Id && a.RevisionNumber == r.LatestRevision)
            let unanswered = r.EndedOn != null
                && !db.Set<StageAnswer>().Any(a => (a.ReportId == r.Id && a.RevisionNumber == r.LatestRevision) || (a.ContractId == r.ContractId && a.StageId == r.StageId && a.Accepted))
                && !db.Set<Report>().Any(later => later.ContractId == r.ContractId && later.StageId == r.StageId && later.Number > r.Number)
            where unread || unanswered
            orderby r.RevisedAt, r.Id
            select new
            {
                r.Id,
                r.ClientId,
                ClientName = db.Set<Client>().Where(client => client.Id == r.ClientId).Select(client => client.Name).First(),
                r.Number,
                r.StageName,
                c.Title,
                r.RevisedAt,
                Unanswered = unanswered,
            }).Take(WaitingThings.Most).ToListAsync(cancellation);
        return rows.Select(row => new Waiting
        {
            Kind = row.Unanswered ? WaitKind.AcceptStage : WaitKind.ReadReport,
            Client = row.ClientId,
            ClientName = row.ClientName,
            Id = row.Id.Value,
            Number = row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Stage = row.StageName,
            Title = row.Title,
            Side = Side.Client,
            Since = row.RevisedAt,
            Yours = row.Unanswered ? actor.IsFor(row.ClientId, Role.ClientSignatory) : actor.IsFor(row.ClientId, Role.ClientViewer, Role.ClientSignatory),
        });
    }
}
