using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// Makes documents out of terms: the one port of the domain. What it makes is rendered once and its bytes are kept, so it
/// may change its looks without changing what anybody signed.
/// </summary>
public interface IDocumentRenderer
{
    /// <summary>The contract as it is offered, as PDF in its binding language.</summary>
    byte[] Contract(ContractToRender contract);

    /// <summary>The protocol of an amendment as both sides agreed to it, as PDF in the contract's binding language.</summary>
    byte[] Protocol(ProtocolToRender protocol);

    /// <summary>A document with the evidence of its signatures.</summary>
    byte[] Signed(SignedToRender signed);
}

/// <summary>A contract to be rendered.</summary>
/// <param name="Terms">The frozen terms.</param>
/// <param name="Version">Their version.</param>
/// <param name="Fingerprint">The fingerprint of the terms, in hexadecimal.</param>
/// <param name="Client">Who the client is.</param>
/// <param name="People">The responsible people by identifier.</param>
/// <param name="LogKey">The key that verifies the client's log, as programs take it; null while the log has none.</param>
/// <param name="At">The moment of the offer.</param>
public sealed record ContractToRender(
    Terms Terms, int Version, string Fingerprint, ClientDetails Client, IReadOnlyDictionary<PersonId, PersonToRender> People, string? LogKey, DateTimeOffset At);

/// <summary>A person in a document.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
public sealed record PersonToRender(string Name, string Email);

/// <summary>An amendment's protocol to be rendered.</summary>
/// <param name="Number">The amendment's number.</param>
/// <param name="Revision">The revision both agreed to.</param>
/// <param name="ProposedFor">The side that proposed the amendment.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="EffectiveOn">From which day, in the contract's zone.</param>
/// <param name="Before">The terms as they are.</param>
/// <param name="BeforeVersion">Their version.</param>
/// <param name="After">The terms as they will be.</param>
/// <param name="Redline">What is different, clause by clause and stage by stage.</param>
/// <param name="Notice">How the notice was reckoned.</param>
/// <param name="Waivers">Who waived the notice for these changes, and why; mostly empty.</param>
/// <param name="Client">Who the client is.</param>
/// <param name="People">The responsible people by identifier.</param>
/// <param name="At">The moment of agreement.</param>
public sealed record ProtocolToRender(
    int Number, int Revision, Side ProposedFor, string ProposedBy, string Reason, DateOnly EffectiveOn, Terms Before, int BeforeVersion, Terms After,
    TermsRedline Redline, NoticeReckoning Notice, IReadOnlyList<WaiverShown> Waivers, ClientDetails Client,
    IReadOnlyDictionary<PersonId, PersonToRender> People, DateTimeOffset At);

/// <summary>A document with its signatures, to be rendered.</summary>
/// <param name="Kind">What the result is: <see cref="ContractDocumentKind.SignedContract"/> or <see cref="ContractDocumentKind.SignedProtocol"/>.</param>
/// <param name="Number">The contract's number.</param>
/// <param name="Amendment">The amendment's number; null for a contract.</param>
/// <param name="Title">What the contract is called.</param>
/// <param name="Language">The binding language.</param>
/// <param name="Zone">The contract's zone.</param>
/// <param name="Document">The bytes that were signed.</param>
/// <param name="Client">Who the client is.</param>
/// <param name="Signatures">The signatures, in the order they were given.</param>
public sealed record SignedToRender(
    ContractDocumentKind Kind, string Number, int? Amendment, string Title, Language Language, string Zone, byte[] Document, ClientDetails Client,
    IReadOnlyList<SignatureShown> Signatures);
