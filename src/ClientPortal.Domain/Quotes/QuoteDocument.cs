using ClientPortal.Domain.Access;
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

/// <summary>The evidence of an acceptance as its document says it.</summary>
/// <param name="Name">Who accepted.</param>
/// <param name="At">When.</param>
/// <param name="Method">How they signed in again for it.</param>
/// <param name="Address">From where.</param>
/// <param name="Device">With what.</param>
/// <param name="ConsentText">The sentence they agreed to.</param>
/// <param name="IssuedHash">SHA-256 over the bytes of the quote as it was issued, in hexadecimal: the document they saw.</param>
public sealed record AcceptanceToRender(
    string Name, DateTimeOffset At, SignInMethod Method, string Address, string Device, string ConsentText, string IssuedHash);

/// <summary>Renders the documents of a quote. The portal is built without knowing what makes its PDFs.</summary>
public interface IQuoteRenderer
{
    /// <summary>The bytes of the document; the same for the same content.</summary>
    byte[] Render(QuoteDocument document);

    /// <summary>The bytes of the document of an acceptance: the quote with the options as they were chosen, the total and the evidence.</summary>
    byte[] RenderAccepted(QuoteDocument document, AcceptanceToRender acceptance);
}
