using System.Security.Cryptography;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>A quote as it was issued: header, lines and discounts stay as they were, and a hash says so.</summary>
public sealed class IssuedQuote : IRecorded
{
    /// <summary>Bytes of a SHA-256 hash.</summary>
    public const int HashLength = 32;

    private IssuedQuote()
    {
    }

    /// <summary>Which quote.</summary>
    public QuoteId QuoteId { get; private init; }

    /// <summary>For whom.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>What it is called.</summary>
    public required string Number { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The language it is written in.</summary>
    public Language Language { get; private init; }

    /// <summary>What it is counted in.</summary>
    public Currency Currency { get; private init; }

    /// <summary>What stands before the lines; may be empty.</summary>
    public required string Introduction { get; init; }

    /// <summary>The last day on which it can be accepted.</summary>
    public DateOnly ValidUntil { get; private init; }

    /// <summary>The IANA zone in which that day ends.</summary>
    public required string Zone { get; init; }

    /// <summary>How many lines it has.</summary>
    public int LineCount { get; private init; }

    /// <summary>How many discounts it has.</summary>
    public int DiscountCount { get; private init; }

    /// <summary>Without tax and before discounts, with the options that are ticked at first.</summary>
    public decimal ListAmount { get; private init; }

    /// <summary>What discounts take off.</summary>
    public decimal DiscountAmount { get; private init; }

    /// <summary>Without tax.</summary>
    public decimal NetAmount { get; private init; }

    /// <summary>The tax.</summary>
    public decimal TaxAmount { get; private init; }

    /// <summary>With tax.</summary>
    public decimal GrossAmount { get; private init; }

    /// <summary>SHA-256 over the canonical form of all of it.</summary>
    public byte[] ContentHash { get; private init; } = [];

    /// <summary>SHA-256 over the bytes of the document, under which they are kept.</summary>
    public byte[] DocumentHash { get; private init; } = [];

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId IssuedBy { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => QuoteId.Value;

    internal static IssuedQuote Of(
        Quote quote, string zone, IReadOnlyList<IssuedQuoteLine> lines, IReadOnlyList<IssuedQuoteDiscount> discounts, LineAmounts total, byte[] contentHash, byte[] documentHash) => new()
        {
            QuoteId = quote.Id,
            ClientId = quote.ClientId,
            Number = quote.Number,
            Title = quote.Title,
            Language = quote.Language,
            Currency = quote.Currency,
            Introduction = quote.Introduction,
            ValidUntil = quote.ValidUntil!.Value,
            Zone = zone,
            LineCount = lines.Count,
            DiscountCount = discounts.Count,
            ListAmount = total.List,
            DiscountAmount = total.Discount,
            NetAmount = total.Net,
            TaxAmount = total.Tax,
            GrossAmount = total.Gross,
            ContentHash = contentHash,
            DocumentHash = documentHash,
            IssuedAt = quote.IssuedAt!.Value,
            IssuedBy = quote.IssuedBy!.Value,
        };

    /// <summary>The hash of everything the client is offered.</summary>
    internal static byte[] HashOf(Quote quote, string zone, IReadOnlyList<IssuedQuoteLine> lines, IReadOnlyList<IssuedQuoteDiscount> discounts) =>
        SHA256.HashData(CanonicalJson.Write(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 1L,
            ["quote"] = quote.Id.ToString(),
            ["client"] = quote.ClientId.ToString(),
            ["number"] = quote.Number,
            ["previous"] = quote.PreviousId?.ToString(),
            ["title"] = quote.Title,
            ["language"] = quote.Language.ToString(),
            ["currency"] = quote.Currency.Code,
            ["introduction"] = quote.Introduction,
            ["valid-until"] = Canonical.Day(quote.ValidUntil),
            ["zone"] = zone,
            ["lines"] = lines.Select(object? (line) => Line(line)).ToList(),
            ["discounts"] = discounts.Select(object? (discount) => Discount(discount)).ToList(),
        }));

    private static Dictionary<string, object?> Line(IssuedQuoteLine line) => new(StringComparer.Ordinal)
    {
        ["key"] = line.Key.ToString(),
        ["item"] = line.ItemId?.ToString(),
        ["section"] = line.Terms.Section,
        ["stage"] = line.Terms.Stage,
        ["code"] = line.Terms.Code,
        ["description"] = line.Terms.Description,
        ["unit"] = line.Terms.Unit.ToString(),
        ["unit-text"] = line.Terms.UnitText,
        ["quantity"] = Canonical.Number(line.Terms.Quantity),
        ["price"] = Canonical.Price(line.Terms.Price),
        ["list-net"] = Canonical.Number(line.Terms.ListNet),
        ["optional"] = line.Terms.IsOptional,
        ["suggested"] = line.Terms.IsSuggested,
        ["justification"] = line.Terms.Justification,
        ["amount"] = Canonical.Number(line.ListAmount),
    };

    private static Dictionary<string, object?> Discount(IssuedQuoteDiscount discount) => new(StringComparer.Ordinal)
    {
        ["id"] = discount.Id.ToString(),
        ["line"] = discount.LineKey?.ToString(),
        ["kind"] = discount.Kind.ToString(),
        ["value"] = Canonical.Number(discount.Value),
        ["reason"] = discount.Reason,
    };
}
