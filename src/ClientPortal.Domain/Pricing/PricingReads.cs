using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>What the pages about prices show.</summary>
public sealed class PricingReads(PortalReads reads, TimeProvider clock)
{
    private const int PageSize = 200;
    private const int ListsOnPage = 50;

    /// <summary>The lists the actor may see, one page of them: everybody signed in sees what is published, finance what is not, too.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="published">Only lists of which something is published.</param>
    /// <param name="after">The key after which the page begins; null for the first.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<PriceListsPage> ListsAsync(Actor actor, bool published, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var isFinance = actor.Is(Role.Finance);
            var all = db.Set<PriceList>().Where(l => (isFinance && !published) || l.LatestNumber > 0);
            if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
                all = all.Where(l => EF.Functions.GreaterThan(ValueTuple.Create(l.OpenedAt, l.Id), ValueTuple.Create(key.At, PriceListId.Of(last))));
            var lists = await all.OrderBy(l => l.OpenedAt).ThenBy(l => l.Id).Take(ListsOnPage + 1).ToListAsync(cancellation);
            var next = lists.Count > ListsOnPage ? new MomentKey(lists[ListsOnPage - 1].OpenedAt, lists[ListsOnPage - 1].Id.ToString()).ToString() : null;
            lists = [.. lists.Take(ListsOnPage)];
            var ids = lists.ConvertAll(list => list.Id);
            var heads = await HeadsAsync(db, db.Set<PriceListVersion>().Where(v => ids.Contains(v.PriceListId)), cancellation);
            var counts = isFinance
                ? await db.Set<PriceItem>().Where(i => ids.Contains(i.PriceListId)).GroupBy(i => i.PriceListId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation)
                : [];
            var now = clock.GetUtcNow();
            return new PriceListsPage(isFinance, [.. lists.Select(list =>
            {
                var versions = Stand(heads.Where(head => head.List == list.Id), now);
                var shown = isFinance ? null : versions.FirstOrDefault(version => version.Standing == VersionStanding.InEffect) ?? versions.FirstOrDefault();
                return new PriceListRow(
                    list.Id, shown?.NameEnglish ?? list.NameEnglish, shown?.NameRussian ?? list.NameRussian, list.Currency, counts.GetValueOrDefault(list.Id), list.ReviewOn, versions);
            })], next);
        }, cancellation);

    /// <summary>The draft of a list with the changes since its last version; null when it is not the actor's to see.</summary>
    public Task<PriceDraftPage?> DraftAsync(Actor actor, PriceListId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.Is(Role.Finance)) return null;
            var list = await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation);
            if (list is null) return null;
            var items = await db.Set<PriceItem>().Where(i => i.PriceListId == id).OrderBy(i => i.Position)
                .Select(i => new PriceDraftItem(i.Id, i.Terms, i.Price)).ToListAsync(cancellation);
            var versions = Stand(await HeadsAsync(db, VersionsOf(db, id), cancellation), clock.GetUtcNow());
            return new PriceDraftPage(id, list.Revision, list.Details, list.Currency, list.Zone, list.DayAt(clock.GetUtcNow()), items, versions);
        }, cancellation);

    /// <summary>A published version with its prices opened, one page of them; null when there is none.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">Which version.</param>
    /// <param name="after">The position after which the page begins; 0 for the first.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<PriceVersionPage?> VersionAsync(Actor actor, PriceListVersionId id, int after, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => PageAsync(db, id, versions: null, new PublishedQuery { After = after }, then: null, cancellation), cancellation);

    /// <summary>What is published of a list: the version that applies today, or the one asked for; null when there is none.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="list">Which list.</param>
    /// <param name="query">Which version, and which of its prices.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<PriceVersionPage?> PublishedAsync(Actor actor, PriceListId list, PublishedQuery query, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var now = clock.GetUtcNow();
            var heads = await HeadsAsync(db, VersionsOf(db, list), cancellation);
            var then = heads.Count > 0 && query is { Number: null, AsOf: { } asOf } ? asOf.In(heads[0].Zone, now) : (DateTimeOffset?)null;
            var rows = Stand(KnownAt(heads, then), then ?? now);
            var asked = query.Number is { } number
                ? rows.Find(version => version.Number == number)
                : rows.Find(version => version.Standing == VersionStanding.InEffect) ?? (then is null ? rows.FirstOrDefault() : null);
            return asked is null ? null : await PageAsync(db, asked.Id, rows, query, then, cancellation);
        }, cancellation);

    private async Task<PriceVersionPage?> PageAsync(
        PortalDb db, PriceListVersionId id, IReadOnlyList<PriceVersionRow>? versions, PublishedQuery query, DateTimeOffset? then, CancellationToken cancellation)
    {
        var found = await (
            from v in db.Set<PriceListVersion>()
            join p in db.Users on v.PublishedBy equals p.Id
            where v.Id == id
            select new { Version = v, Publisher = p.Name }).SingleOrDefaultAsync(cancellation);
        if (found is null) return null;
        var version = found.Version;
        versions ??= Stand(await HeadsAsync(db, VersionsOf(db, version.PriceListId), cancellation), clock.GetUtcNow());
        var pattern = Contains.Pattern(query.Text) ?? "%";
        var items = await db.Set<PublishedPriceItem>()
            .Where(i => i.VersionId == id && i.Position > query.After
                && (EF.Functions.ILike(i.Terms.Code, pattern, Contains.Escape)
                    || EF.Functions.ILike(i.Terms.NameEnglish, pattern, Contains.Escape)
                    || EF.Functions.ILike(i.Terms.NameRussian, pattern, Contains.Escape)))
            .OrderBy(i => i.Position).Take(PageSize + 1).ToListAsync(cancellation);
        var before = await db.Set<PriceListVersion>().Where(v => v.PriceListId == version.PriceListId && v.Number == version.Number - 1).Select(v => (PriceListVersionId?)v.Id).SingleOrDefaultAsync(cancellation);
        var retirement = await db.Set<PriceListRetirement>().SingleOrDefaultAsync(r => r.VersionId == id && (then == null || r.RetiredAt <= then), cancellation);
        var changes = before is { } earlier ? await ChangesAsync(db, earlier, id, cancellation) : [];
        var revision = await db.Set<PriceList>().Where(l => l.Id == version.PriceListId).Select(l => l.Revision).SingleAsync(cancellation);
        return new PriceVersionPage(
            versions.Single(v => v.Id == id), version.PriceListId, revision, version.Currency, version.Zone, ZoneDays.DayOf(version.Zone, clock.GetUtcNow()), version.ReviewOn, version.IndexPercent, version.IndexReason, version.Reason,
            Convert.ToHexStringLower(version.ContentHash), version.PublishedAt, found.Publisher, retirement?.RetiredAt, retirement?.Reason, version.ItemCount,
            [.. items.Take(PageSize).Select(i => new PublishedPrice(i.Id, i.Position, i.Terms, i.Price))],
            items.Count > PageSize ? items[PageSize - 1].Position : null, changes, versions);
    }

    /// <summary>Prices in effect today whose code or name contains a text, for the editor of quotes.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="currency">Only prices in this currency.</param>
    /// <param name="text">What to look for; empty for the first ones.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<IReadOnlyList<PublishedPrice>> FindAsync(Actor actor, Currency currency, string? text, CancellationToken cancellation) =>
        reads.RunAsync<IReadOnlyList<PublishedPrice>>(actor, async db =>
        {
            var versions = (await InEffectAsync(db, clock.GetUtcNow(), cancellation)).Where(version => version.Currency == currency).Select(version => version.Id).ToList();
            var pattern = Contains.Pattern(text) ?? "%";
            var items = await db.Set<PublishedPriceItem>()
                .Where(i => versions.Contains(i.VersionId)
                    && (EF.Functions.ILike(i.Terms.Code, pattern, Contains.Escape)
                        || EF.Functions.ILike(i.Terms.NameEnglish, pattern, Contains.Escape)
                        || EF.Functions.ILike(i.Terms.NameRussian, pattern, Contains.Escape)))
                .OrderBy(i => i.VersionId).ThenBy(i => i.Position).Take(50).ToListAsync(cancellation);
            return [.. items.Select(i => new PublishedPrice(i.Id, i.Position, i.Terms, i.Price))];
        }, cancellation);

    /// <summary>The versions that apply at a moment, one of each list at most.</summary>
    internal static async Task<IReadOnlyList<PriceVersionRow>> InEffectAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellation) =>
        [.. (await HeadsAsync(db, db.Set<PriceListVersion>(), cancellation)).GroupBy(head => head.List).SelectMany(group => Stand(group, now)).Where(version => version.Standing == VersionStanding.InEffect)];

    private static async Task<IReadOnlyList<PriceChange>> ChangesAsync(PortalDb db, PriceListVersionId earlier, PriceListVersionId later, CancellationToken cancellation)
    {
        var both = await db.Set<PublishedPriceItem>().Where(i => i.VersionId == earlier || i.VersionId == later).OrderBy(i => i.Position).ToListAsync(cancellation);
        return PriceChange.Between([.. both.Where(i => i.VersionId == earlier)], [.. both.Where(i => i.VersionId == later)]);
    }

    private static IQueryable<PriceListVersion> VersionsOf(PortalDb db, PriceListId list) => db.Set<PriceListVersion>().Where(v => v.PriceListId == list);

    private static Task<List<VersionHead>> HeadsAsync(PortalDb db, IQueryable<PriceListVersion> versions, CancellationToken cancellation) => (
        from v in versions
        orderby v.Number descending
        select new VersionHead(
            v.Id, v.PriceListId, v.Number, v.NameEnglish, v.NameRussian, v.Currency, v.Zone, v.PublishedAt, v.EffectiveFrom, v.ItemCount, v.Reason,
            db.Set<PriceListRetirement>().Where(r => r.VersionId == v.Id).Select(r => (DateTimeOffset?)r.RetiredAt).SingleOrDefault())).ToListAsync(cancellation);

    // What was published or taken back after a moment that is asked for was not so then.
    private static IEnumerable<VersionHead> KnownAt(IEnumerable<VersionHead> heads, DateTimeOffset? then) => then is not { } moment
        ? heads
        : heads.Where(head => head.PublishedAt <= moment).Select(head => head.RetiredAt > moment ? head with { RetiredAt = null } : head);

    // By date, when it is read: the newest version whose day has come and that was not taken back is in effect.
    private static List<PriceVersionRow> Stand(IEnumerable<VersionHead> heads, DateTimeOffset moment)
    {
        var rows = new List<PriceVersionRow>();
        var isTaken = false;
        foreach (var head in heads.OrderByDescending(head => head.Number))
        {
            var hasBegun = head.EffectiveFrom <= ZoneDays.DayOf(head.Zone, moment);
            var standing = head.RetiredAt is not null ? VersionStanding.Retired : !hasBegun ? VersionStanding.Upcoming : isTaken ? VersionStanding.Replaced : VersionStanding.InEffect;
            isTaken |= standing == VersionStanding.InEffect;
            rows.Add(new PriceVersionRow(head.Id, head.Number, head.NameEnglish, head.NameRussian, head.Currency, head.EffectiveFrom, head.ItemCount, standing, head.Reason,
                head.RetiredAt is { } retired ? ZoneDays.DayOf(head.Zone, retired) : null));
        }

        return rows;
    }

    private sealed record VersionHead(
        PriceListVersionId Id, PriceListId List, int Number, string NameEnglish, string NameRussian, Currency Currency, string Zone, DateTimeOffset PublishedAt, DateOnly EffectiveFrom,
        int ItemCount, string Reason, DateTimeOffset? RetiredAt);
}

