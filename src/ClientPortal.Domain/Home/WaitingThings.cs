using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds what waits, for whom, since when and until when: from the states alone, so that it cannot be out of date.</summary>
internal static class WaitingThings
{
    /// <summary>The most of one kind that are looked for.</summary>
    public const int Most = 100;

    /// <summary>What waits about these clients, for either side: what ends first comes first.</summary>
    public static async Task<IReadOnlyList<Waiting>> FindAsync(PortalDb db, Actor actor, ClientScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        List<Waiting> found =
        [
            .. await ContractsAsync(db, actor, scope, cancellation),
            .. await QuestionsWaiting.FindAsync(db, actor, scope, cancellation),
            .. await AmendmentsAsync(db, actor, scope, now, cancellation),
            .. await QuotesAsync(db, actor, scope, now, cancellation),
            .. await ContractsToWriteAsync(db, actor, scope, cancellation),
            .. await ReportsWaiting.FindAsync(db, actor, scope, cancellation),
        ];
        return await WithNamesAsync(db, found, cancellation);
    }

    /// <summary>The quotes among it.</summary>
    public static async Task<IReadOnlyList<Waiting>> QuotesOnlyAsync(PortalDb db, Actor actor, ClientScope scope, DateTimeOffset now, CancellationToken cancellation) =>
        await WithNamesAsync(db, [.. await QuotesAsync(db, actor, scope, now, cancellation)], cancellation);

    private static async Task<IReadOnlyList<Waiting>> WithNamesAsync(PortalDb db, IReadOnlyList<Waiting> found, CancellationToken cancellation)
    {
        if (found.Count == 0) return found;
        var signatories = await SignatoriesAsync(db, [.. found.Select(waiting => waiting.Client).Distinct()], cancellation);
        return
        [
            .. found.Select(waiting => waiting with { Who = [.. signatories[(waiting.Client, waiting.Side)]] })
                .OrderBy(waiting => waiting.Until ?? waiting.BeginsOn ?? DateOnly.MaxValue).ThenBy(waiting => waiting.Since).ThenBy(waiting => waiting.Id),
        ];
    }

