using System.ComponentModel.DataAnnotations.Schema;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;

namespace ClientPortal.Domain.Quotes;

/// <summary>What a line of a quote says.</summary>
[ComplexType]
public sealed record QuoteLineTerms
{
    /// <summary>The most characters of a section's heading.</summary>
    public const int LongestSection = 200;

    /// <summary>The most characters of a stage's name: a contract's stage, which follows from it, has no longer one.</summary>
    public const int LongestStage = 120;

    /// <summary>The most characters of a description.</summary>
    public const int LongestDescription = 4000;

    /// <summary>The most characters of a justification.</summary>
    public const int LongestJustification = 1000;

    /// <summary>Decimals of a quantity.</summary>
    public const int QuantityDecimals = 4;

    /// <summary>The largest quantity.</summary>
    public const decimal LargestQuantity = 1_000_000m;

    /// <summary>The heading it stands under; empty in a quote without sections.</summary>
    public required string Section { get; init; }

    /// <summary>The stage of the work it belongs to; may be empty in a draft.</summary>
    public required string Stage { get; init; }

    /// <summary>The price list's code; empty for a line that is in none.</summary>
    public required string Code { get; init; }

    /// <summary>What is offered, in the quote's language.</summary>
    public required string Description { get; init; }

    /// <summary>What one is.</summary>
    public PriceUnit Unit { get; init; }

    /// <summary>The unit in words; empty unless it is <see cref="PriceUnit.Custom"/>.</summary>
    public required string UnitText { get; init; }

    /// <summary>How many, more than 0, at most four decimals.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The price of one, opened.</summary>
    public required Composition Price { get; init; }

    /// <summary>The published price of one without tax; null for a line that is in no list.</summary>
    public decimal? ListNet { get; init; }

    /// <summary>Whether the client chooses it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether an optional line is ticked before the client decides.</summary>
    public bool IsSuggested { get; init; }

    /// <summary>Why the price is not the published one; empty where it is.</summary>
    public required string Justification { get; init; }
}

/// <summary>A line of a quote.</summary>
public abstract class QuoteLine
{
    /// <summary>The most lines of one quote.</summary>
    public const int Most = 500;

    /// <summary>Which line it is, in every edition.</summary>
    public QuoteLineKey Key { get; internal init; }

    /// <summary>Whose it is.</summary>
    public ClientId ClientId { get; internal init; }

    /// <summary>In which edition.</summary>
    public QuoteId QuoteId { get; internal init; }

    /// <summary>Where it stands, from 1.</summary>
    public int Position { get; internal set; }

    /// <summary>The published price it comes from; null for a line that is in no list.</summary>
    public PublishedPriceItemId? ItemId { get; internal set; }

    /// <summary>What it says.</summary>
    public required QuoteLineTerms Terms { get; set; }
}

/// <summary>A line of a draft.</summary>
public sealed class DraftQuoteLine : QuoteLine
{
    private DraftQuoteLine()
    {
    }

    internal static DraftQuoteLine Of(Quote quote, QuoteLineKey key, int position, PublishedPriceItemId? item, QuoteLineTerms terms) =>
        new() { Key = key, ClientId = quote.ClientId, QuoteId = quote.Id, Position = position, ItemId = item, Terms = terms };

    internal void Change(int position, PublishedPriceItemId? item, QuoteLineTerms terms) => (Position, ItemId, Terms) = (position, item, terms);
}

/// <summary>A line as it was issued.</summary>
public sealed class IssuedQuoteLine : QuoteLine, IBoundPart
{
    private IssuedQuoteLine()
    {
    }

    /// <summary>The amount without tax and before discounts.</summary>
    public decimal ListAmount { get; private init; }

    internal static IssuedQuoteLine Of(DraftQuoteLine line, int position, decimal amount) => new()
    {
        Key = line.Key,
        ClientId = line.ClientId,
        QuoteId = line.QuoteId,
        Position = position,
        ItemId = line.ItemId,
        Terms = line.Terms with { Price = line.Terms.Price with { } },
        ListAmount = amount,
    };
}
