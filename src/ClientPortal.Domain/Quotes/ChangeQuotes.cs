using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>Finance or a manager drafts a quote for a client, and revises one that was issued.</summary>
public sealed class ChangeQuotes(PortalWork work)
{
    /// <summary>Begins a quote and gives it its number.</summary>
    public Task<Outcome<QuoteId>> OpenAsync(PersonId actor, CommandId command, ClientId client, QuoteInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(MayQuote(work.Actor, client));
            var zone = await work.Db.Set<Client>().Where(c => c.Id == client).Select(c => c.Zone).SingleOrDefaultAsync(cancellation) ?? throw new NotYours();
            var form = QuoteForm.Read(input, await OfferedAsync(work.Db, input, new HashSet<PublishedPriceItemId>(), work.Now, cancellation));
            RefuseTooLarge(form);
            var year = ZoneDays.DayOf(zone, work.Now).Year;
            var quote = Quote.Draft(client, year, await NextNumberAsync(work.Db, year, cancellation), form.Details, actor, work.Now);
            work.Db.Add(quote);
            Write(work.Db, quote, form, [], []);
            return quote.Id;
        }, cancellation);

    /// <summary>Saves the whole draft.</summary>
    public Task<Outcome<QuoteId>> SaveAsync(PersonId actor, CommandId command, QuoteId id, QuoteInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var quote = await FindAsync(work, id, cancellation);
            quote.ExpectRevision(input.Revision);
            var lines = await work.Db.Set<DraftQuoteLine>().Where(l => l.QuoteId == id).ToListAsync(cancellation);
            var discounts = await work.Db.Set<DraftQuoteDiscount>().Where(d => d.QuoteId == id).ToListAsync(cancellation);
            // A price that was taken from a list when it applied stays a choice; issuing looks again.
            var kept = lines.Where(line => line.ItemId is not null).Select(line => line.ItemId!.Value).ToHashSet();
            var form = QuoteForm.Read(input, await OfferedAsync(work.Db, input, kept, work.Now, cancellation));
            RefuseTooLarge(form);
            quote.Save(form.Details);
            Write(work.Db, quote, form, lines, discounts);
            return id;
        }, cancellation);

    /// <summary>Begins the next edition of a quote that was issued. The old one stays as it is until the new one is issued.</summary>
    /// <param name="actor">Who revises.</param>
    /// <param name="command">The form's id.</param>
    /// <param name="id">The edition to revise.</param>
    /// <param name="revision">The revision the form was rendered from.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The new draft.</returns>
    public Task<Outcome<QuoteId>> ReviseAsync(PersonId actor, CommandId command, QuoteId id, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var quote = await FindAsync(work, id, cancellation);
            quote.ExpectRevision(revision);
            var next = quote.Revise(actor, work.Now);
            work.Db.Add(next);
            var lines = await work.Db.Set<IssuedQuoteLine>().AsNoTracking().Where(l => l.QuoteId == id).ToListAsync(cancellation);
            var discounts = await work.Db.Set<IssuedQuoteDiscount>().AsNoTracking().Where(d => d.QuoteId == id).ToListAsync(cancellation);
            work.Db.AddRange(lines.Select(line => DraftQuoteLine.Of(next, line.Key, line.Position, line.ItemId, line.Terms)));
            work.Db.AddRange(discounts.Select(d => DraftQuoteDiscount.Of(next, d.Id, d.Position, d.LineKey, d.Kind, d.Value, d.Reason)));
            return next.Id;
        }, cancellation);

    /// <summary>Whether the actor makes quotes for this client.</summary>
    public static bool MayQuote(Actor actor, ClientId client) => actor.IsFor(client, Role.Manager, Role.Finance);

    /// <summary>A quote somebody who makes quotes for its client acts on.</summary>
    internal static async Task<Quote> FindAsync(Work work, QuoteId id, CancellationToken cancellation)
    {
        var quote = await work.Db.Set<Quote>().SingleOrDefaultAsync(q => q.Id == id, cancellation) ?? throw new NotYours();
        NotYours.Unless(MayQuote(work.Actor, quote.ClientId));
        return quote;
    }

    /// <summary>The published prices a form names, in effect or not.</summary>
    internal static async Task<Dictionary<PublishedPriceItemId, OfferedPrice>> NamedAsync(PortalDb db, QuoteInput input, CancellationToken cancellation)
    {
        var named = Named(input);
        if (named.Count == 0) return [];
        var items = await (
            from i in db.Set<PublishedPriceItem>().AsNoTracking()
            join v in db.Set<PriceListVersion>().AsNoTracking() on i.VersionId equals v.Id
            where named.Contains(i.Id)
            select new { Item = i, v.Currency }).ToListAsync(cancellation);
        return items.ToDictionary(found => found.Item.Id, found => new OfferedPrice(found.Item, found.Currency));
    }

    private static List<PublishedPriceItemId> Named(QuoteInput input) =>
        [.. input.Sections.SelectMany(section => section.Lines).Where(line => line.Item is not null).Select(line => PublishedPriceItemId.Of(line.Item!.Value)).Distinct()];

    // The row of the year is held until the number is kept, so none is lost or given twice.
    private static async Task<int> NextNumberAsync(PortalDb db, int year, CancellationToken cancellation)
    {
        var numbers = await db.Database.SqlQuery<int>(
            $"""
            INSERT INTO portal.quote_counter AS counter (year, last) VALUES ({year}, 1)
            ON CONFLICT (year) DO UPDATE SET last = counter.last + 1 RETURNING last AS "Value"
            """).ToListAsync(cancellation);
        return numbers[0];
    }

    private static async Task<Dictionary<PublishedPriceItemId, OfferedPrice>> OfferedAsync(
        PortalDb db, QuoteInput input, IReadOnlySet<PublishedPriceItemId> kept, DateTimeOffset now, CancellationToken cancellation)
    {
        if (Named(input).Count == 0) return [];
        var inEffect = (await PricingReads.InEffectAsync(db, now, cancellation)).Select(version => version.Id).ToHashSet();
        return (await NamedAsync(db, input, cancellation)).Where(found => inEffect.Contains(found.Value.Item.VersionId) || kept.Contains(found.Key)).ToDictionary();
    }

    private static void RefuseTooLarge(CheckedQuote form)
    {
        if (form.Lines.Sum(line => line.Terms.Price.Gross * line.Terms.Quantity) > Reckoning.LargestQuote) throw new RuleBroken(Rule.QuoteTooLarge);
    }

    private static void Write(PortalDb db, Quote quote, CheckedQuote form, List<DraftQuoteLine> lines, List<DraftQuoteDiscount> discounts)
    {
        var old = lines.ToDictionary(line => line.Key);
        for (var i = 0; i < form.Lines.Count; i++)
        {
            var line = form.Lines[i];
            if (old.Remove(line.Key, out var there)) there.Change(i + 1, line.Item, line.Terms);
            else db.Add(DraftQuoteLine.Of(quote, line.Key, i + 1, line.Item, line.Terms));
        }

        db.RemoveRange(old.Values);
        var oldDiscounts = discounts.ToDictionary(discount => discount.Id);
        for (var i = 0; i < form.Discounts.Count; i++)
        {
            var (id, line, kind, value, reason) = form.Discounts[i];
            if (oldDiscounts.Remove(id, out var there)) there.Change(i + 1, line, kind, value, reason);
            else db.Add(DraftQuoteDiscount.Of(quote, id, i + 1, line, kind, value, reason));
        }

        db.RemoveRange(oldDiscounts.Values);
    }
}