    private static async Task<IEnumerable<Waiting>> ContractsAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation)
    {
        var contracts = db.Set<Contract>().Where(c => c.State == ContractState.Offered || c.State == ContractState.SignedByOne);
        if (scope.Clients is { } only) contracts = contracts.Where(c => only.Contains(c.ClientId));
        var rows = await contracts.OrderBy(c => c.OfferedAt).Take(Most)
            .Select(c => new
            {
                c.Id,
                c.ClientId,
                ClientName = db.Set<Client>().Where(client => client.Id == c.ClientId).Select(client => client.Name).First(),
                c.Number,
                c.Title,
                c.FirstSignedFor,
                Since = c.FirstSignedAt ?? c.OfferedAt!.Value,
                BeginsOn = db.Set<TermsVersion>().Where(v => v.Id == c.OfferedVersionId).Select(v => (DateOnly?)v.StartsOn).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
            from row in rows
            from side in Unsigned(row.FirstSignedFor)
            select new Waiting
            {
                Kind = WaitKind.SignContract,
                Client = row.ClientId,
                ClientName = row.ClientName,
                Id = row.Id.Value,
                Number = row.Number,
                Title = row.Title,
                Side = side,
                Since = row.Since,
                BeginsOn = row.BeginsOn,
                Yours = actor.SignsFor(row.ClientId) == side,
            };
    }

    private static async Task<IEnumerable<Waiting>> AmendmentsAsync(PortalDb db, Actor actor, ClientScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var amendments = db.Set<Amendment>().Where(a => AmendmentMoves.Open.Contains(a.State));
        if (scope.Clients is { } only) amendments = amendments.Where(a => only.Contains(a.ClientId));
        var rows = await (
            from a in amendments
            join c in db.Set<Contract>() on a.ContractId equals c.Id
            join r in db.Set<AmendmentRevision>() on new { AmendmentId = a.Id, Number = a.LatestRevision } equals new { r.AmendmentId, r.Number }
            where c.State == ContractState.InForce
            orderby a.EffectiveOn
            select new
            {
                Head = a,
                ClientName = db.Set<Client>().Where(client => client.Id == a.ClientId).Select(client => client.Name).First(),
                c.Number,
                c.Title,
                c.Zone,
                Latest = r,
            }).Take(Most).ToListAsync(cancellation);
        var open = rows.FindAll(row => AmendmentMoves.Open.Contains(Amendment.StateOn(row.Head.State, row.Head.EffectiveOn, ZoneDays.DayOf(row.Zone, now))));
        var stages = await StageNamesAsync(db, [.. open.Select(row => row.Latest)], cancellation);
        return
            from row in open
            from side in Awaited(row.Head)
            let answers = row.Head.State is AmendmentState.Proposed or AmendmentState.UnderDiscussion
            select new Waiting
            {
                Kind = answers ? WaitKind.AnswerAmendment : WaitKind.SignAmendment,
                Client = row.Head.ClientId,
                ClientName = row.ClientName,
                Id = row.Head.Id.Value,
                Number = row.Number,
                Amendment = row.Head.Number,
                Title = row.Title,
                Side = side,
                Since = row.Head.FirstSignedAt ?? row.Head.AgreedAt ?? row.Latest.SentAt,
                // It lapses at the midnight its day begins with.
                Until = row.Head.EffectiveOn.AddDays(-1),
                Yours = (answers ? actor.SpeaksFor(row.Head.ClientId) : actor.SignsFor(row.Head.ClientId)) == side,
                Changes = [.. row.Latest.Changes.Select(change => About(change, stages)).Distinct()],
            };
    }

    private static async Task<IEnumerable<Waiting>> QuotesAsync(PortalDb db, Actor actor, ClientScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var quotes = db.Set<Quote>().Where(q => (q.State == QuoteState.Issued || q.State == QuoteState.Viewed) && q.LapsesAt > now);
        if (scope.Clients is { } only) quotes = quotes.Where(q => only.Contains(q.ClientId));
        var rows = await (
            from q in quotes
            join i in db.Set<IssuedQuote>() on q.Id equals i.QuoteId
            orderby q.LapsesAt
            select new
            {
                q.Id,
                q.ClientId,
                ClientName = db.Set<Client>().Where(client => client.Id == q.ClientId).Select(client => client.Name).First(),
                i.Number,
                i.Title,
                i.IssuedAt,
                i.ValidUntil,
                i.GrossAmount,
                i.Currency,
            }).Take(Most).ToListAsync(cancellation);
        return rows.Select(row => new Waiting
        {
            Kind = WaitKind.AnswerQuote,
            Client = row.ClientId,
            ClientName = row.ClientName,
            Id = row.Id.Value,
            Number = row.Number,
            Title = row.Title,
            Side = Side.Client,
            Since = row.IssuedAt,
            Until = row.ValidUntil,
            Yours = actor.IsFor(row.ClientId, Role.ClientSignatory),
            Total = Money.Exactly(row.GrossAmount, row.Currency),
        });
    }

    // The draft that follows from an acceptance is the provider's until it is offered; the client does not see it before.
    private static async Task<IEnumerable<Waiting>> ContractsToWriteAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation)
    {
        var quotes = db.Set<Quote>().Where(q => q.State == QuoteState.Accepted && !db.Set<Contract>().Any(c => c.SourceQuoteId == q.Id && c.State != ContractState.Draft));
        if (scope.Clients is { } only) quotes = quotes.Where(q => only.Contains(q.ClientId));
        var rows = await (
            from q in quotes
            join i in db.Set<IssuedQuote>() on q.Id equals i.QuoteId
            join a in db.Set<QuoteAcceptance>() on q.Id equals a.QuoteId
            orderby a.AcceptedAt
            select new
            {
                q.Id,
                q.ClientId,
                ClientName = db.Set<Client>().Where(client => client.Id == q.ClientId).Select(client => client.Name).First(),
                i.Number,
                i.Title,
                a.AcceptedAt,
                a.GrossAmount,
                a.Currency,
            }).Take(Most).ToListAsync(cancellation);
        return rows.Select(row => new Waiting
        {
            Kind = WaitKind.WriteContract,
            Client = row.ClientId,
            ClientName = row.ClientName,
            Id = row.Id.Value,
            Number = row.Number,
            Title = row.Title,
            Side = Side.Provider,
            Since = row.AcceptedAt,
            Yours = actor.IsFor(row.ClientId, Role.Manager),
            Total = Money.Exactly(row.GrossAmount, row.Currency),
        });
    }

    private static IEnumerable<Side> Unsigned(Side? signed) => signed is { } first ? [first.Other()] : [Side.Client, Side.Provider];

    private static IEnumerable<Side> Awaited(Amendment amendment) => amendment.Turn is { } one ? [one] : [Side.Client, Side.Provider];

    private static async Task<Dictionary<StageId, string>> StageNamesAsync(PortalDb db, IReadOnlyList<AmendmentRevision> revisions, CancellationToken cancellation)
    {
        var stages = revisions.SelectMany(revision => revision.Changes).Select(StageOf).OfType<StageId>().Distinct().ToList();
        if (stages.Count == 0) return [];
        var versions = revisions.Select(revision => revision.BaseVersionId).Distinct().ToList();
        var names = await db.Set<TermsStage>().Where(s => versions.Contains(s.VersionId) && stages.Contains(s.StageId)).Select(s => new { s.StageId, s.Name }).ToListAsync(cancellation);
        return names.DistinctBy(stage => stage.StageId).ToDictionary(stage => stage.StageId, stage => stage.Name);
    }

    private static StageId? StageOf(TermsChange change) => change switch
    {
        TermsChange.ChangeStagePrice c => c.Stage,
        TermsChange.ChangeStageDates c => c.Stage,
        TermsChange.RemoveStage c => c.Stage,
        _ => null,
    };

    private static ChangeAbout About(TermsChange change, Dictionary<StageId, string> stages) => change switch
    {
        TermsChange.RewordClause c => new(ChangeSubject.Clause, c.Heading),
        TermsChange.AddClause c => new(ChangeSubject.Clause, c.Heading),
        TermsChange.ChangeStagePrice c => new(ChangeSubject.StagePrice, stages.GetValueOrDefault(c.Stage)),
        TermsChange.ChangeStageDates c => new(ChangeSubject.StageDates, stages.GetValueOrDefault(c.Stage)),
        TermsChange.AddStage c => new(ChangeSubject.Stage, c.Name),
        TermsChange.RemoveStage c => new(ChangeSubject.Stage, stages.GetValueOrDefault(c.Stage)),
        TermsChange.ChangeEnd => new(ChangeSubject.End, null),
        _ => new(ChangeSubject.Clause, null),
    };

    private static async Task<ILookup<(ClientId, Side), string>> SignatoriesAsync(PortalDb db, IReadOnlyList<ClientId> clients, CancellationToken cancellation)
    {
        var ids = clients.Select(client => client.Value).ToArray();
        var people = await db.Database.SqlQuery<SignatoryRow>(
            $"""
            SELECT asked.client, p.name, p.is_staff FROM unnest({ids}) AS asked(client)
            CROSS JOIN LATERAL portal.people_of(asked.client) p WHERE p.signs ORDER BY p.name
            """).ToListAsync(cancellation);
        return people.ToLookup(person => (ClientId.Of(person.Client), person.IsStaff ? Side.Provider : Side.Client), person => person.Name);
    }

    private sealed record SignatoryRow(Guid Client, string Name, bool IsStaff);
}
