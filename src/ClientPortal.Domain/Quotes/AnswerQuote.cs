using System.Globalization;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>The client opens a quote, and a signatory declines it. Accepting begins a contract, so its use case stands with contracts.</summary>
public sealed class AnswerQuote(PortalWork work)
{
    /// <summary>The form that accepts.</summary>
    public sealed record AcceptInput
    {
        /// <summary>The revision the page was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>The options that are ticked.</summary>
        public IReadOnlyList<Guid> Chosen { get; init; } = [];

        /// <summary>The total with tax that the person saw with these options, with a point for the fraction.</summary>
        public string? Total { get; init; }

        /// <summary>The SHA-256 of the document that the person saw, in hexadecimal.</summary>
        public string? DocumentHash { get; init; }

        /// <summary>Whether the sentence of consent is ticked.</summary>
        public bool Consents { get; init; }
    }

    /// <summary>The form that declines.</summary>
    public sealed record DeclineInput
    {
        /// <summary>The revision the page was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Notes that somebody of the client opened the quote. The page calls it before it reads; only the first time leaves a trace.</summary>
    /// <returns>Whether this was the first time.</returns>
    public Task<Outcome<bool>> ViewAsync(PersonId actor, CommandId command, QuoteId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var quote = await FindAsync(work, id, [Role.ClientViewer, Role.ClientSignatory], cancellation);
            if (!quote.View(actor, work.Now)) return false;
            work.Record(QuoteFacts.Viewed(quote));
            return true;
        }, cancellation);

    /// <summary>Accepts the quote with the chosen options, within the run of the use case that begins the contract.</summary>
    /// <param name="work">The run.</param>
    /// <param name="id">The quote.</param>
    /// <param name="input">The form.</param>
    /// <param name="evidence">What the host saw of the request.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>What was accepted, and who issued the quote.</returns>
    /// <exception cref="RuleBroken">It is lapsed, superseded or answered, or the form is not of what was seen.</exception>
    internal static async Task<(AcceptedQuote Accepted, IReadOnlyList<PersonId> Issuers)> AcceptAsync(
        Work work, QuoteId id, AcceptInput input, AcceptanceEvidence evidence, CancellationToken cancellation)
    {
        var quote = await HoldAsync(work, id, cancellation);
        quote.ExpectOpen(work.Now);
        var issued = await work.Db.Set<IssuedQuote>().AsNoTracking().SingleAsync(q => q.QuoteId == id, cancellation);
        var lines = await work.Db.Set<IssuedQuoteLine>().AsNoTracking().Where(l => l.QuoteId == id).OrderBy(l => l.Position).ToListAsync(cancellation);
        var discounts = await work.Db.Set<IssuedQuoteDiscount>().AsNoTracking().Where(d => d.QuoteId == id).OrderBy(d => d.Position).ToListAsync(cancellation);
        var chosen = input.Chosen.Select(QuoteLineKey.Of).ToHashSet();
        var reckoning = Reckoning.Of(issued.Currency, lines, discounts, chosen);
        Check(work, input, evidence, issued, lines, chosen, reckoning.Total.Gross);

        // After the form, so that who changed a tick and saw an old total is told that, not only that something moved.
        quote.ExpectRevision(input.Revision);
        quote.Accept(work.Actor.Person, work.Now);
        var counted = lines.Where(line => reckoning.Of(line).Counts).ToList();
        var acceptance = QuoteAcceptance.Of(issued, reckoning.Total, counted.Count, work.Actor, evidence, work.Now);
        var document = await DocumentAsync(work, quote, issued, QuoteSheet.Of(issued.Currency, lines, discounts, chosen), acceptance, cancellation);
        acceptance.Document(await PortalFiles.KeepAsync(work, quote.ClientId, FileKind.Pdf, document, cancellation));
        work.Db.Add(acceptance);
        work.Db.AddRange(counted.Select((line, i) => AcceptedQuoteLine.Of(line, i + 1, reckoning.Of(line))));
        var told = await QuoteFacts.AudienceAsync(work.Db, quote, work.Actor.Person, cancellation);
        work.Record(QuoteFacts.Accepted(quote, acceptance, lines.Where(line => chosen.Contains(line.Key)).Select(line => line.Key), told));
        return (AcceptedQuote.Of(issued, acceptance, counted.Select(line => new AcceptedLine(line.Key, line.Terms, reckoning.Of(line)))), [.. quote.Issuers.Distinct()]);
    }

