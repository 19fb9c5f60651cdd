namespace ClientPortal.Domain.Pricing;

/// <summary>What became of one price between two versions.</summary>
/// <param name="Code">The item's code.</param>
/// <param name="Old">The earlier price; null when the item is new.</param>
/// <param name="New">The later price; null when the item is gone.</param>
/// <param name="Name">The item's name as it stands later, or stood.</param>
/// <param name="TermsChanged">Whether name, unit or basis differ as well.</param>
public sealed record PriceChange(string Code, Composition? Old, Composition? New, PriceItemTerms Name, bool TermsChanged)
{
    /// <summary>The change of the price without tax in percent of the old one, two decimals; null when there is none to compare.</summary>
    public decimal? Percent => Old is { Net: > 0 } && New is not null ? Math.Round((New.Net - Old.Net) / Old.Net * 100, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>Every item that differs, in the order of the later version, those that are gone at the end.</summary>
    public static IReadOnlyList<PriceChange> Between(IReadOnlyList<PublishedPriceItem> earlier, IReadOnlyList<PublishedPriceItem> later)
    {
        var before = earlier.ToDictionary(item => item.Terms.Code, StringComparer.OrdinalIgnoreCase);
        var after = later.Select(item => item.Terms.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changes = new List<PriceChange>();
        foreach (var item in later)
        {
            var old = before.GetValueOrDefault(item.Terms.Code);
            if (old is not null && old.Price == item.Price && old.Terms == item.Terms) continue;
            changes.Add(new PriceChange(item.Terms.Code, old?.Price, item.Price, item.Terms, old is not null && old.Terms != item.Terms));
        }

        changes.AddRange(earlier.Where(item => !after.Contains(item.Terms.Code))
            .Select(item => new PriceChange(item.Terms.Code, item.Price, null, item.Terms, TermsChanged: false)));
        return changes;
    }
}
