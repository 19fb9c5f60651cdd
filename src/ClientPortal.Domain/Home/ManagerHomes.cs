using System.Globalization;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds what somebody who runs relationships begins with.</summary>
internal static class ManagerHomes
{
    /// <summary>How many days before and after today count as near.</summary>
    public const int Near = 14;

    /// <summary>The most clients that are listed.</summary>
    public const int MostClients = 30;

    private const int MostBegun = 20;

    /// <summary>The part for a manager.</summary>
    public static async Task<ManagerHome> FindAsync(PortalDb db, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = ClientScope.Of(actor, Role.Manager);
        var waiting = await WaitingThings.FindAsync(db, actor, scope, now, cancellation);
        var clients = await ClientsAsync(db, scope, waiting, now, cancellation);
        return new ManagerHome(
            await Refusals.FindAsync(db, actor, scope, cancellation),
            waiting,
            await OwedReports.FindAsync(db, actor, now, cancellation),
            [.. (await ContractsBegunAsync(db, scope, cancellation)).Concat(await AmendmentsBegunAsync(db, scope, cancellation)).Concat(await QuotesBegunAsync(db, scope, cancellation)).Concat(await ReportsBegunAsync(db, scope, cancellation)).OrderByDescending(begun => begun.At)],
            await SoonAsync(db, scope, waiting, now, cancellation),
            [.. clients.Take(MostClients)], clients.Count > MostClients);
    }

    /// <summary>Quotes begun and not issued.</summary>
    public static Task<List<Begun>> QuotesBegunAsync(PortalDb db, ClientScope scope, CancellationToken cancellation)
    {
        var quotes = db.Set<Quote>().Where(q => q.State == QuoteState.Draft);
        if (scope.Clients is { } only) quotes = quotes.Where(q => only.Contains(q.ClientId));
        return quotes.OrderByDescending(q => q.CreatedAt).Take(MostBegun)
            .Join(db.Set<Client>(), q => q.ClientId, c => c.Id, (q, c) => new Begun(BegunKind.Quote, q.Id.Value, q.Title, c.Name, q.CreatedAt)).ToListAsync(cancellation);
    }

    private static Task<List<Begun>> ContractsBegunAsync(PortalDb db, ClientScope scope, CancellationToken cancellation)
    {
        var contracts = db.Set<Contract>().Where(c => c.State == ContractState.Draft);
        if (scope.Clients is { } only) contracts = contracts.Where(c => only.Contains(c.ClientId));
        return contracts.OrderByDescending(c => c.CreatedAt).Take(MostBegun)
            .Join(db.Set<Client>(), c => c.ClientId, owner => owner.Id, (c, owner) => new Begun(BegunKind.Contract, c.Id.Value, c.Title, owner.Name, c.CreatedAt)).ToListAsync(cancellation);
    }

    // Row security shows what the provider's side is writing; answers to what was sent stand with what waits.
    private static Task<List<Begun>> AmendmentsBegunAsync(PortalDb db, ClientScope scope, CancellationToken cancellation)
    {
        var drafts = db.Set<AmendmentDraft>().Where(d => d.Side == Side.Provider && !db.Set<Amendment>().Any(a => a.Id == d.AmendmentId));
        if (scope.Clients is { } only) drafts = drafts.Where(d => only.Contains(d.ClientId));
        return (
            from d in drafts
            join c in db.Set<Contract>() on d.ContractId equals c.Id
            join owner in db.Set<Client>() on d.ClientId equals owner.Id
            orderby d.SavedAt descending
            select new Begun(BegunKind.Amendment, d.AmendmentId.Value, c.Title, owner.Name, d.SavedAt)).Take(MostBegun).ToListAsync(cancellation);
    }

