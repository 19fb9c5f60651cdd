using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>What a client's page shows of the work with it, gathered from all areas. Row security leaves out what the actor may not see.</summary>
public sealed class ClientWorkReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>The most of each kind that are shown.</summary>
    public const int Most = 5;

    /// <summary>The newest contracts, quotes and reports of a client; null where the actor may not see what belongs to it.</summary>
    public Task<ClientWork?> FindAsync(Actor actor, ClientId id, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        if (!actor.Sees(id)) return null;
        // One round trip: the few of each kind are multiplied with one another, which costs less than asking three times.
        var found = await db.Set<Client>().Where(c => c.Id == id).Select(c => new
        {
            Contracts = db.Set<Contract>().Where(own => own.ClientId == c.Id).OrderByDescending(own => own.CreatedAt).ThenByDescending(own => own.Number).Take(Most)
                .Select(own => new { own.Id, own.Number, own.Title, own.State, own.AppliesFrom, own.Zone }).ToList(),
            Quotes = db.Set<Quote>().Where(q => q.ClientId == c.Id && q.State != QuoteState.Superseded)
                .OrderByDescending(q => q.Year).ThenByDescending(q => q.Sequence).ThenByDescending(q => q.Edition).Take(Most).ToList(),
            Reports = db.Set<Report>().Where(r => r.ClientId == c.Id).OrderByDescending(r => r.RevisedAt).ThenByDescending(r => r.Id).Take(Most)
                .Select(r => new ClientReport(
                    r.Id, r.Number, r.StageName, db.Set<Contract>().Where(own => own.Id == r.ContractId).Select(own => own.Title).First(),
                    db.Set<ReportAcknowledgement>().Any(a => a.ReportId == r.Id && a.RevisionNumber == r.LatestRevision), r.Decisions)).ToList(),
        }).AsSingleQuery().SingleOrDefaultAsync(cancellation);
        if (found is null) return null;
        var now = clock.GetUtcNow();
        return new ClientWork(
            found.Contracts.ConvertAll(c => new ClientContract(
                c.Id, c.Number, c.Title, c.State, c.State == ContractState.InForce && c.AppliesFrom > ZoneDays.DayOf(c.Zone, now) ? c.AppliesFrom : null)),
            found.Quotes.ConvertAll(q => new ClientQuote(q.Id, q.Number, q.Title, q.StateAt(now))),
            found.Reports);
    }, cancellation);
}
