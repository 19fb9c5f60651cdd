using ClientPortal.Domain.Data;

namespace ClientPortal.Domain.Quotes;

/// <summary>How a discount is said.</summary>
public enum DiscountKind
{
    /// <summary>In percent of what is left.</summary>
    Percent,

    /// <summary>As an amount without tax.</summary>
    Fixed,
}

/// <summary>What is taken off a line or the whole quote, and why. It never takes more than there is.</summary>
public abstract class QuoteDiscount
{
    /// <summary>The most discounts of one quote.</summary>
    public const int Most = 50;

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>Which discount it is, in every edition.</summary>
    public QuoteDiscountId Id { get; internal init; }

    /// <summary>Whose it is.</summary>
    public ClientId ClientId { get; internal init; }

    /// <summary>In which edition.</summary>
    public QuoteId QuoteId { get; internal init; }

    /// <summary>Its place among the discounts, from 1.</summary>
    public int Position { get; internal set; }

    /// <summary>The line it is for; null for the whole quote.</summary>
    public QuoteLineKey? LineKey { get; internal set; }

    /// <summary>How it is said.</summary>
    public DiscountKind Kind { get; internal set; }

    /// <summary>The percent or the amount, more than 0.</summary>
    public decimal Value { get; internal set; }

    /// <summary>Why it is given.</summary>
    public required string Reason { get; set; }

    /// <summary>What it says, apart from where it stands.</summary>
    internal (QuoteLineKey? Line, DiscountKind Kind, decimal Value, string Reason) Said => (LineKey, Kind, Value, Reason);
}

/// <summary>A discount of a draft.</summary>
public sealed class DraftQuoteDiscount : QuoteDiscount
{
    private DraftQuoteDiscount()
    {
    }

    internal static DraftQuoteDiscount Of(Quote quote, QuoteDiscountId id, int position, QuoteLineKey? line, DiscountKind kind, decimal value, string reason) =>
        new() { Id = id, ClientId = quote.ClientId, QuoteId = quote.Id, Position = position, LineKey = line, Kind = kind, Value = value, Reason = reason };

    internal void Change(int position, QuoteLineKey? line, DiscountKind kind, decimal value, string reason) =>
        (Position, LineKey, Kind, Value, Reason) = (position, line, kind, value, reason);
}

/// <summary>A discount as it was issued.</summary>
public sealed class IssuedQuoteDiscount : QuoteDiscount, IBoundPart
{
    private IssuedQuoteDiscount()
    {
    }

    internal static IssuedQuoteDiscount Of(DraftQuoteDiscount discount, int position) => new()
    {
        Id = discount.Id,
        ClientId = discount.ClientId,
        QuoteId = discount.QuoteId,
        Position = position,
        LineKey = discount.LineKey,
        Kind = discount.Kind,
        Value = discount.Value,
        Reason = discount.Reason,
    };
}
