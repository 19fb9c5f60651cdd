using System.Security.Cryptography;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing;

/// <summary>The provider's prices of one kind. Its items are the draft, which is edited in place; what was published never changes.</summary>
public sealed class PriceList : Root
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 200;

    /// <summary>The most characters of the reason for an index rate or a publication.</summary>
    public const int LongestReason = 1000;

    /// <summary>The most prices in one list.</summary>
    public const int MostItems = 20_000;

    /// <summary>The largest index rate, in percent.</summary>
    public const decimal LargestIndex = 1000m;

    private PriceList()
    {
    }

    /// <summary>Its identifier.</summary>
    public PriceListId Id { get; private init; }

    /// <summary>The English name; empty where only the Russian one is known.</summary>
    public required string NameEnglish { get; set; }

    /// <summary>The Russian name; empty where only the English one is known.</summary>
    public required string NameRussian { get; set; }

    /// <summary>What every price of the list is counted in; fixed when the list is opened.</summary>
    public Currency Currency { get; private init; }

    /// <summary>The IANA zone in which the list's days begin.</summary>
    public required string Zone { get; init; }

    /// <summary>From which day the next version is to apply; null while that is open.</summary>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>When the prices are to be looked at again; null when no day is set.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>By how much prices follow an index, in percent; null when they follow none.</summary>
    public decimal? IndexPercent { get; private set; }

    /// <summary>Which index, and why; empty when there is none.</summary>
    public required string IndexReason { get; set; }

    /// <summary>The number of the version published last; 0 before the first.</summary>
    public int LatestNumber { get; private set; }

    /// <summary>When the list was opened.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId OpenedBy { get; private init; }

    /// <summary>Opens a list with nothing in it.</summary>
    public static PriceList Open(PriceListDetails details, Currency currency, string zone, PersonId by, DateTimeOffset at)
    {
        var list = new PriceList
        {
            Id = PriceListId.New(),
            NameEnglish = details.NameEnglish,
            NameRussian = details.NameRussian,
            Currency = currency,
            Zone = zone,
            IndexReason = details.IndexReason,
            OpenedAt = at,
            OpenedBy = by,
        };
        list.Set(details);
        return list;
    }

    /// <summary>What the next version will say besides its prices.</summary>
    public PriceListDetails Details => new(NameEnglish, NameRussian, EffectiveFrom, ReviewOn, IndexPercent, IndexReason);

    /// <summary>The day it is in the list's zone.</summary>
    public DateOnly DayAt(DateTimeOffset moment) => ZoneDays.DayOf(Zone, moment);

    /// <summary>Changes what the next version will say besides its prices.</summary>
    public void Change(PriceListDetails details)
    {
        Set(details);
        RaiseRevision();
    }

    /// <summary>Adds a price to the draft.</summary>
    /// <param name="terms">What it is for.</param>
    /// <param name="price">The price of one; null while it is not known.</param>
    /// <param name="count">How many the draft holds.</param>
    /// <param name="last">The position of the last one.</param>
    /// <exception cref="RuleBroken">The list is full.</exception>
    public PriceItem Add(PriceItemTerms terms, Composition? price, int count, int last)
    {
        if (count >= MostItems) throw new RuleBroken(Rule.PriceListFull, null, MostItems);
        RaiseRevision();
        return PriceItem.Of(Id, last + 1, terms, price);
    }

    /// <summary>Changes a price of the draft.</summary>
    public void Change(PriceItem item, PriceItemTerms terms, Composition? price)
    {
        item.Change(terms, price);
        RaiseRevision();
    }

    /// <summary>Takes a price out of the draft; the caller deletes it.</summary>
    public void Remove(PriceItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        RaiseRevision();
    }

    /// <summary>The draft was changed by an import.</summary>
    internal void Imported() => RaiseRevision();

    /// <summary>Publishes the draft as the next version.</summary>
    /// <param name="items">The whole draft, in order.</param>
    /// <param name="latest">The version published last; null before the first.</param>
    /// <param name="latestItems">What that one holds.</param>
    /// <param name="reason">Why the prices are published.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">The list is empty, incomplete or unchanged, or the day is missing, past or before the latest version's.</exception>
    public PublishedPrices Publish(
        IReadOnlyList<PriceItem> items, PriceListVersion? latest, IReadOnlyList<PublishedPriceItem> latestItems, string reason, PersonId by, DateTimeOffset at)
    {
        RefuseUnready(items, latest, at);
        var version = PriceListVersionId.New();
        var published = items.Select((item, i) => PublishedPriceItem.Of(version, i + 1, item)).ToList();
        var head = PriceListVersion.Of(version, this, LatestNumber + 1, published, reason, by, at);
        var changes = PriceChange.Between(latestItems, published);
        if (latest is not null && changes.Count == 0 && latest.Says(this)) throw new RuleBroken(Rule.PriceListUnchanged);
        LatestNumber++;
        RaiseRevision();
        return new PublishedPrices(head, published, changes);
    }

    /// <summary>Takes a version back.</summary>
    public PriceListRetirement Retire(PriceListVersion version, string reason, PersonId by, DateTimeOffset at)
    {
        RaiseRevision();
        return PriceListRetirement.Of(version, reason, by, at);
    }

    private void RefuseUnready(IReadOnlyList<PriceItem> items, PriceListVersion? latest, DateTimeOffset at)
    {
        var rules = new FormRules();
        var today = DayAt(at);
        if (items.Count == 0) rules.Refuse(Rule.PriceListEmpty, null);
        var incomplete = items.Where(item => item.Price is null).ToList();
        if (incomplete.Count > 0) rules.Refuse(Rule.PriceListIncomplete, null, incomplete.Count, incomplete[0].Terms.Code);
        if (EffectiveFrom is not { } day) rules.Refuse(Rule.Required, nameof(EffectiveFrom));
        else if (day < today) rules.Refuse(Rule.DayPassed, nameof(EffectiveFrom), today);
        else if (latest is not null && day < latest.EffectiveFrom) rules.Refuse(Rule.PriceListBeforeLatest, nameof(EffectiveFrom), latest.EffectiveFrom);
        rules.ThrowIfBroken();
    }

    private void Set(PriceListDetails details) =>
        (NameEnglish, NameRussian, EffectiveFrom, ReviewOn, IndexPercent, IndexReason) =
            (details.NameEnglish, details.NameRussian, details.EffectiveFrom, details.ReviewOn, details.IndexPercent, details.IndexReason);
}

