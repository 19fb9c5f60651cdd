using System.Security.Cryptography;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>Finance or a manager issues a quote: its content is frozen, its document rendered once and kept, the edition before superseded, the client told.</summary>
public sealed class IssueQuote(PortalWork work)
{
    /// <summary>Issues.</summary>
    /// <param name="actor">Who issues.</param>
    /// <param name="command">The form's id.</param>
    /// <param name="id">The draft.</param>
    /// <param name="revision">The revision the form was rendered from.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Task<Outcome<QuoteId>> RunAsync(PersonId actor, CommandId command, QuoteId id, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var quote = await ChangeQuotes.FindAsync(work, id, cancellation);
            quote.ExpectDraft(work.Now);
            quote.ExpectRevision(revision);
            var client = await work.Db.Set<Client>().AsNoTracking().SingleAsync(c => c.Id == quote.ClientId, cancellation);
            var draft = await work.Db.Set<DraftQuoteLine>().AsNoTracking().Where(l => l.QuoteId == id).OrderBy(l => l.Position).ToListAsync(cancellation);
            var draftDiscounts = await work.Db.Set<DraftQuoteDiscount>().AsNoTracking().Where(d => d.QuoteId == id).OrderBy(d => d.Position).ToListAsync(cancellation);
            var rules = await UnreadyAsync(work.Db, quote, draft, work.Now, cancellation);
            rules.ThrowIfBroken();
            quote.Issue(client.Zone, actor, work.Now);

            var reckoning = Reckoning.Of(quote.Currency, draft, draftDiscounts, QuoteSheet.Suggested(draft));
            var lines = draft.Select((line, i) => IssuedQuoteLine.Of(line, i + 1, reckoning.Of(line).List)).ToList();
            var discounts = draftDiscounts.Select((discount, i) => IssuedQuoteDiscount.Of(discount, i + 1)).ToList();
            var previous = await SupersedeAsync(work, quote, cancellation);
            var hash = IssuedQuote.HashOf(quote, client.Zone, lines, discounts);
            var document = work.Service<IQuoteRenderer>().Render(new QuoteDocument(
                quote.Number, previous?.Number, quote.Title, quote.Language, quote.Introduction, client.Details, work.Now, work.Actor.Name,
                quote.ValidUntil!.Value, client.Zone, QuoteSheet.Of(quote.Currency, lines, discounts), Convert.ToHexStringLower(hash)));
            await PortalFiles.KeepAsync(work, quote.ClientId, FileKind.Pdf, document, cancellation);
            var issued = IssuedQuote.Of(quote, client.Zone, lines, discounts, reckoning.Total, hash, SHA256.HashData(document));
            work.Db.Add(issued);
            work.Db.AddRange(lines);
            work.Db.AddRange(discounts);
            work.Record(QuoteFacts.Issued(quote, issued, await QuoteFacts.AudienceAsync(work.Db, quote, actor, cancellation)));
            return id;
        }, cancellation);

    private static async Task<Quote?> SupersedeAsync(Work work, Quote quote, CancellationToken cancellation)
    {
        if (quote.PreviousId is not { } id) return null;
        var previous = await work.Db.Set<Quote>().SingleAsync(q => q.Id == id, cancellation);
        previous.Supersede(work.Now);
        work.Record(QuoteFacts.Superseded(previous, quote, await QuoteFacts.AudienceAsync(work.Db, previous, work.Actor.Person, cancellation)));
        return previous;
    }

    /// <summary>Gathers everything an issue needs and this draft does not have.</summary>
    internal static async Task<FormRules> UnreadyAsync(PortalDb db, Quote quote, List<DraftQuoteLine> lines, DateTimeOffset now, CancellationToken cancellation)
    {
        var rules = new FormRules();
        if (lines.Count == 0) rules.Refuse(Rule.QuoteEmpty, null);
        if (quote.ValidUntil is null) rules.Refuse(Rule.Required, nameof(quote.ValidUntil));
        if (lines.Select(line => line.Terms.Stage).Distinct(StringComparer.Ordinal).Count() > Quote.MostStages) rules.Refuse(Rule.TooMany, null, Quote.MostStages);
        var inEffect = (await PricingReads.InEffectAsync(db, now, cancellation)).Select(version => version.Id).ToHashSet();
        var items = lines.Where(line => line.ItemId is not null).Select(line => line.ItemId!.Value).ToList();
        var versions = await db.Set<PublishedPriceItem>().Where(i => items.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.VersionId, cancellation);
        foreach (var line in lines)
        {
            var field = FieldOf(quote, lines, line);
            if (line.Terms.Stage.Length == 0) rules.Refuse(Rule.Required, field + nameof(LineInput.Stage));
            // The list has moved on since the line was written: its price must be taken anew, or say why it stays.
            if (line.ItemId is { } item && !inEffect.Contains(versions[item]) && line.Terms.Justification.Length == 0)
                rules.Refuse(Rule.PriceNotInEffect, field + nameof(LineInput.Item), line.Terms.Code);
        }

        return rules;
    }

    private static string FieldOf(Quote quote, List<DraftQuoteLine> lines, DraftQuoteLine line)
    {
        var section = quote.Sections.IndexOf(line.Terms.Section);
        var index = lines.Where(other => other.Terms.Section == line.Terms.Section).ToList().IndexOf(line);
        return FormattableString.Invariant($"Sections[{section}].Lines[{index}].");
    }
}