/// <summary>The page of all lists.</summary>
/// <param name="MayEdit">Whether the actor edits drafts and publishes.</param>
/// <param name="Lists">The lists, oldest first.</param>
/// <param name="Next">The key to ask the next page after; null on the last.</param>
public sealed record PriceListsPage(bool MayEdit, IReadOnlyList<PriceListRow> Lists, string? Next);

/// <summary>One list.</summary>
/// <param name="Id">Which.</param>
/// <param name="NameEnglish">The English name; may be empty.</param>
/// <param name="NameRussian">The Russian name; may be empty.</param>
/// <param name="Currency">What its prices are counted in.</param>
/// <param name="DraftItems">How many prices the draft holds; 0 for who may not see it.</param>
/// <param name="ReviewOn">When the prices are to be looked at again; null when no day is set.</param>
/// <param name="Versions">The published versions, newest first.</param>
public sealed record PriceListRow(PriceListId Id, string NameEnglish, string NameRussian, Currency Currency, int DraftItems, DateOnly? ReviewOn, IReadOnlyList<PriceVersionRow> Versions)
{
    /// <summary>The name in a language, or in the other one.</summary>
    public string NameIn(Language language) => BothLanguages.Pick(language, NameEnglish, NameRussian);
}

/// <summary>One published version.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="NameEnglish">The English name; may be empty.</param>
/// <param name="NameRussian">The Russian name; may be empty.</param>
/// <param name="Currency">What its prices are counted in.</param>
/// <param name="EffectiveFrom">Its first day.</param>
/// <param name="ItemCount">How many prices it holds.</param>
/// <param name="Standing">How it stands now, or stood at the moment asked for.</param>
/// <param name="Reason">Why it was published.</param>
/// <param name="RetiredOn">The day it was taken back; null unless it was.</param>
public sealed record PriceVersionRow(
    PriceListVersionId Id, int Number, string NameEnglish, string NameRussian, Currency Currency, DateOnly EffectiveFrom, int ItemCount, VersionStanding Standing,
    string Reason, DateOnly? RetiredOn)
{
    /// <summary>The name in a language, or in the other one.</summary>
    public string NameIn(Language language) => BothLanguages.Pick(language, NameEnglish, NameRussian);
}