/// <summary>What a version says besides its prices, checked.</summary>
public sealed record PriceListDetails(
    string NameEnglish, string NameRussian, DateOnly? EffectiveFrom, DateOnly? ReviewOn, decimal? IndexPercent, string IndexReason);

/// <summary>What a publication makes.</summary>
public sealed record PublishedPrices(PriceListVersion Version, IReadOnlyList<PublishedPriceItem> Items, IReadOnlyList<PriceChange> Changes);

/// <summary>A published version; it stays as it was published.</summary>
public sealed class PriceListVersion : IRecorded
{
    private PriceListVersion()
    {
    }

    /// <summary>Its identifier.</summary>
    public PriceListVersionId Id { get; private init; }

    /// <summary>Which list.</summary>
    public PriceListId PriceListId { get; private init; }

    /// <summary>Counts the versions of the list, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The English name; empty where only the Russian one was known.</summary>
    public required string NameEnglish { get; init; }

    /// <summary>The Russian name; empty where only the English one was known.</summary>
    public required string NameRussian { get; init; }

    /// <summary>What every price is counted in.</summary>
    public Currency Currency { get; private init; }

    /// <summary>The IANA zone in which the days begin.</summary>
    public required string Zone { get; init; }

    /// <summary>The first day on which the prices apply.</summary>
    public DateOnly EffectiveFrom { get; private init; }

    /// <summary>When the prices are to be looked at again; null when no day was set.</summary>
    public DateOnly? ReviewOn { get; private init; }

    /// <summary>By how much the prices followed an index, in percent; null when they followed none.</summary>
    public decimal? IndexPercent { get; private init; }

    /// <summary>Which index, and why; may be empty.</summary>
    public required string IndexReason { get; init; }

    /// <summary>Why it was published.</summary>
    public required string Reason { get; init; }

    /// <summary>How many prices it holds.</summary>
    public int ItemCount { get; private init; }

    /// <summary>SHA-256 over the canonical form of everything in it.</summary>
    public byte[] ContentHash { get; private init; } = [];

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId PublishedBy { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => PriceListId.Value;

    internal static PriceListVersion Of(
        PriceListVersionId id, PriceList list, int number, IReadOnlyList<PublishedPriceItem> items, string reason, PersonId by, DateTimeOffset at) => new()
        {
            Id = id,
            PriceListId = list.Id,
            Number = number,
            NameEnglish = list.NameEnglish,
            NameRussian = list.NameRussian,
            Currency = list.Currency,
            Zone = list.Zone,
            EffectiveFrom = list.EffectiveFrom!.Value,
            ReviewOn = list.ReviewOn,
            IndexPercent = list.IndexPercent,
            IndexReason = list.IndexReason,
            Reason = reason,
            ItemCount = items.Count,
            ContentHash = Hash(list, number, items),
            PublishedAt = at,
            PublishedBy = by,
        };

    internal bool Says(PriceList list) =>
        new PriceListDetails(NameEnglish, NameRussian, EffectiveFrom, ReviewOn, IndexPercent, IndexReason) == list.Details;

    private static byte[] Hash(PriceList list, int number, IReadOnlyList<PublishedPriceItem> items) =>
        SHA256.HashData(CanonicalJson.Write(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 1L,
            ["list"] = list.Id.ToString(),
            ["number"] = (long)number,
            ["name-english"] = list.NameEnglish,
            ["name-russian"] = list.NameRussian,
            ["currency"] = list.Currency.Code,
            ["effective-from"] = Canonical.Day(list.EffectiveFrom),
            ["review-on"] = Canonical.Day(list.ReviewOn),
            ["index-percent"] = Canonical.Number(list.IndexPercent),
            ["index-reason"] = list.IndexReason,
            ["items"] = items.Select(object? (item) => Canonical.Item(item)).ToList(),
        }));
}

/// <summary>That a version is not offered any more, from this moment on. Kept, never taken back: prices are published anew instead.</summary>
public sealed class PriceListRetirement : IRecorded
{
    private PriceListRetirement()
    {
    }

    /// <summary>Which version.</summary>
    public PriceListVersionId VersionId { get; private init; }

    /// <summary>Of which list.</summary>
    public PriceListId PriceListId { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset RetiredAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId RetiredBy { get; private init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public Guid RecordedAs => PriceListId.Value;

    internal static PriceListRetirement Of(PriceListVersion version, string reason, PersonId by, DateTimeOffset at) =>
        new() { VersionId = version.Id, PriceListId = version.PriceListId, Reason = reason, RetiredAt = at, RetiredBy = by };
}

/// <summary>How a published version stands on a day.</summary>
public enum VersionStanding
{
    /// <summary>Published, its first day is still to come.</summary>
    Upcoming,

    /// <summary>The version that applies.</summary>
    InEffect,

    /// <summary>A later version applies instead.</summary>
    Replaced,

    /// <summary>Taken back by hand.</summary>
    Retired,
}
