using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>What the pages of contracts show, one method a page. Null is "not found", which is also "not yours".</summary>
public sealed class ContractReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>Rows on one page of the list.</summary>
    public const int PageSize = 30;

    /// <summary>The contracts the actor may see, newest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="after">The <see cref="ContractList.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ContractList> ListAsync(Actor actor, ContractFilter filter, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var now = clock.GetUtcNow();
            var earliest = DateOnly.FromDateTime(now.UtcDateTime);
            var contracts = db.Set<Contract>().AsQueryable();
            if (filter.Client is { } client) contracts = contracts.Where(c => c.ClientId == client);
            if (filter.State is { } state) contracts = contracts.Where(c => c.State == state);
            if (Contains.Pattern(filter.Words) is { } pattern)
                contracts = contracts.Where(c => EF.Functions.ILike(c.Number, pattern, Contains.Escape) || EF.Functions.ILike(c.Title, pattern, Contains.Escape));
            if (MomentKey.Parse(after) is { } key)
                contracts = contracts.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.CreatedAt, c.Number), ValueTuple.Create(key.At, key.Name)));
            var rows = await contracts.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Number).Take(PageSize + 1)
                .Select(c => new
                {
                    Row = new ContractRow(
                        c.Id, c.ClientId, db.Set<Client>().Where(owner => owner.Id == c.ClientId).Select(owner => owner.Name).First(), c.Number, c.Title, c.State, c.Zone,
                        c.AppliesFrom, c.TerminatedFrom,
                        db.Set<TermsVersion>().Where(v => v.ContractId == c.Id).OrderByDescending(v => v.Number).ThenByDescending(v => v.Offer).Select(v => v.EndsOn).FirstOrDefault(),
                        db.Set<Amendment>().Count(a => a.ContractId == c.Id && AmendmentMoves.Open.Contains(a.State))),
                    // The day it is nowhere on Earth any more: what comes in the contract's zone is sorted out below.
                    Later = db.Set<TermsVersion>().Where(v => v.ContractId == c.Id && v.Number > 1 && v.EffectiveOn >= earliest)
                        .Select(v => new VersionDay(v.Number, v.Id, v.EffectiveOn!.Value)).ToList(),
                    c.CreatedAt,
                })
                .AsSingleQuery()
                .ToListAsync(cancellation);
            var page = rows.Take(PageSize).ToList();
            return new ContractList([.. page.Select(row => WithDays(row.Row, row.Later, now))], rows.Count > PageSize ? new MomentKey(page[^1].CreatedAt, page[^1].Row.Number).ToString() : null);
        }, cancellation);

    /// <summary>One contract, with its terms as they stood at a moment, or will by what is signed now.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which contract.</param>
    /// <param name="asOf">The moment; null for now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ContractPage?> PageAsync(Actor actor, ContractId id, AsOf? asOf, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var found = await db.Set<Contract>().Where(c => c.Id == id).Select(c => new
            {
                Contract = c,
                ClientName = db.Set<Client>().Where(owner => owner.Id == c.ClientId).Select(owner => owner.Name).First(),
                Source = db.Set<IssuedQuote>().Where(q => q.QuoteId == c.SourceQuoteId).Select(q => new QuoteOfContract(q.QuoteId, q.Number)).FirstOrDefault(),
                Open = db.Set<Amendment>().Where(a => a.ContractId == c.Id && AmendmentMoves.Open.Contains(a.State)).Select(a => a.EffectiveOn).ToList(),
                IsTalkedAbout = db.Set<ContractComment>().Any(comment => comment.ContractId == c.Id),
                Later = db.Set<TermsVersion>().Where(v => v.ContractId == c.Id && v.Number > 1).Select(v => new { Day = new VersionDay(v.Number, v.Id, v.EffectiveOn!.Value), v.FrozenAt }).ToList(),
            }).AsSingleQuery().SingleOrDefaultAsync(cancellation);
            if (found is null) return null;
            var contract = found.Contract;
            var now = clock.GetUtcNow();
            var today = ZoneDays.DayOf(contract.Zone, now);
            var moment = asOf?.In(contract.Zone, now) ?? now;
            var day = ZoneDays.DayOf(contract.Zone, moment);
            var then = moment < now ? await ContractThen.FindAsync(db, id, moment, cancellation) : null;
            var days = contract.DaysOf(found.Later.Select(later => later.Day));
            // Before it is in force there is the offer; before its first day, what will apply then.
            var isSigned = then is null ? contract.InForceAt is not null : contract.InForceAt <= moment;
            var known = then is null ? days : contract.DaysOf(found.Later.Where(later => later.FrozenAt <= moment).Select(later => later.Day));
            var on = isSigned ? known.On(day) : null;
            var offered = then is null ? contract.OfferedVersionId : then.Offer;
            var coming = contract.Coming(days, today);
            var versions = await db.VersionsAsync(
                [.. new[] { offered, on?.Id, days.On(today)?.Id }.OfType<TermsVersionId>().Union(coming.Select(next => next.Id))], cancellation);
            var first = versions.SingleOrDefault(v => v.Id == offered);
            var version = versions.SingleOrDefault(v => v.Id == on?.Id) ?? first;
            var terms = version?.ToTerms();
            var people = await NamesAsync(db, contract, terms, cancellation);
            var signatures = version is null ? [] : await db.SignaturesAsync(version, cancellation);
            return new ContractPage
            {
                Id = id,
                Client = contract.ClientId,
                ClientName = found.ClientName,
                Revision = contract.Revision,
                Number = contract.Number,
                Title = contract.Title,
                Source = found.Source,
                Zone = contract.Zone,
                Today = today,
                AsOf = day,
                Then = then,
                Standing = ContractStanding.Of(contract, people),
                Validity = isSigned ? ValidityAt(contract, terms, on, day, then) : ContractValidity.NotSigned,
                Version = version?.Number,
                VersionFrom = on?.From,
                Fingerprint = version?.ContentHash.Hex,
                Terms = terms,
                Draft = terms is null && then is null ? await DraftShown.FindAsync(db, id, cancellation) : null,
                ChangedSinceFirst = terms is null ? [] : Changed(first!.ToTerms(), terms),
                Versions = [.. days],
                People = people,
                Coming = then is null ? Coming(coming, versions, days.On(today)?.Id ?? contract.OfferedVersionId) : [],
                Signatures = [.. signatures.Where(signature => then is null || signature.SignedAt <= moment).Select(SignatureShown.Of)],
                SignedIn = version?.AmendmentId is { } made
                    ? await db.Set<Amendment>().Where(a => a.Id == made).Select(a => new AmendmentOfVersion(a.Id, a.Number)).SingleAsync(cancellation)
                    : null,
                Offers = contract.Offers,
                Comments = found.IsTalkedAbout && then is null ? await CommentsAsync(db, id, cancellation) : [],
                OpenAmendments = found.Open.Count(effective => effective > today),
                Actions = then is null ? Actions(actor, contract, terms, today, now) : ContractActions.None,
            };
        }, cancellation);

    /// <summary>What the editor of a draft begins with: the draft, or the client's own settings for a new contract.</summary>
    public Task<ContractDraftPage?> DraftAsync(Actor actor, ClientId client, ContractId? id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.IsFor(client, Role.Manager)) return null;
            if (await db.Set<Client>().SingleOrDefaultAsync(c => c.Id == client, cancellation) is not { } owner) return null;
            var people = await ContractPeople.FindAsync(db, client, cancellation);
            var input = id is { } known ? await InputAsync(db, client, known, cancellation) : await NewInputAsync(db, owner, actor, people, cancellation);
            if (input is null) return null;
            var state = id is { } old ? await db.Set<Contract>().Where(c => c.Id == old).Select(c => c.State).SingleAsync(cancellation) : ContractState.Draft;
            var locked = await SourceAsync(db, await db.Set<ContractDraft>().Where(d => d.ContractId == id).Select(d => d.SourceQuoteId).SingleOrDefaultAsync(cancellation), cancellation);
            return new ContractDraftPage(id, client, owner.Name, state, locked, input, [.. people.Of(Side.Provider)], [.. people.Of(Side.Client)]);
        }, cancellation);

    /// <summary>The contract that follows from an accepted quote; null when there is none the actor may see, such as a draft for the client.</summary>
    public Task<ContractOfQuote?> OfQuoteAsync(Actor actor, QuoteId quote, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => db.Set<Contract>().Where(c => c.SourceQuoteId == quote).Select(c => new ContractOfQuote(c.Id, c.Number)).SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>Two versions of a contract beside each other, clause by clause and word by word.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which contract.</param>
    /// <param name="from">The number of the earlier version.</param>
    /// <param name="to">The number of the later version.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<RedlinePage?> RedlineAsync(Actor actor, ContractId id, int from, int to, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { OfferedVersionId: { } first } contract) return null;
            var days = await db.VersionDaysAsync(contract, cancellation);
            var old = await FindAsync(from);
            var now = await FindAsync(to);
            return old is null || now is null ? null : new RedlinePage(
                id, contract.ClientId, contract.Number, contract.Title, contract.Zone, from, to, [.. days], TermsRedline.Between(old.ToTerms(), now.ToTerms()),
                [.. (await db.SignaturesAsync(old, cancellation)).Select(SignatureShown.Of)], [.. (await db.SignaturesAsync(now, cancellation)).Select(SignatureShown.Of)]);

            async Task<TermsVersion?> FindAsync(int number)
            {
                var version = number == 1 ? first : days.Where(day => day.Number == number).Select(day => (TermsVersionId?)day.Id).FirstOrDefault();
                return version is { } found ? await db.VersionAsync(found, cancellation) : null;
            }
        }, cancellation);

    /// <summary>
    /// One clause through the signed versions: each wording it had, from when and why. Null when there is no such clause, or no version both have
    /// signed.
    /// </summary>
    public Task<ClausePage?> ClauseAsync(Actor actor, ContractId id, ClauseId clause, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } contract) return null;
            var days = (await db.VersionDaysAsync(contract, cancellation)).ToDictionary(day => day.Id);
            var signed = days.Keys.ToList();
            var versions = await db.Set<TermsVersion>().Include(v => v.Clauses).Where(v => signed.Contains(v.Id)).OrderBy(v => v.Number).ToListAsync(cancellation);
            var whys = await db.Set<Amendment>().Where(a => a.ContractId == id && a.VersionId != null)
                .Join(db.Set<AmendmentRevision>(), a => new { a.Id, Number = a.LatestRevision }, r => new { Id = r.AmendmentId, r.Number }, (a, r) => new ClauseWhy(a.Id, a.Number, r.Reason))
                .ToDictionaryAsync(why => why.Amendment, cancellation);
            var (wordings, before) = (new List<ClauseWording>(), (TermsClause?)null);
            foreach (var version in versions)
            {
                var now = version.Clauses.SingleOrDefault(c => c.ClauseId == clause);
                if ((before?.Heading, before?.Text) != (now?.Heading, now?.Text))
                {
                    wordings.Add(new ClauseWording(
                        days[version.Id], before is not null, now is not null, WordDiff.Between(before?.Heading, now?.Heading), WordDiff.Between(before?.Text, now?.Text),
                        version.AmendmentId is { } amendment ? whys[amendment] : null));
                }

                before = now;
            }

            var heading = versions.SelectMany(v => v.Clauses.Where(c => c.ClauseId == clause)).LastOrDefault()?.Heading;
            wordings.Reverse();
            return heading is null ? null : new ClausePage(id, contract.ClientId, contract.Title, contract.Zone, heading, wordings);
        }, cancellation);

    /// <summary>The kept documents of a contract and its amendments, newest first.</summary>
    public Task<DocumentsPage?> DocumentsAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } contract) return null;
            var documents = await db.Set<ContractDocument>().Where(d => d.ContractId == id)
                .Join(db.Set<StoredFile>(), d => new { d.ClientId, Hash = d.ContentHash }, f => new { f.ClientId, f.Hash }, (d, f) => new
                {
                    Document = d,
                    f.Size,
                    Amendment = db.Set<AmendmentRevision>().Where(r => r.Id == d.RevisionId)
                        .Join(db.Set<Amendment>(), r => r.AmendmentId, a => a.Id, (r, a) => new { a.Id, a.Number, Revision = r.Number }).FirstOrDefault(),
                    Offer = db.Set<TermsVersion>().Where(v => v.Id == d.VersionId).Select(v => (int?)v.Offer).FirstOrDefault(),
                })
                .OrderByDescending(row => row.Document.RenderedAt).ToListAsync(cancellation);
            return new DocumentsPage(id, contract.ClientId, contract.Number, contract.Title, contract.Zone,
            [
                .. documents.Select(row => new DocumentRow(
                    row.Document.Id, row.Document.Kind, row.Document.RenderedAt, row.Document.ContentHash.Hex, row.Size, row.Offer,
                    row.Amendment?.Id, row.Amendment?.Number, row.Amendment?.Revision)),
            ]);
        }, cancellation);

    /// <summary>One kept document with its bytes.</summary>
    public Task<DocumentContent?> DocumentAsync(Actor actor, ContractDocumentId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<ContractDocument>().SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } document) return null;
            var number = await db.Set<Contract>().Where(c => c.Id == document.ContractId).Select(c => c.Number).SingleAsync(cancellation);
            var file = await PortalFiles.FindAsync(db, document.ClientId, document.ContentHash, cancellation);
            return file is null ? null : new DocumentContent(id, document.ClientId, document.ContractId, document.Kind, number, file);
        }, cancellation);

    private static Task<QuoteOfContract?> SourceAsync(PortalDb db, QuoteId? quote, CancellationToken cancellation) =>
        db.Set<IssuedQuote>().Where(q => q.QuoteId == quote).Select(q => new QuoteOfContract(q.QuoteId, q.Number)).SingleOrDefaultAsync(cancellation);

    private static ContractRow WithDays(ContractRow row, IEnumerable<VersionDay> later, DateTimeOffset now)
    {
        var today = ZoneDays.DayOf(row.Zone, now);
        return row with { Today = today, Coming = row.State == ContractState.InForce ? later.Where(v => v.From > today).Select(v => (VersionDay?)v).MinBy(v => v!.Value.Number) : null };
    }

    private static List<ComingVersion> Coming(IEnumerable<VersionDay> coming, IReadOnlyList<TermsVersion> versions, TermsVersionId? today)
    {
        var (found, before) = (new List<ComingVersion>(), versions.SingleOrDefault(v => v.Id == today)?.ToTerms());
        foreach (var day in coming)
        {
            var terms = versions.Single(v => v.Id == day.Id).ToTerms();
            found.Add(new ComingVersion(day, terms, TermsRedline.Between(before!, terms)));
            before = terms;
        }

        return found;
    }

    private static ContractActions Actions(Actor actor, Contract contract, Terms? terms, DateOnly today, DateTimeOffset now)
    {
        var side = actor.SpeaksFor(contract.ClientId);
        var signs = actor.SignsFor(contract.ClientId);
        return new ContractActions(
            Edit: side == Side.Provider && contract.State.Allows(ContractMove.Edit),
            Offer: side == Side.Provider && contract.State.Allows(ContractMove.Offer),
            Withdraw: side == Side.Provider && contract.State.Allows(ContractMove.Withdraw) && contract.FirstSignedFor != Side.Client,
            Decline: side == Side.Client && contract.State.Allows(ContractMove.Decline) && contract.FirstSignedFor != Side.Client,
            Sign: signs is not null && (contract.State == ContractState.Offered || (contract.State == ContractState.SignedByOne && contract.FirstSignedFor != signs)),
            CommentFor: contract.State.Allows(ContractMove.Comment) ? ContractComment.SideOf(actor, contract.ClientId) : null,
            Amend: side is not null && contract.State == ContractState.InForce,
            Complete: side == Side.Provider && contract.State.Allows(ContractMove.Complete) && terms is not null && today > terms.LastDay,
            Terminate: side is not null && contract.State.Allows(ContractMove.Terminate),
            FirstTermination: contract.State == ContractState.InForce ? terms?.FirstTermination(now) : null);
    }

    // Of a contract both had signed.
    private static ContractValidity ValidityAt(Contract contract, Terms? terms, VersionDay? on, DateOnly day, ContractThen? then)
    {
        var isEnded = contract.TerminatedFrom <= day && (then is null || contract.TerminatedAt <= then.Moment);
        if (isEnded || terms?.EndsOn < day) return ContractValidity.Over;
        return on is null ? ContractValidity.NotYet : ContractValidity.Applies;
    }

    private static List<ClauseId> Changed(Terms first, Terms now)
    {
        var old = first.Clauses.ToDictionary(clause => clause.Id);
        return [.. now.Clauses.Where(clause => old.GetValueOrDefault(clause.Id) != clause).Select(clause => clause.Id)];
    }

    private static Task<List<OfferComment>> CommentsAsync(PortalDb db, ContractId id, CancellationToken cancellation) => (
        from c in db.Set<ContractComment>()
        where c.ContractId == id
        orderby c.At, c.Id
        select new OfferComment(
            c.Id, c.ClauseId, c.StageId,
            c.ClauseId != null
                ? db.Set<TermsClause>().Where(clause => clause.VersionId == c.VersionId && clause.ClauseId == c.ClauseId).Select(clause => clause.Heading).FirstOrDefault()
                : db.Set<TermsStage>().Where(stage => stage.VersionId == c.VersionId && stage.StageId == c.StageId).Select(stage => stage.Name).FirstOrDefault(),
            db.Set<TermsVersion>().Where(version => version.Id == c.VersionId).Select(version => version.Offer).First(),
            c.Side, db.Users.Where(person => person.Id == c.PersonId).Select(person => person.Name).First(), c.At, c.Text)).ToListAsync(cancellation);

    private static Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(PortalDb db, Contract contract, Terms? terms, CancellationToken cancellation) =>
        db.NamesAsync(
            [.. new[] { contract.CreatedBy, contract.OfferedBy, contract.WithdrawnBy, contract.DeclinedBy, contract.CompletedBy, contract.TerminatedBy }
                .OfType<PersonId>().Concat(terms is null ? [] : ContractData.PeopleIn(terms)).Distinct()],
            cancellation);

    private async Task<SaveDraft.Input> NewInputAsync(PortalDb db, Client owner, Actor actor, ContractPeople people, CancellationToken cancellation)
    {
        var year = ZoneDays.DayOf(owner.Zone, clock.GetUtcNow()).Year;
        // Of all clients' contracts, of which a manager of a few does not see every one.
        var number = await db.Database.SqlQuery<string>($"SELECT portal.next_contract_number({year}) AS \"Value\"").ToListAsync(cancellation);
        return new SaveDraft.Input
        {
            Number = number[0],
            Zone = owner.Zone,
            Language = owner.Language,
            NoticePriceDays = NoticePeriods.Default.Price,
            NoticeDatesDays = NoticePeriods.Default.Dates,
            NoticeScopeDays = NoticePeriods.Default.Scope,
            NoticeTerminationDays = NoticePeriods.Default.Termination,
            ResponsibleStaff = people.Has(actor.Person, Side.Provider) ? actor.Person.Value : null,
            Clauses = [],
            Stages = [],
        };
    }

    private static async Task<SaveDraft.Input?> InputAsync(PortalDb db, ClientId client, ContractId id, CancellationToken cancellation)
    {
        var draft = await db.Set<ContractDraft>().Include(d => d.Clauses).Include(d => d.Stages).AsSplitQuery()
            .SingleOrDefaultAsync(d => d.ContractId == id && d.ClientId == client, cancellation);
        if (draft is null) return null;
        return new SaveDraft.Input
        {
            Revision = await db.Set<Contract>().Where(c => c.Id == id).Select(c => c.Revision).SingleAsync(cancellation),
            Number = draft.Number,
            Title = draft.Title,
            Currency = draft.Currency.Code,
            Zone = draft.Zone,
            Language = draft.Language,
            StartsOn = draft.StartsOn,
            EndsOn = draft.EndsOn,
            NoticePriceDays = draft.NoticePriceDays,
            NoticeDatesDays = draft.NoticeDatesDays,
            NoticeScopeDays = draft.NoticeScopeDays,
            NoticeTerminationDays = draft.NoticeTerminationDays,
            ResponsibleStaff = draft.ResponsibleStaffId?.Value,
            ResponsibleClient = draft.ResponsibleClientId?.Value,
            Clauses =
            [
                .. draft.Clauses.OrderBy(c => c.Ordinal).Select(c => new SaveDraft.ClauseInput { Id = c.Id.Value, Kind = c.Kind, Heading = c.Heading, Text = c.Text }),
            ],
            Stages =
            [
                .. draft.Stages.OrderBy(s => s.Ordinal).Select(s => new SaveDraft.StageInput
                {
                    Id = s.Id.Value,
                    Name = s.Name,
                    From = s.StartsOn,
                    To = s.EndsOn,
                    Price = s.Price?.ToString($"F{draft.Currency.Digits}", System.Globalization.CultureInfo.InvariantCulture),
                    Deliverables = s.Deliverables,
                    ResponsibleStaff = s.ResponsibleStaffId?.Value,
                    ResponsibleClient = s.ResponsibleClientId?.Value,
                }),
            ],
        };
    }
}
