using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>What the pages show on which finance works on a draft.</summary>
public sealed class PriceDraftReads(PortalReads reads, TimeProvider clock)
{
    private const int PageSize = 100;

    /// <summary>The draft of a list, one page of its prices; null when it is not the actor's to see.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">Which list.</param>
    /// <param name="text">Part of a code or name; empty for all.</param>
    /// <param name="after">The position after which the page begins; 0 for the first.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<PriceDraftList?> ListAsync(Actor actor, PriceListId id, string? text, int after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.Is(Role.Finance) || await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation) is not { } list) return null;
            var all = db.Set<PriceItem>().Where(i => i.PriceListId == id);
            var found = all;
            if (Contains.Pattern(text) is { } pattern)
            {
                found = all.Where(i => EF.Functions.ILike(i.Terms.Code, pattern, Contains.Escape)
                    || EF.Functions.ILike(i.Terms.NameEnglish, pattern, Contains.Escape)
                    || EF.Functions.ILike(i.Terms.NameRussian, pattern, Contains.Escape));
            }

            var page = await found.Where(i => i.Position > after).OrderBy(i => i.Position).Take(PageSize + 1).ToListAsync(cancellation);
            return new PriceDraftList(
                Of(list), await all.CountAsync(cancellation), await all.CountAsync(i => i.Price == null, cancellation),
                [.. page.Take(PageSize).Select(i => new PriceDraftItem(i.Id, i.Terms, i.Price))], page.Count > PageSize ? page[PageSize - 1].Position : null);
        }, cancellation);

    /// <summary>The form of one price; null when it is not the actor's to see.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">Which list.</param>
    /// <param name="item">Which price; null for a new one.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<PriceDraftForm?> FormAsync(Actor actor, PriceListId id, PriceItemId? item, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.Is(Role.Finance) || await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation) is not { } list) return null;
            if (item is null) return new PriceDraftForm(Of(list), null);
            var found = await db.Set<PriceItem>().SingleOrDefaultAsync(i => i.Id == item && i.PriceListId == id, cancellation);
            return found is null ? null : new PriceDraftForm(Of(list), new PriceDraftItem(found.Id, found.Terms, found.Price));
        }, cancellation);

    /// <summary>What publishing the draft would change; null when it is not the actor's to see.</summary>
    public Task<PricePublication?> PublicationAsync(Actor actor, PriceListId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.Is(Role.Finance) || await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation) is not { } list) return null;
            var items = await db.Set<PriceItem>().Where(i => i.PriceListId == id).OrderBy(i => i.Position).ToListAsync(cancellation);
            var latest = await db.Set<PriceListVersion>().SingleOrDefaultAsync(v => v.PriceListId == id && v.Number == list.LatestNumber, cancellation);
            var before = latest is null
                ? []
                : await db.Set<PublishedPriceItem>().Where(i => i.VersionId == latest.Id).OrderBy(i => i.Position).ToListAsync(cancellation);
            var next = items.Where(item => item.Price is not null).Select((item, i) => PublishedPriceItem.Of(default, i + 1, item)).ToList();
            return new PricePublication(
                Of(list), latest?.Number, latest?.EffectiveFrom, items.Count, items.Count(item => item.Price is null), PriceChange.Between(before, next));
        }, cancellation);

    private PriceDraftHead Of(PriceList list) =>
        new(list.Id, list.Revision, list.Details, list.Currency, list.Zone, list.DayAt(clock.GetUtcNow()), list.LatestNumber);
}

/// <summary>What every page of a draft says on top.</summary>
/// <param name="Id">Which list.</param>
/// <param name="Revision">What the forms post.</param>
/// <param name="Details">What the next version will say besides its prices.</param>
/// <param name="Currency">What the prices are counted in.</param>
/// <param name="Zone">The IANA zone of the list's days.</param>
/// <param name="Today">The first day the next version may apply from.</param>
/// <param name="LatestNumber">The number of the version published last; 0 before the first.</param>
public sealed record PriceDraftHead(PriceListId Id, int Revision, PriceListDetails Details, Currency Currency, string Zone, DateOnly Today, int LatestNumber)
{
    /// <summary>The name in a language, or in the other one.</summary>
    public string NameIn(Language language) => BothLanguages.Pick(language, Details.NameEnglish, Details.NameRussian);
}

/// <summary>The prices of a draft, one page of them.</summary>
/// <param name="Head">Of which list.</param>
/// <param name="Count">How many the draft holds in all.</param>
/// <param name="Incomplete">How many of them have no price yet.</param>
/// <param name="Items">Those of this page, in order.</param>
/// <param name="Next">The position to ask the next page after; null on the last.</param>
public sealed record PriceDraftList(PriceDraftHead Head, int Count, int Incomplete, IReadOnlyList<PriceDraftItem> Items, int? Next);

/// <summary>The form of one price.</summary>
/// <param name="Head">Of which list.</param>
/// <param name="Item">The price; null for a new one.</param>
public sealed record PriceDraftForm(PriceDraftHead Head, PriceDraftItem? Item);

/// <summary>What publishing a draft would change.</summary>
/// <param name="Head">Of which list.</param>
/// <param name="LatestNumber">The version it follows; null when it is the first.</param>
/// <param name="LatestFrom">The first day of that version.</param>
/// <param name="Count">How many prices the draft holds.</param>
/// <param name="Incomplete">How many of them have no price yet.</param>
/// <param name="Changes">What would differ.</param>
public sealed record PricePublication(PriceDraftHead Head, int? LatestNumber, DateOnly? LatestFrom, int Count, int Incomplete, IReadOnlyList<PriceChange> Changes);
