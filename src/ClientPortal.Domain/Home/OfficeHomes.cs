using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds what finance, administrators and auditors begin with.</summary>
internal static class OfficeHomes
{
    private const int MostInvited = 10;
    private const int MostEntries = 15;

    /// <summary>The part for finance.</summary>
    public static async Task<FinanceHome> FinanceAsync(PortalDb db, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = ClientScope.Of(actor, Role.Finance);
        var lists = await db.Set<PriceList>()
            .Select(l => new PriceListLine(
                l.Id, l.NameEnglish, l.NameRussian, l.Currency, l.LatestNumber,
                l.LatestNumber == 0 ? l.ReviewOn : db.Set<PriceListVersion>().Where(v => v.PriceListId == l.Id && v.Number == l.LatestNumber).Select(v => v.ReviewOn).FirstOrDefault()))
            .ToListAsync(cancellation);
        return new FinanceHome(
            await Refusals.QuotesOnlyAsync(db, actor, scope, cancellation),
            await WaitingThings.QuotesOnlyAsync(db, actor, scope, now, cancellation),
            await ManagerHomes.QuotesBegunAsync(db, scope, cancellation),
            [.. lists.OrderBy(list => list.ReviewOn ?? DateOnly.MaxValue).ThenBy(list => list.NameEnglish, StringComparer.Ordinal)]);
    }

    /// <summary>The part for an administrator.</summary>
    public static async Task<AdministratorHome> AdministratorAsync(PortalDb db, CancellationToken cancellation)
    {
        var invited = await db.Users.Where(p => p.JoinedAt == null && p.DisabledAt == null).OrderBy(p => p.InvitedAt).Take(MostInvited + 1)
            .Select(p => new InvitedPerson(p.Id, p.Name, p.Email!, p.InvitedAt)).ToListAsync(cancellation);
        return new AdministratorHome(
            [.. invited.Take(MostInvited)], invited.Count > MostInvited,
            await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Parked, cancellation),
            await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Queued && d.Attempts > 0, cancellation));
    }

    /// <summary>The part for an auditor.</summary>
    /// <param name="db">A context that acts for the reader.</param>
    /// <param name="client">Only this client's entries and looks; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<AuditorHome> AuditorAsync(PortalDb db, ClientId? client, CancellationToken cancellation)
    {
        // What the logs note of one another every few minutes would push everything else aside.
        var entries = db.Set<Entry>().Where(e => e.Code != LogFacts.AnchoredCode);
        var looks = db.Set<Look>().AsQueryable();
        if (client is { } only)
        {
            entries = entries.Where(e => e.ClientId == only);
            looks = looks.Where(l => l.ClientId == only);
        }

        var newest = await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(MostEntries)
            .Select(e => new { e.Id, e.At, e.SubjectKind, e.SubjectId }).ToListAsync(cancellation);
        var seen = await looks.OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Take(MostEntries)
            .Select(l => new
            {
                Name = db.Users.Where(p => p.Id == l.PersonId).Select(p => p.Name).First(),
                l.At,
                ClientName = db.Set<Client>().Where(c => c.Id == l.ClientId).Select(c => c.Name).First(),
                l.SubjectKind,
                l.SubjectId,
                l.Kind,
            }).ToListAsync(cancellation);
        var tellings = await db.TellAsync([.. newest.Select(e => e.Id)], cancellation);
        var amendments = newest.Where(e => e.SubjectKind == AmendmentFacts.Kind).Select(e => AmendmentId.Of(e.SubjectId)).ToList();
        var contracts = await db.Set<Amendment>().Where(a => amendments.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, a => a.ContractId.Value, cancellation);
        var titles = await Titles.FindAsync(db, newest.Select(e => e.SubjectId), cancellation);
        var things = await LookedThings.FindAsync(db, seen.Select(l => l.SubjectId), cancellation);
        return new AuditorHome(
            [
                .. newest.Select(e => new RecordedRow(
                    e.At, tellings[e.Id], e.SubjectKind == ContractFacts.Kind ? e.SubjectId : contracts.TryGetValue(e.SubjectId, out var found) ? found : null,
                    titles.GetValueOrDefault(e.SubjectId))),
            ],
            [.. seen.Select(l => new LookedRow(l.Name, l.At, l.ClientName, l.SubjectKind, l.SubjectId, things.GetValueOrDefault(l.SubjectId), l.Kind))],
            await db.Set<Client>().OrderBy(c => c.Name).Take(200).Select(c => new ClientName(c.Id, c.Name)).ToListAsync(cancellation));
    }
}
