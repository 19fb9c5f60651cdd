using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>A quote's lines, discounts and totals as pages and documents show them: the same for the editor, the client and the PDF.</summary>
/// <param name="Currency">What everything is counted in.</param>
/// <param name="Sections">The lines under their headings.</param>
/// <param name="Discounts">The discounts with what they take off.</param>
/// <param name="Stages">Counted lines together, stage by stage.</param>
/// <param name="Total">Counted lines together.</param>
public sealed record QuoteSheet(
    Currency Currency, IReadOnlyList<SheetSection> Sections, IReadOnlyList<SheetDiscount> Discounts, IReadOnlyList<StageAmounts> Stages, LineAmounts Total)
{
    /// <summary>Whether the client chooses anything.</summary>
    public bool HasOptions => Sections.Any(section => section.Lines.Any(line => line.Terms.IsOptional));

    /// <summary>Reckons and lays out.</summary>
    /// <param name="currency">What everything is counted in.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="discounts">The discounts.</param>
    /// <param name="chosen">The chosen options; null for those ticked at first.</param>
    /// <param name="sections">Headings in order, when some may have no line; null to take them from the lines.</param>
    public static QuoteSheet Of(
        Currency currency, IReadOnlyList<QuoteLine> lines, IReadOnlyList<QuoteDiscount> discounts, IReadOnlySet<QuoteLineKey>? chosen = null, IReadOnlyList<string>? sections = null)
    {
        var ticked = chosen ?? Suggested(lines);
        var reckoning = Reckoning.Of(currency, lines, discounts, ticked);
        var ordered = lines.OrderBy(line => line.Position).ToList();
        var headings = (sections ?? []).Concat(ordered.Select(line => line.Terms.Section)).Distinct(StringComparer.Ordinal);
        return new QuoteSheet(
            currency,
            [.. headings.Select(heading => new SheetSection(heading, [.. ordered.Where(line => line.Terms.Section == heading)
                .Select(line => new SheetLine(line.Key, line.ItemId, line.Terms, line.Terms.IsOptional && ticked.Contains(line.Key), reckoning.Of(line)))]))],
            [.. discounts.OrderBy(discount => discount.Position).Select(discount => new SheetDiscount(
                discount.Id, discount.LineKey, ordered.Find(line => line.Key == discount.LineKey)?.Terms.Description, discount.Kind, discount.Value, discount.Reason, reckoning.Of(discount)))],
            reckoning.ByStage(ordered),
            reckoning.Total);
    }

    /// <summary>The options that are ticked before the client decides.</summary>
    public static IReadOnlySet<QuoteLineKey> Suggested(IEnumerable<QuoteLine> lines) =>
        lines.Where(line => line.Terms.IsOptional && line.Terms.IsSuggested).Select(line => line.Key).ToHashSet();
}

/// <summary>Lines under one heading.</summary>
/// <param name="Title">The heading; empty in a quote without sections.</param>
/// <param name="Lines">The lines, in order.</param>
public sealed record SheetSection(string Title, IReadOnlyList<SheetLine> Lines);

/// <summary>One line.</summary>
/// <param name="Key">Which line.</param>
/// <param name="Item">The published price it comes from.</param>
/// <param name="Terms">What it says.</param>
/// <param name="IsChosen">Whether it is an option that is chosen.</param>
/// <param name="Amounts">What it comes to.</param>
public sealed record SheetLine(QuoteLineKey Key, PublishedPriceItemId? Item, QuoteLineTerms Terms, bool IsChosen, LineAmounts Amounts);

/// <summary>One discount.</summary>
/// <param name="Id">Which.</param>
/// <param name="Line">The line it is for; null for the whole quote.</param>
/// <param name="LineDescription">What that line offers.</param>
/// <param name="Kind">Percent or amount.</param>
/// <param name="Value">The percent or the amount.</param>
/// <param name="Reason">Why.</param>
/// <param name="Amount">What it takes off the counted lines.</param>
public sealed record SheetDiscount(QuoteDiscountId Id, QuoteLineKey? Line, string? LineDescription, DiscountKind Kind, decimal Value, string Reason, decimal Amount);
