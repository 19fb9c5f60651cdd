using System.Security.Cryptography;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Domain.Pricing;

/// <summary>Everything that can be recorded about price lists. It stands in the installation's log: prices are one for all clients.</summary>
internal static class PricingFacts
{
    // About 300 bytes each in a leaf that holds 65,535; the frozen rows hold all of them.
    private const int MostChangesTold = 100;

    public static Fact Published(PublishedPrices published, Audience told) => new("price-list.published", null, Of(published.Version), told)
    {
        Values = Values(published),
        Personal = Personal(published.Version.Reason),
    };

    public static Fact Retired(PriceListVersion version, PriceListRetirement retirement, Audience told) => new("price-list.retired", null, Of(version), told)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["number"] = new FactValue.Whole(version.Number),
            ["version"] = new FactValue.Reference(version.Id.Value),
            ["name-english"] = new FactValue.Text(version.NameEnglish),
            ["name-russian"] = new FactValue.Text(version.NameRussian),
        },
        Personal = Personal(retirement.Reason),
    };

    public static Fact ReviewDue(PriceListVersion version, DateOnly reviewOn, Audience told) => new("price-list.review-due", null, Of(version), told)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["number"] = new FactValue.Whole(version.Number),
            ["version"] = new FactValue.Reference(version.Id.Value),
            ["name-english"] = new FactValue.Text(version.NameEnglish),
            ["name-russian"] = new FactValue.Text(version.NameRussian),
            ["review-on"] = new FactValue.Day(reviewOn),
        },
    };

    private static FactSubject Of(PriceListVersion version) => new("price-list", version.PriceListId.Value);

    private static Dictionary<string, FactValue> Values(PublishedPrices published)
    {
        var version = published.Version;
        var values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["number"] = new FactValue.Whole(version.Number),
            ["version"] = new FactValue.Reference(version.Id.Value),
            ["name-english"] = new FactValue.Text(version.NameEnglish),
            ["name-russian"] = new FactValue.Text(version.NameRussian),
            ["currency"] = new FactValue.Text(version.Currency.Code),
            ["effective-from"] = new FactValue.Day(version.EffectiveFrom),
            ["items"] = new FactValue.Whole(version.ItemCount),
            ["content"] = new FactValue.Hash(version.ContentHash),
            ["changed"] = new FactValue.Whole(published.Changes.Count),
        };
        if (version.IndexPercent is { } index) values["index-percent"] = new FactValue.Number(index);
        // The first version is all new: its content's hash says it.
        if (version.Number == 1 || published.Changes.Count == 0) return values;
        var changes = published.Changes.Select(change => Told(change, version)).ToList();
        values["changes"] = new FactValue.Sequence(changes.Take(MostChangesTold).ToList());
        if (changes.Count > MostChangesTold) values["changes-hash"] = new FactValue.Hash(Hash(published.Changes));
        return values;
    }

    private static FactValue Told(PriceChange change, PriceListVersion version) => new FactValue.Group(new Dictionary<string, FactValue>(StringComparer.Ordinal)
    {
        ["code"] = new FactValue.Text(change.Code),
        ["net"] = new FactValue.Change(Amount(change.Old, version), Amount(change.New, version)),
    });

    private static FactValue.Amount? Amount(Composition? price, PriceListVersion version) =>
        price is null ? null : new FactValue.Amount(Shared.Money.Exactly(price.Net, version.Currency).Amount, version.Currency.Code);

    private static byte[] Hash(IReadOnlyList<PriceChange> changes) => SHA256.HashData(CanonicalJson.Write(changes
        .Select(object? (change) => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = change.Code,
            ["old"] = Canonical.Number(change.Old?.Net),
            ["new"] = Canonical.Number(change.New?.Net),
        }).ToList()));

    private static Dictionary<string, string> Personal(string reason) => new(StringComparer.Ordinal) { ["reason"] = reason };
}
