using System.Globalization;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>What the pages about quotes show. Row security leaves out what the actor may not see: other clients, and drafts for the client's people.</summary>
public sealed class QuoteReads(PortalReads reads, TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>Quotes, newest number first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="client">Only this client's; null for all the actor sees.</param>
    /// <param name="state">Only those that stand so now; null for all but superseded ones.</param>
    /// <param name="search">What title or number contains; empty for all.</param>
    /// <param name="after">The key the page before ended with; null for the first page.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<QuoteListPage> ListAsync(Actor actor, ClientId? client, QuoteState? state, string? search, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var now = clock.GetUtcNow();
            var quotes = db.Set<Quote>().AsQueryable();
            if (client is { } only) quotes = quotes.Where(q => q.ClientId == only);
            quotes = Standing(quotes, state, now);
            if (Contains.Pattern(search) is { } pattern)
            {
                var number = NumberIn(search!);
                quotes = quotes.Where(q => EF.Functions.ILike(q.Title, pattern, Contains.Escape) || (number != null && q.Year == number.Year && q.Sequence == number.Sequence));
            }

            if (QuoteKey.Parse(after) is { } key)
                quotes = quotes.Where(q => EF.Functions.LessThan(ValueTuple.Create(q.Year, q.Sequence, q.Edition), ValueTuple.Create(key.Year, key.Sequence, key.Edition)));
            var rows = await (
                from q in quotes
                join c in db.Set<Client>() on q.ClientId equals c.Id
                join i in db.Set<IssuedQuote>() on q.Id equals i.QuoteId into issued
                from i in issued.DefaultIfEmpty()
                join a in db.Set<QuoteAcceptance>() on q.Id equals a.QuoteId into accepted
                from a in accepted.DefaultIfEmpty()
                orderby q.Year descending, q.Sequence descending, q.Edition descending
                select new
                {
                    Quote = q,
                    ClientName = c.Name,
                    Gross = a != null ? a.GrossAmount : i != null ? i.GrossAmount : (decimal?)null,
                }).Take(PageSize + 1).ToListAsync(cancellation);
            var page = rows.Take(PageSize).Select(row => new QuoteRow(
                row.Quote.Id, row.Quote.ClientId, row.ClientName, row.Quote.Number, row.Quote.Title, row.Quote.StateAt(now), row.Quote.Currency, row.Gross,
                row.Quote.ValidUntil, row.Quote.IssuedAt ?? row.Quote.CreatedAt)).ToList();
            return new QuoteListPage(page, rows.Count > PageSize ? QuoteKey.Of(rows[PageSize - 1].Quote).ToString() : null);
        }, cancellation);

    /// <summary>An issued quote; null when there is none, it is a draft, or it is not the actor's to see.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">Which.</param>
    /// <param name="chosen">The options to reckon with; null for the accepted ones, or those ticked at first.</param>
    /// <param name="asOf">The moment of which it is asked; null for now.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<QuotePage?> PageAsync(Actor actor, QuoteId id, IReadOnlyCollection<QuoteLineKey>? chosen, AsOf? asOf, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var found = await (
                from q in db.Set<Quote>()
                join i in db.Set<IssuedQuote>() on q.Id equals i.QuoteId
                join c in db.Set<Client>() on q.ClientId equals c.Id
                where q.Id == id
                select new
                {
                    Quote = q,
                    Issued = i,
                    ClientName = c.Name,
                    Issuer = db.Users.Where(p => p.Id == i.IssuedBy).Select(p => p.Name).First(),
                    Viewer = db.Users.Where(p => p.Id == q.ViewedBy).Select(p => p.Name).FirstOrDefault(),
                    Answerer = db.Users.Where(p => p.Id == q.AnsweredBy).Select(p => p.Name).FirstOrDefault(),
                }).SingleOrDefaultAsync(cancellation);
            if (found is null || !actor.Sees(found.Quote.ClientId)) return null;
            var (quote, issued) = (found.Quote, found.Issued);
            var (lines, discounts) = await ContentAsync(db, id, cancellation);
            var now = clock.GetUtcNow();
            // Of a moment to come nobody knows more than is known now.
            var then = asOf?.In(issued.Zone, now) is { } moment && moment < now ? moment : (DateTimeOffset?)null;
            var acceptance = await db.Set<QuoteAcceptance>().SingleOrDefaultAsync(a => a.QuoteId == id && (then == null || a.AcceptedAt <= then), cancellation);
            var accepted = acceptance is null ? null : await db.Set<AcceptedQuoteLine>().Where(l => l.QuoteId == id).Select(l => l.Key).ToListAsync(cancellation);
            IReadOnlySet<QuoteLineKey>? ticked = (accepted ?? chosen)?.ToHashSet();
            var state = then is { } past ? quote.StoodAt(past) : quote.StateAt(now);
            var moments = new QuoteMoments(
                issued.IssuedAt, found.Issuer, quote.ViewedAt, found.Viewer, quote.AnsweredAt, found.Answerer, quote.DeclinedBecause, quote.SupersededAt, issued.ValidUntil, issued.Zone,
                quote.LapsesAt!.Value);
            return new QuotePage(
                id, quote.ClientId, found.ClientName, issued.Number, issued.Title, issued.Language, issued.Introduction, quote.Revision, then, state ?? QuoteState.Draft,
                then is { } told ? moments.Until(told) : moments,
                QuoteSheet.Of(issued.Currency, lines, discounts, ticked), Convert.ToHexStringLower(issued.ContentHash), Convert.ToHexStringLower(issued.DocumentHash),
                await EditionsAsync(db, quote, then, now, cancellation), await ChangesAsync(db, quote, issued, lines, discounts, cancellation),
                acceptance is null ? null : new AcceptancePart(acceptance.PersonName, acceptance.AcceptedAt, acceptance.Method, acceptance.AuthenticatedAt, acceptance.Address, acceptance.Device, acceptance.ConsentText, acceptance.GrossAmount, acceptance.ProtocolHash is { } protocol ? Convert.ToHexStringLower(protocol) : null),
                MayAnswer: then is null && state is { } open && open.IsOpen() && actor.IsFor(quote.ClientId, Role.ClientSignatory),
                MayRevise: then is null && state is { } old && old.MayBecome(QuoteState.Superseded) && ChangeQuotes.MayQuote(actor, quote.ClientId));
        }, cancellation);

    /// <summary>The editor of a draft; null when there is none, or the actor does not make quotes for the client.</summary>
    public Task<QuoteDraftPage?> DraftAsync(Actor actor, QuoteId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var found = await (
                from q in db.Set<Quote>()
                join c in db.Set<Client>() on q.ClientId equals c.Id
                where q.Id == id && q.State == QuoteState.Draft
                select new { Quote = q, ClientName = c.Name, c.Zone }).SingleOrDefaultAsync(cancellation);
            if (found is null || !ChangeQuotes.MayQuote(actor, found.Quote.ClientId)) return null;
            var quote = found.Quote;
            var lines = await db.Set<DraftQuoteLine>().Where(l => l.QuoteId == id).ToListAsync(cancellation);
            var discounts = await db.Set<DraftQuoteDiscount>().Where(d => d.QuoteId == id).ToListAsync(cancellation);
            QuoteChanges? changes = null;
            if (quote.PreviousId is { } previous)
            {
                var (oldLines, oldDiscounts) = await ContentAsync(db, previous, cancellation);
                changes = QuoteChanges.Between(oldLines, oldDiscounts, lines, discounts);
            }

            var now = clock.GetUtcNow();
            var missing = await IssueQuote.UnreadyAsync(db, quote, [.. lines.OrderBy(line => line.Position)], now, cancellation);
            return new QuoteDraftPage(
                id, quote.ClientId, found.ClientName, found.Zone, ZoneDays.DayOf(found.Zone, now), quote.Number, quote.Revision, quote.Details,
                QuoteSheet.Of(quote.Currency, lines, discounts, chosen: null, quote.Sections), quote.PreviousId, changes, missing.Refusals);
        }, cancellation);

    /// <summary>What a new quote for a client begins with; null when the actor does not make quotes for them.</summary>
    public Task<QuoteStart?> StartAsync(Actor actor, ClientId client, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!ChangeQuotes.MayQuote(actor, client)) return null;
            var owner = await db.Set<Client>().SingleOrDefaultAsync(c => c.Id == client, cancellation);
            if (owner is null) return null;
            var now = clock.GetUtcNow();
            var last = await db.Set<Quote>().Where(q => q.ClientId == client).OrderByDescending(q => q.CreatedAt).Select(q => (Currency?)q.Currency).FirstOrDefaultAsync(cancellation);
            last ??= (await PricingReads.InEffectAsync(db, now, cancellation)).Select(version => (Currency?)version.Currency).FirstOrDefault();
            return new QuoteStart(client, owner.Name, owner.Language, owner.Zone, ZoneDays.DayOf(owner.Zone, now), last);
        }, cancellation);

    /// <summary>What the editor's form comes to before it is saved; null when the actor does not make quotes for the client.</summary>
    public Task<QuotePreview?> PreviewAsync(Actor actor, ClientId client, QuoteInput input, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!ChangeQuotes.MayQuote(actor, client)) return null;
            try
            {
                var form = QuoteForm.Read(input, await ChangeQuotes.NamedAsync(db, input, cancellation));
                var quote = Quote.Draft(client, 1, 1, form.Details, actor.Person, clock.GetUtcNow());
                var lines = form.Lines.Select((line, i) => DraftQuoteLine.Of(quote, line.Key, i + 1, line.Item, line.Terms)).ToList();
                var discounts = form.Discounts.Select((d, i) => DraftQuoteDiscount.Of(quote, d.Id, i + 1, d.Line, d.Kind, d.Value, d.Reason)).ToList();
                return new QuotePreview(QuoteSheet.Of(form.Details.Currency, lines, discounts, chosen: null, form.Details.Sections), []);
            }
            catch (RuleBroken broken)
            {
                return new QuotePreview(null, broken.Refusals);
            }
        }, cancellation);

    /// <summary>Published prices by their identifiers, whether they are in effect or not.</summary>
    public Task<IReadOnlyDictionary<Guid, PublishedPrice>> PricesAsync(Actor actor, IReadOnlyCollection<Guid> items, CancellationToken cancellation) =>
        reads.RunAsync<IReadOnlyDictionary<Guid, PublishedPrice>>(actor, async db =>
        {
            var named = items.Select(PublishedPriceItemId.Of).ToList();
            var found = await db.Set<PublishedPriceItem>().Where(i => named.Contains(i.Id)).ToListAsync(cancellation);
            return found.ToDictionary(i => i.Id.Value, i => new PublishedPrice(i.Id, i.Position, i.Terms, i.Price));
        }, cancellation);

    /// <summary>The document of an issued quote with its bytes; null when there is none or it is not the actor's to see.</summary>
    public Task<QuoteFile?> DocumentAsync(Actor actor, QuoteId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var issued = await db.Set<IssuedQuote>().SingleOrDefaultAsync(q => q.QuoteId == id, cancellation);
            if (issued is null || !actor.Sees(issued.ClientId)) return null;
            var file = await PortalFiles.FindAsync(db, issued.ClientId, ContentHash.FromBytes(issued.DocumentHash), cancellation);
            return file is null ? null : new QuoteFile(issued.ClientId, issued.Number, file);
        }, cancellation);

    /// <summary>The document of an acceptance with its bytes; null when there is none or it is not the actor's to see.</summary>
    public Task<QuoteFile?> AcceptedDocumentAsync(Actor actor, QuoteId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var accepted = await (
                from a in db.Set<QuoteAcceptance>()
                join i in db.Set<IssuedQuote>() on a.QuoteId equals i.QuoteId
                where a.QuoteId == id && a.ProtocolHash != null
                select new { a.ClientId, a.ProtocolHash, i.Number }).SingleOrDefaultAsync(cancellation);
            if (accepted is null || !actor.Sees(accepted.ClientId)) return null;
            var file = await PortalFiles.FindAsync(db, accepted.ClientId, ContentHash.FromBytes(accepted.ProtocolHash!), cancellation);
            return file is null ? null : new QuoteFile(accepted.ClientId, accepted.Number, file);
        }, cancellation);

    private static IQueryable<Quote> Standing(IQueryable<Quote> quotes, QuoteState? state, DateTimeOffset now) => state switch
    {
        null => quotes.Where(q => q.State != QuoteState.Superseded),
        QuoteState.Issued or QuoteState.Viewed => quotes.Where(q => q.State == state && q.LapsesAt > now),
        QuoteState.Lapsed => quotes.Where(q => q.State == QuoteState.Lapsed || ((q.State == QuoteState.Issued || q.State == QuoteState.Viewed) && q.LapsesAt <= now)),
        _ => quotes.Where(q => q.State == state),
    };

    private static async Task<(List<IssuedQuoteLine> Lines, List<IssuedQuoteDiscount> Discounts)> ContentAsync(PortalDb db, QuoteId id, CancellationToken cancellation) => (
        await db.Set<IssuedQuoteLine>().Where(l => l.QuoteId == id).OrderBy(l => l.Position).ToListAsync(cancellation),
        await db.Set<IssuedQuoteDiscount>().Where(d => d.QuoteId == id).OrderBy(d => d.Position).ToListAsync(cancellation));

    // Of the past those that were issued by then, as they stood; now drafts too, where the reader sees them.
    private static async Task<IReadOnlyList<EditionRow>> EditionsAsync(PortalDb db, Quote quote, DateTimeOffset? then, DateTimeOffset now, CancellationToken cancellation)
    {
        var editions = await db.Set<Quote>().Where(q => q.ClientId == quote.ClientId && q.Year == quote.Year && q.Sequence == quote.Sequence).OrderBy(q => q.Edition).ToListAsync(cancellation);
        return
        [
            .. from edition in editions
               let state = then is { } past ? edition.StoodAt(past) : edition.StateAt(now)
               where state is not null
               select new EditionRow(edition.Id, edition.Number, state.Value, edition.IssuedAt),
        ];
    }

    private static async Task<EditionChanges?> ChangesAsync(
        PortalDb db, Quote quote, IssuedQuote issued, List<IssuedQuoteLine> lines, List<IssuedQuoteDiscount> discounts, CancellationToken cancellation)
    {
        if (quote.PreviousId is not { } id) return null;
        var previous = await db.Set<IssuedQuote>().SingleAsync(q => q.QuoteId == id, cancellation);
        var (oldLines, oldDiscounts) = await ContentAsync(db, id, cancellation);
        return new EditionChanges(Head(previous), Head(issued), QuoteChanges.Between(oldLines, oldDiscounts, lines, discounts));
    }

    private static EditionHead Head(IssuedQuote issued) => new(
        issued.QuoteId, issued.Number, issued.Title, issued.Introduction, issued.Currency, issued.ValidUntil, issued.NetAmount, issued.TaxAmount, issued.GrossAmount);

    // "Q-2026-014", "2026-14" and the like; anything else is only looked for in titles.
    private static QuoteNumber? NumberIn(string search)
    {
        var parts = search.Trim().TrimStart('Q', 'q', '-').Split('-');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new QuoteNumber(year, sequence)
            : null;
    }

    private sealed record QuoteNumber(int Year, int Sequence);

    /// <summary>Where a page of the list ends.</summary>
    private readonly record struct QuoteKey(int Year, int Sequence, int Edition)
    {
        public static QuoteKey Of(Quote quote) => new(quote.Year, quote.Sequence, quote.Edition);

        public static QuoteKey? Parse(string? text) =>
            text?.Split('-') is [var year, var sequence, var edition]
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            && int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            && int.TryParse(edition, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
                ? new QuoteKey(y, s, e)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Sequence}-{Edition}");
    }
}
