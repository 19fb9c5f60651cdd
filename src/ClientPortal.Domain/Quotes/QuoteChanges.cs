namespace ClientPortal.Domain.Quotes;

/// <summary>What differs between an edition and the one before.</summary>
/// <param name="Lines">Lines that are new, gone or changed; in the order of the later edition, those that are gone at the end.</param>
/// <param name="Discounts">Discounts that are new, gone or changed.</param>
public sealed record QuoteChanges(IReadOnlyList<QuoteLineChange> Lines, IReadOnlyList<QuoteDiscountChange> Discounts)
{
    /// <summary>Compares line by line and discount by discount.</summary>
    public static QuoteChanges Between(
        IReadOnlyList<QuoteLine> earlier, IReadOnlyList<QuoteDiscount> earlierDiscounts, IReadOnlyList<QuoteLine> later, IReadOnlyList<QuoteDiscount> laterDiscounts)
    {
        var oldLines = earlier.ToDictionary(line => line.Key);
        var lines = new List<QuoteLineChange>();
        foreach (var line in later.OrderBy(line => line.Position))
        {
            oldLines.Remove(line.Key, out var old);
            if (old?.Terms != line.Terms) lines.Add(new QuoteLineChange(line.Key, old?.Terms, line.Terms));
        }

        lines.AddRange(oldLines.Values.OrderBy(line => line.Position).Select(line => new QuoteLineChange(line.Key, line.Terms, null)));

        var oldDiscounts = earlierDiscounts.ToDictionary(discount => discount.Id);
        var discounts = new List<QuoteDiscountChange>();
        foreach (var discount in laterDiscounts.OrderBy(discount => discount.Position))
        {
            oldDiscounts.Remove(discount.Id, out var old);
            if (old?.Said != discount.Said) discounts.Add(new QuoteDiscountChange(discount.Id, Said(old), Said(discount)));
        }

        discounts.AddRange(oldDiscounts.Values.OrderBy(discount => discount.Position).Select(discount => new QuoteDiscountChange(discount.Id, Said(discount), null)));
        return new QuoteChanges(lines, discounts);
    }

    private static DiscountSaid? Said(QuoteDiscount? discount) =>
        discount is null ? null : new DiscountSaid(discount.LineKey, discount.Kind, discount.Value, discount.Reason);
}

/// <summary>What became of one line.</summary>
/// <param name="Key">Which.</param>
/// <param name="Old">What it said; null when it is new.</param>
/// <param name="New">What it says; null when it is gone.</param>
public sealed record QuoteLineChange(QuoteLineKey Key, QuoteLineTerms? Old, QuoteLineTerms? New);

/// <summary>What became of one discount.</summary>
/// <param name="Id">Which.</param>
/// <param name="Old">What it said; null when it is new.</param>
/// <param name="New">What it says; null when it is gone.</param>
public sealed record QuoteDiscountChange(QuoteDiscountId Id, DiscountSaid? Old, DiscountSaid? New);

/// <summary>What a discount says.</summary>
/// <param name="Line">The line it is for; null for the whole quote.</param>
/// <param name="Kind">Percent or amount.</param>
/// <param name="Value">The percent or the amount.</param>
/// <param name="Reason">Why.</param>
public sealed record DiscountSaid(QuoteLineKey? Line, DiscountKind Kind, decimal Value, string Reason);