    private static Task<List<Begun>> ReportsBegunAsync(PortalDb db, ClientScope scope, CancellationToken cancellation)
    {
        var drafts = db.Set<ReportDraft>().AsQueryable();
        if (scope.Clients is { } only) drafts = drafts.Where(d => only.Contains(d.ClientId));
        return (
            from d in drafts
            join c in db.Set<Contract>() on d.ContractId equals c.Id
            join owner in db.Set<Client>() on d.ClientId equals owner.Id
            orderby d.SavedAt descending
            select new Begun(BegunKind.Report, d.ReportId.Value, c.Title, owner.Name, d.SavedAt)).Take(MostBegun).ToListAsync(cancellation);
    }

    private static async Task<IReadOnlyList<SoonDay>> SoonAsync(PortalDb db, ClientScope scope, IReadOnlyList<Waiting> waiting, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (first, last) = (today.AddDays(-Near), today.AddDays(Near));
        var contracts = db.Set<Contract>().Where(c => c.State == ContractState.InForce);
        if (scope.Clients is { } only) contracts = contracts.Where(c => only.Contains(c.ClientId));
        var touched = await contracts
            .Where(c => db.Set<TermsStage>().Any(s => s.ClientId == c.ClientId && s.EndsOn >= first && s.EndsOn <= last
                && db.Set<TermsVersion>().Any(v => v.Id == s.VersionId && v.ContractId == c.Id)))
            .OrderBy(c => c.CreatedAt).Take(WaitingThings.Most).ToListAsync(cancellation);
        var versions = await VersionsInEffect.FindAsync(db, touched, now, cancellation);
        var owners = touched.ConvertAll(c => c.ClientId);
        var names = await db.Set<Client>().Where(c => owners.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellation);
        var stages =
            from contract in touched
            from stage in versions[contract.Id].Stages
            where stage.EndsOn >= first && stage.EndsOn <= last
            select new SoonDay(new ComingUp(ComingKind.StageEnds, stage.EndsOn, contract.ClientId, contract.Id.Value, contract.Title, stage.Name), names[contract.ClientId]);
        var lapsing = waiting.Where(one => one.Until <= last).DistinctBy(one => one.Id).Select(one => new SoonDay(LastDay(one), one.ClientName));
        return [.. stages.Concat(lapsing).OrderBy(soon => soon.Day.Day).ThenBy(soon => soon.Day.Kind)];
    }

    /// <summary>The last day of what waits, as a day that comes up.</summary>
    public static ComingUp LastDay(Waiting waiting) => waiting.Kind == WaitKind.AnswerQuote
        ? new ComingUp(ComingKind.QuoteLapses, waiting.Until!.Value, waiting.Client, waiting.Id, waiting.Title, waiting.Number)
        : new ComingUp(ComingKind.AmendmentLapses, waiting.Until!.Value, waiting.Client, waiting.Id, waiting.Title, waiting.Amendment?.ToString(CultureInfo.InvariantCulture));

    private static async Task<List<ClientLine>> ClientsAsync(PortalDb db, ClientScope scope, IReadOnlyList<Waiting> waiting, DateTimeOffset now, CancellationToken cancellation)
    {
        var clients = db.Set<Client>().AsQueryable();
        if (scope.Clients is { } only) clients = clients.Where(c => only.Contains(c.Id));
        var rows = await clients.OrderBy(c => c.Name).Take(MostClients + 1)
            .Select(c => new { c.Id, c.Name, InForce = db.Set<Contract>().Where(one => one.ClientId == c.Id && one.State == ContractState.InForce).Select(one => new { one.AppliesFrom, one.Zone }).ToList() })
            .AsSingleQuery().ToListAsync(cancellation);
        // One that both have signed and whose first day is ahead is not in force yet, by the day of its own zone.
        return rows.ConvertAll(row => new ClientLine(
            row.Id, row.Name, row.InForce.Count(one => one.AppliesFrom <= ZoneDays.DayOf(one.Zone, now)),
            waiting.Count(one => one.Client == row.Id && one.Side == Side.Provider), waiting.Count(one => one.Client == row.Id && one.Side == Side.Client)));
    }
}
