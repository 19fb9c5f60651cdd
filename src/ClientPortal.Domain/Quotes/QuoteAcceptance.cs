using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>How the host knows who accepts, from the request itself.</summary>
/// <param name="Method">How the person signed in again for this.</param>
/// <param name="AuthenticatedAt">When they did.</param>
/// <param name="Whence">From where, with what.</param>
/// <param name="ConsentText">The sentence they agreed to, in their language, as it was shown.</param>
public sealed record AcceptanceEvidence(SignInMethod Method, DateTimeOffset AuthenticatedAt, Whence Whence, string ConsentText);

/// <summary>That a signatory accepted a quote, with the evidence. Kept as it was.</summary>
public sealed class QuoteAcceptance : IRecorded
{
    /// <summary>A sign-in for an acceptance is good for this long.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The most characters of the sentence of consent.</summary>
    public const int LongestConsent = 2000;

    private QuoteAcceptance()
    {
    }

    /// <summary>Its identifier.</summary>
    public QuoteAcceptanceId Id { get; private init; }

    /// <summary>Of which quote; each is accepted once at most.</summary>
    public QuoteId QuoteId { get; private init; }

    /// <summary>For whom.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Who accepted.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Their name at that moment.</summary>
    public required string PersonName { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset AcceptedAt { get; private init; }

    /// <summary>How they signed in again for this.</summary>
    public SignInMethod Method { get; private init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset AuthenticatedAt { get; private init; }

    /// <summary>From where, as the server saw it, cut to 64 characters.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser says it is, cut to 300 characters.</summary>
    public required string Device { get; init; }

    /// <summary>SHA-256 over the bytes of the document they saw.</summary>
    public byte[] DocumentHash { get; private init; } = [];

    /// <summary>SHA-256 over the bytes of the kept document of the acceptance; null for what was accepted before such documents were made.</summary>
    public byte[]? ProtocolHash { get; private set; }

    /// <summary>The sentence they agreed to.</summary>
    public required string ConsentText { get; init; }

    /// <summary>What it is counted in.</summary>
    public Currency Currency { get; private init; }

    /// <summary>Without tax.</summary>
    public decimal NetAmount { get; private init; }

    /// <summary>The tax.</summary>
    public decimal TaxAmount { get; private init; }

    /// <summary>The total they saw and accepted.</summary>
    public decimal GrossAmount { get; private init; }

    /// <summary>How many lines were accepted.</summary>
    public int LineCount { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => QuoteId.Value;

    internal static QuoteAcceptance Of(IssuedQuote issued, LineAmounts total, int lines, Actor actor, AcceptanceEvidence evidence, DateTimeOffset at) => new()
    {
        Id = QuoteAcceptanceId.New(),
        QuoteId = issued.QuoteId,
        ClientId = issued.ClientId,
        PersonId = actor.Person,
        PersonName = actor.Name,
        AcceptedAt = at,
        Method = evidence.Method,
        AuthenticatedAt = evidence.AuthenticatedAt,
        Address = Cut(evidence.Whence.Address, 64),
        Device = Cut(evidence.Whence.Device, 300),
        DocumentHash = [.. issued.DocumentHash],
        ConsentText = evidence.ConsentText,
        Currency = issued.Currency,
        NetAmount = total.Net,
        TaxAmount = total.Tax,
        GrossAmount = total.Gross,
        LineCount = lines,
    };

    /// <summary>The evidence as its document says it.</summary>
    internal AcceptanceToRender ToRender() => new(PersonName, AcceptedAt, Method, Address, Device, ConsentText, Convert.ToHexStringLower(DocumentHash));

    /// <summary>Notes the document that was made of it, before it is kept.</summary>
    internal void Document(ContentHash document) => ProtocolHash = document.ToBytes();

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;
}

/// <summary>A line as it was accepted, with what it comes to. The contract's prices are locked to these.</summary>
public sealed class AcceptedQuoteLine : IBoundPart
{
    private AcceptedQuoteLine()
    {
    }

    /// <summary>In which quote.</summary>
    public QuoteId QuoteId { get; private init; }

    /// <summary>Which line.</summary>
    public QuoteLineKey Key { get; private init; }

    /// <summary>For whom.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Counts the accepted lines, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>Without tax, before discounts.</summary>
    public decimal ListAmount { get; private init; }

    /// <summary>What discounts took off.</summary>
    public decimal DiscountAmount { get; private init; }

    /// <summary>Without tax.</summary>
    public decimal NetAmount { get; private init; }

    /// <summary>The tax.</summary>
    public decimal TaxAmount { get; private init; }

    /// <summary>With tax.</summary>
    public decimal GrossAmount { get; private init; }

    /// <summary>The net amount opened.</summary>
    public required LineParts Parts { get; init; }

    internal static AcceptedQuoteLine Of(QuoteLine line, int position, LineAmounts amounts) => new()
    {
        QuoteId = line.QuoteId,
        Key = line.Key,
        ClientId = line.ClientId,
        Position = position,
        ListAmount = amounts.List,
        DiscountAmount = amounts.Discount,
        NetAmount = amounts.Net,
        TaxAmount = amounts.Tax,
        GrossAmount = amounts.Gross,
        Parts = amounts.Parts,
    };
}
