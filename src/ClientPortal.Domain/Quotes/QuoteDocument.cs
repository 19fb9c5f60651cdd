using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>Everything that stands in the document of an issued quote.</summary>
/// <param name="Number">What it is called.</param>
/// <param name="PreviousNumber">The edition it takes the place of; null for the first.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Introduction">What stands before the lines; may be empty.</param>
/// <param name="Client">For whom.</param>
/// <param name="IssuedAt">When it is issued.</param>
/// <param name="Issuer">By whom.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="Zone">The IANA zone in which that day ends.</param>
/// <param name="Sheet">Lines, discounts and totals, with the options ticked at first.</param>
/// <param name="ContentHash">SHA-256 over the canonical content, in hexadecimal.</param>
public sealed record QuoteDocument(
    string Number, string? PreviousNumber, string Title, Language Language, string Introduction, ClientDetails Client, DateTimeOffset IssuedAt, string Issuer,
    DateOnly ValidUntil, string Zone, QuoteSheet Sheet, string ContentHash);

/// <summary>Renders the document of a quote. The portal is built without knowing what makes its PDFs.</summary>
public interface IQuoteRenderer
{
    /// <summary>The bytes of the document; the same for the same content.</summary>
    byte[] Render(QuoteDocument document);
}
