using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>
/// Finds what clients refused, from the states alone: until it is answered (a new edition, another offer, a later report) or the
/// reader has opened it since. Only what was refused since the reader came to the role, so that nobody inherits a pile.
/// </summary>
internal static class Refusals
{
    /// <summary>Every kind of refusal, the latest first.</summary>
    public static async Task<IReadOnlyList<Waiting>> FindAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation)
    {
        var since = await SinceAsync(db, actor, Role.Manager, cancellation);
        List<Refused> found =
        [
            .. await ContractsAsync(db, scope, since, cancellation),
            .. await AmendmentsAsync(db, scope, since, cancellation),
            .. await QuotesAsync(db, scope, since, cancellation),
            .. await StagesAsync(db, scope, since, cancellation),
        ];
        return await UnseenAsync(db, actor, found, cancellation);
    }

    /// <summary>The quotes among it, for who makes them.</summary>
    public static async Task<IReadOnlyList<Waiting>> QuotesOnlyAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation) =>
        await UnseenAsync(db, actor, await QuotesAsync(db, scope, await SinceAsync(db, actor, Role.Finance, cancellation), cancellation), cancellation);

    private static Task<DateTimeOffset> SinceAsync(PortalDb db, Actor actor, Role role, CancellationToken cancellation) =>
        db.Set<Membership>().Where(m => m.PersonId == actor.Person && m.Role == role && m.EndedAt == null).MinAsync(m => m.GrantedAt, cancellation);

    private static Task<List<Refused>> ContractsAsync(PortalDb db, ClientScope scope, DateTimeOffset since, CancellationToken cancellation)
    {
        var contracts = db.Set<Contract>().Where(c => c.State == ContractState.Declined && c.DeclinedAt >= since);
        if (scope.Clients is { } only) contracts = contracts.Where(c => only.Contains(c.ClientId));
        return contracts.OrderByDescending(c => c.DeclinedAt).Take(WaitingThings.Most)
            .Join(db.Set<Client>(), c => c.ClientId, o => o.Id, (c, o) => new Refused(WaitKind.ContractDeclined, c.ClientId, o.Name, c.Id.Value, c.Number, null, c.Title, null, c.DeclinedAt!.Value))
            .ToListAsync(cancellation);
    }

    // One's own proposal is withdrawn, the other side's is declined.
    private static Task<List<Refused>> AmendmentsAsync(PortalDb db, ClientScope scope, DateTimeOffset since, CancellationToken cancellation)
    {
        var amendments = db.Set<Amendment>().Where(a => a.State == AmendmentState.Declined && a.ProposedFor == Side.Provider && a.ClosedAt >= since);
        if (scope.Clients is { } only) amendments = amendments.Where(a => only.Contains(a.ClientId));
        return (
            from a in amendments
            join c in db.Set<Contract>() on a.ContractId equals c.Id
            join o in db.Set<Client>() on a.ClientId equals o.Id
            orderby a.ClosedAt descending
            select new Refused(WaitKind.AmendmentDeclined, a.ClientId, o.Name, a.Id.Value, c.Number, a.Number, c.Title, null, a.ClosedAt!.Value))
            .Take(WaitingThings.Most).ToListAsync(cancellation);
    }

    // Issuing another edition supersedes the declined one.
    private static Task<List<Refused>> QuotesAsync(PortalDb db, ClientScope scope, DateTimeOffset since, CancellationToken cancellation)
    {
        var quotes = db.Set<Quote>().Where(q => q.State == QuoteState.Declined && q.AnsweredAt >= since);
        if (scope.Clients is { } only) quotes = quotes.Where(q => only.Contains(q.ClientId));
        return (
            from q in quotes
            join i in db.Set<IssuedQuote>() on q.Id equals i.QuoteId
            join o in db.Set<Client>() on q.ClientId equals o.Id
            orderby q.AnsweredAt descending
            select new Refused(WaitKind.QuoteDeclined, q.ClientId, o.Name, q.Id.Value, i.Number, null, i.Title, null, q.AnsweredAt!.Value))
            .Take(WaitingThings.Most).ToListAsync(cancellation);
    }

    // A correction of the report, a later one on the stage, or an acceptance answers it.
    private static Task<List<Refused>> StagesAsync(PortalDb db, ClientScope scope, DateTimeOffset since, CancellationToken cancellation)
    {
        var answers = db.Set<StageAnswer>().Where(a => !a.Accepted && a.At >= since);
        if (scope.Clients is { } only) answers = answers.Where(a => only.Contains(a.ClientId));
        return (
            from a in answers
            join r in db.Set<Report>() on a.ReportId equals r.Id
            join c in db.Set<Contract>() on a.ContractId equals c.Id
            join o in db.Set<Client>() on a.ClientId equals o.Id
            where r.LatestRevision == a.RevisionNumber
                && !db.Set<StageAnswer>().Any(later => later.ContractId == a.ContractId && later.StageId == a.StageId && later.At > a.At)
                && !db.Set<Report>().Any(later => later.ContractId == r.ContractId && later.StageId == r.StageId && later.Number > r.Number)
            orderby a.At descending
            select new Refused(WaitKind.StageRefused, a.ClientId, o.Name, r.Id.Value, c.Number, null, c.Title, r.StageName, a.At))
            .Take(WaitingThings.Most).ToListAsync(cancellation);
    }

    // Views close to each other are one look, but each marks what was told of the thing as seen.
    private static async Task<IReadOnlyList<Waiting>> UnseenAsync(PortalDb db, Actor actor, IReadOnlyList<Refused> found, CancellationToken cancellation)
    {
        if (found.Count == 0) return [];
        var subjects = found.Select(refused => refused.Id).ToList();
        var looks = await db.Set<Look>().Where(l => l.PersonId == actor.Person && subjects.Contains(l.SubjectId))
            .GroupBy(l => l.SubjectId).Select(looks => new { Id = looks.Key, At = looks.Max(l => l.At) }).ToDictionaryAsync(l => l.Id, l => l.At, cancellation);
        var seen = await db.Set<Notice>().Where(n => n.PersonId == actor.Person && n.SeenAt != null)
            .Join(db.Set<Entry>().Where(e => subjects.Contains(e.SubjectId)), n => n.EntryId, e => e.Id, (n, e) => new { e.SubjectId, At = n.SeenAt!.Value })
            .GroupBy(n => n.SubjectId).Select(notices => new { Id = notices.Key, At = notices.Max(n => n.At) }).ToDictionaryAsync(n => n.Id, n => n.At, cancellation);
        return
        [
            .. found.Where(refused => !(looks.TryGetValue(refused.Id, out var looked) && looked >= refused.At) && !(seen.TryGetValue(refused.Id, out var opened) && opened >= refused.At))
                .OrderByDescending(refused => refused.At).Select(refused => refused.Waiting),
        ];
    }

    private sealed record Refused(WaitKind Kind, ClientId Client, string ClientName, Guid Id, string Number, int? Amendment, string Title, string? Stage, DateTimeOffset At)
    {
        public Waiting Waiting => new()
        {
            Kind = Kind,
            Client = Client,
            ClientName = ClientName,
            Id = Id,
            Number = Number,
            Amendment = Amendment,
            Title = Title,
            Stage = Stage,
            Side = Side.Provider,
            Since = At,
            Yours = true,
        };
    }
}