/// <summary>Which version of a list, and which of its prices.</summary>
public sealed record PublishedQuery
{
    /// <summary>The version of this number.</summary>
    public int? Number { get; init; }

    /// <summary>The version that applied at this moment; read when there is no number.</summary>
    public AsOf? AsOf { get; init; }

    /// <summary>The position after which the page begins; 0 for the first.</summary>
    public int After { get; init; }

    /// <summary>Part of a code or name; empty for all.</summary>
    public string? Text { get; init; }
}

/// <summary>The editor of a draft.</summary>
/// <param name="Id">Which list.</param>
/// <param name="Revision">What the forms post.</param>
/// <param name="Details">What the next version will say besides its prices.</param>
/// <param name="Currency">What the prices are counted in.</param>
/// <param name="Zone">The IANA zone of the list's days.</param>
/// <param name="Today">The first day the next version may apply from.</param>
/// <param name="Items">The prices, in order.</param>
/// <param name="Versions">The published versions, newest first.</param>
public sealed record PriceDraftPage(
    PriceListId Id, int Revision, PriceListDetails Details, Currency Currency, string Zone, DateOnly Today, IReadOnlyList<PriceDraftItem> Items, IReadOnlyList<PriceVersionRow> Versions);

/// <summary>One price of a draft.</summary>
/// <param name="Id">Which.</param>
/// <param name="Terms">What it is for.</param>
/// <param name="Price">The price of one; null while it is not known.</param>
public sealed record PriceDraftItem(PriceItemId Id, PriceItemTerms Terms, Composition? Price);