    /// <summary>Declines the quote with a reason.</summary>
    public Task<Outcome<QuoteId>> DeclineAsync(PersonId actor, CommandId command, QuoteId id, DeclineInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var quote = await HoldAsync(work, id, cancellation);
            quote.ExpectOpen(work.Now);
            var rules = new FormRules();
            var reason = rules.Text(input.Reason, nameof(input.Reason), Quote.LongestReason);
            rules.ThrowIfBroken();
            quote.ExpectRevision(input.Revision);
            quote.Decline(reason, actor, work.Now);
            work.Record(QuoteFacts.Declined(quote, await QuoteFacts.AudienceAsync(work.Db, quote, actor, cancellation)));
            return id;
        }, cancellation);

    private static async Task<byte[]> DocumentAsync(
        Work work, Quote quote, IssuedQuote issued, QuoteSheet sheet, QuoteAcceptance acceptance, CancellationToken cancellation)
    {
        var client = await work.Db.Set<Client>().AsNoTracking().SingleAsync(c => c.Id == quote.ClientId, cancellation);
        var issuer = await work.Db.Users.Where(p => p.Id == issued.IssuedBy).Select(p => p.Name).SingleAsync(cancellation);
        var previous = quote.Edition == 1 ? null : Quote.NumberOf(quote.Year, quote.Sequence, quote.Edition - 1);
        return work.Service<IQuoteRenderer>().RenderAccepted(new QuoteDocument(
            issued.Number, previous, issued.Title, issued.Language, issued.Introduction, client.Details, issued.IssuedAt, issuer, issued.ValidUntil, issued.Zone, sheet,
            Convert.ToHexStringLower(issued.ContentHash)), acceptance.ToRender());
    }

    // Two who answer at once come one after the other, and the second reads what the first has done. The row is read after it is
    // held: row security shows an answered quote to be read, but not to be held.
    private static async Task<Quote> HoldAsync(Work work, QuoteId id, CancellationToken cancellation)
    {
        await work.Db.Database.ExecuteSqlAsync($"SELECT FROM portal.quote WHERE id = {id.Value} FOR UPDATE", cancellation);
        return await FindAsync(work, id, [Role.ClientSignatory], cancellation);
    }

    private static async Task<Quote> FindAsync(Work work, QuoteId id, Role[] roles, CancellationToken cancellation)
    {
        var quote = await work.Db.Set<Quote>().SingleOrDefaultAsync(q => q.Id == id && q.State != QuoteState.Draft, cancellation) ?? throw new NotYours();
        NotYours.Unless(work.Actor.IsFor(quote.ClientId, roles));
        return quote;
    }

    private static void Check(
        Work work, AcceptInput input, AcceptanceEvidence evidence, IssuedQuote issued, List<IssuedQuoteLine> lines, HashSet<QuoteLineKey> chosen, decimal gross)
    {
        var rules = new FormRules();
        if (!input.Consents || string.IsNullOrWhiteSpace(evidence.ConsentText)) rules.Refuse(Rule.ConsentMissing, nameof(input.Consents));
        var age = work.Now - evidence.AuthenticatedAt;
        if (evidence.Method == SignInMethod.Password || age > QuoteAcceptance.Fresh || age < TimeSpan.Zero)
            rules.Refuse(Rule.AcceptanceNeedsSecondFactor, null, (int)QuoteAcceptance.Fresh.TotalMinutes);
        if (!chosen.All(key => lines.Exists(line => line.Key == key && line.Terms.IsOptional))) rules.Refuse(Rule.OptionNotOffered, nameof(input.Chosen));
        if (!string.Equals(input.DocumentHash, Convert.ToHexStringLower(issued.DocumentHash), StringComparison.OrdinalIgnoreCase))
            rules.Refuse(Rule.DocumentChanged, nameof(input.DocumentHash));
        if (!decimal.TryParse(input.Total, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seen) || seen > Money.Largest) rules.Refuse(Rule.NotANumber, nameof(input.Total));
        else if (seen != gross) rules.Refuse(Rule.TotalChanged, nameof(input.Total), Money.Rounded(seen, issued.Currency), Money.Exactly(gross, issued.Currency));
        rules.ThrowIfBroken();
    }
}
