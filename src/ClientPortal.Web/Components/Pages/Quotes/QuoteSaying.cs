using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Quotes;

/// <summary>Figures of quotes in the reader's words: quantities, discounts, what a price is made of.</summary>
internal sealed class QuoteSaying(IStringLocalizer<QuoteWords> words, Reader reader)
{
    /// <summary>"2.5 days".</summary>
    public string Quantity(QuoteLineTerms terms) => terms.Unit == PriceUnit.Custom
        ? $"{Number(terms.Quantity)} {terms.UnitText}"
        : words.Count($"Unit{terms.Unit}", terms.Quantity);

    /// <summary>What one is: "day".</summary>
    public string Unit(PriceUnit unit, string text) => unit == PriceUnit.Custom ? text : words[$"One{unit}"];

    /// <summary>"10% off the whole quote".</summary>
    public string Discount(SheetDiscount discount, string currency) => discount.LineDescription is { } line
        ? words["DiscountOffLine", Value(discount.Kind, discount.Value, currency), line]
        : words["DiscountOffWhole", Value(discount.Kind, discount.Value, currency)];

    /// <summary>A discount as an edition says it.</summary>
    public string Discount(DiscountSaid said, string? line, string currency) =>
        $"{(line is null ? words["DiscountOffWhole", Value(said.Kind, said.Value, currency)] : words["DiscountOffLine", Value(said.Kind, said.Value, currency), line])}: {said.Reason}";

    /// <summary>A number with as many decimals as it has.</summary>
    public string Number(decimal number) => number.ToString("#,0.####", reader.Culture);

    /// <summary>The price of one without tax, opened; what is nothing is left out.</summary>
    public IReadOnlyList<PricePart> Parts(Composition price) =>
        Parts(price.Base, price.Materials, price.Subcontractors, price.Other, price.Margin, words["MarginNote", MoneyFormat.Rate(price.MarginPercent, reader.Culture)]);

    /// <summary>An amount without tax, opened; what is nothing is left out.</summary>
    public IReadOnlyList<PricePart> Parts(LineParts parts) => Parts(parts.Base, parts.Materials, parts.Subcontractors, parts.Other, parts.Margin, marginNote: null);

    /// <summary>The taxes of what counts, one for each rate: the rate in percent and the amount.</summary>
    public static IReadOnlyList<(decimal Percent, decimal Amount)> Taxes(QuoteSheet sheet) =>
    [
        .. sheet.Sections.SelectMany(section => section.Lines).Where(line => line.Amounts.Counts)
            .GroupBy(line => line.Terms.Price.TaxPercent).OrderByDescending(rate => rate.Key)
            .Select(rate => (rate.Key, rate.Sum(line => line.Amounts.Tax))),
    ];

    private PricePart[] Parts(decimal own, decimal materials, decimal subcontractors, decimal other, decimal margin, string? marginNote) =>
    [
        .. new PricePart[]
        {
            new(words["PartBase"], own), new(words["PartMaterials"], materials), new(words["PartSubcontractors"], subcontractors), new(words["PartOther"], other),
            new(words["PartMargin"], margin, marginNote),
        }.Where(part => part.Amount > 0),
    ];

    private string Value(DiscountKind kind, decimal value, string currency) =>
        kind == DiscountKind.Percent ? MoneyFormat.Rate(value, reader.Culture) : MoneyFormat.Text(value, currency, reader.Culture);
}