/// <summary>One published price, opened.</summary>
/// <param name="Id">Which.</param>
/// <param name="Position">Where it stands in its version, from 1.</param>
/// <param name="Terms">What it is for.</param>
/// <param name="Price">The price of one.</param>
public sealed record PublishedPrice(PublishedPriceItemId Id, int Position, PriceItemTerms Terms, Composition Price);

/// <summary>The page of a published version.</summary>
/// <param name="Version">Number, name, first day, standing.</param>
/// <param name="List">Of which list.</param>
/// <param name="Revision">The list's revision, which the form that takes the version back posts.</param>
/// <param name="Currency">What the prices are counted in.</param>
/// <param name="Zone">The IANA zone of the list's days.</param>
/// <param name="Today">The day it is there now.</param>
/// <param name="ReviewOn">When they are looked at again.</param>
/// <param name="IndexPercent">By how much they followed an index.</param>
/// <param name="IndexReason">Which index, and why.</param>
/// <param name="Reason">Why it was published.</param>
/// <param name="ContentHash">SHA-256 over all of it, in hexadecimal.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Publisher">By whom.</param>
/// <param name="RetiredAt">When it was taken back.</param>
/// <param name="RetirementReason">Why it was taken back.</param>
/// <param name="ItemCount">How many prices it holds in all.</param>
/// <param name="Items">The prices of this page.</param>
/// <param name="Next">The position to ask the next page after; null on the last.</param>
/// <param name="Changes">What differs from the version before.</param>
/// <param name="Versions">All versions of the list, newest first.</param>
public sealed record PriceVersionPage(
    PriceVersionRow Version, PriceListId List, int Revision, Currency Currency, string Zone, DateOnly Today, DateOnly? ReviewOn, decimal? IndexPercent, string IndexReason, string Reason,
    string ContentHash, DateTimeOffset PublishedAt, string Publisher, DateTimeOffset? RetiredAt, string? RetirementReason, int ItemCount, IReadOnlyList<PublishedPrice> Items, int? Next,
    IReadOnlyList<PriceChange> Changes, IReadOnlyList<PriceVersionRow> Versions);
