using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>A page of the list of quotes.</summary>
/// <param name="Rows">Newest number first.</param>
/// <param name="Next">The key to ask the next page after; null on the last.</param>
public sealed record QuoteListPage(IReadOnlyList<QuoteRow> Rows, string? Next);

/// <summary>One quote of the list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">Their name.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">How it stands now.</param>
/// <param name="Currency">What it is counted in.</param>
/// <param name="Gross">The total with tax, as accepted or as issued; null for a draft.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="At">When it was issued, or begun.</param>
public sealed record QuoteRow(
    QuoteId Id, ClientId Client, string ClientName, string Number, string Title, QuoteState State, Currency Currency, decimal? Gross, DateOnly? ValidUntil, DateTimeOffset At);

/// <summary>The page of an issued quote.</summary>
/// <param name="Id">Which.</param>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">Their name.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Introduction">What stands before the lines; may be empty.</param>
/// <param name="Revision">What the forms post.</param>
/// <param name="Then">The past moment it is shown as of; null for now.</param>
/// <param name="State">How it stands, or stood; a draft where it had not been issued by then.</param>
/// <param name="Moments">Who did what and when, for the sentence about its state.</param>
/// <param name="Sheet">Lines, discounts, stages, totals.</param>
/// <param name="ContentHash">SHA-256 over the content, in hexadecimal.</param>
/// <param name="DocumentHash">SHA-256 over the document's bytes, in hexadecimal; the form that accepts posts it.</param>
/// <param name="Editions">All editions the actor sees, oldest first.</param>
/// <param name="Changes">What differs from the edition before; null for the first.</param>
/// <param name="Acceptance">The evidence, once it is accepted.</param>
/// <param name="MayAnswer">Whether the actor accepts or declines it.</param>
/// <param name="MayRevise">Whether the actor may begin the next edition.</param>
public sealed record QuotePage(
    QuoteId Id, ClientId Client, string ClientName, string Number, string Title, Language Language, string Introduction, int Revision, DateTimeOffset? Then, QuoteState State,
    QuoteMoments Moments,
    QuoteSheet Sheet, string ContentHash, string DocumentHash, IReadOnlyList<EditionRow> Editions, EditionChanges? Changes, AcceptancePart? Acceptance, bool MayAnswer, bool MayRevise);

/// <summary>Who did what and when.</summary>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Issuer">By whom.</param>
/// <param name="ViewedAt">When the client first opened it.</param>
/// <param name="Viewer">Who did.</param>
/// <param name="AnsweredAt">When it was accepted or declined.</param>
/// <param name="Answerer">By whom.</param>
/// <param name="DeclinedBecause">Why it was declined; empty unless it was.</param>
/// <param name="SupersededAt">When a later edition took its place.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="Zone">The IANA zone in which that day ends.</param>
/// <param name="LapsesAt">The moment that day ends.</param>
public sealed record QuoteMoments(
    DateTimeOffset IssuedAt, string Issuer, DateTimeOffset? ViewedAt, string? Viewer, DateTimeOffset? AnsweredAt, string? Answerer, string DeclinedBecause,
    DateTimeOffset? SupersededAt, DateOnly ValidUntil, string Zone, DateTimeOffset LapsesAt)
{
    internal QuoteMoments Until(DateTimeOffset moment) => this with
    {
        ViewedAt = ViewedAt <= moment ? ViewedAt : null,
        AnsweredAt = AnsweredAt <= moment ? AnsweredAt : null,
        SupersededAt = SupersededAt <= moment ? SupersededAt : null,
    };
}

/// <summary>One edition under a number.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">What it is called.</param>
/// <param name="State">How it stands now.</param>
/// <param name="IssuedAt">When it was issued; null for a draft.</param>
public sealed record EditionRow(QuoteId Id, string Number, QuoteState State, DateTimeOffset? IssuedAt);

/// <summary>What differs between two editions.</summary>
/// <param name="Old">The earlier one's head.</param>
/// <param name="New">The later one's head.</param>
/// <param name="Content">Lines and discounts that differ.</param>
public sealed record EditionChanges(EditionHead Old, EditionHead New, QuoteChanges Content);

/// <summary>What an edition says besides its lines.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Introduction">What stands before the lines.</param>
/// <param name="Currency">What it is counted in.</param>
/// <param name="ValidUntil">The last day on which it could be accepted.</param>
/// <param name="Net">Without tax, with the options ticked at first.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Gross">With tax.</param>
public sealed record EditionHead(QuoteId Id, string Number, string Title, string Introduction, Currency Currency, DateOnly ValidUntil, decimal Net, decimal Tax, decimal Gross);

/// <summary>The evidence of an acceptance.</summary>
/// <param name="Name">Who accepted, by the name they had.</param>
/// <param name="At">When.</param>
/// <param name="Method">How they signed in again for it.</param>
/// <param name="AuthenticatedAt">When they did.</param>
/// <param name="Address">From where.</param>
/// <param name="Device">With what.</param>
/// <param name="ConsentText">The sentence they agreed to.</param>
/// <param name="Gross">The total they accepted.</param>
/// <param name="ProtocolHash">SHA-256 over the document of the acceptance, in hexadecimal; null for what was accepted before such documents were made.</param>
public sealed record AcceptancePart(
    string Name, DateTimeOffset At, SignInMethod Method, DateTimeOffset AuthenticatedAt, string Address, string Device, string ConsentText, decimal Gross, string? ProtocolHash);

/// <summary>The editor of a draft.</summary>
/// <param name="Id">Which.</param>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">Their name.</param>
/// <param name="Zone">The IANA zone of the client's days.</param>
/// <param name="Today">The first day it can be valid until.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Revision">What the editor posts.</param>
/// <param name="Details">Title, language, currency, introduction, last day, headings.</param>
/// <param name="Sheet">Lines, discounts, totals.</param>
/// <param name="Previous">The edition it revises.</param>
/// <param name="Changes">What differs from that one so far.</param>
/// <param name="Missing">What has to be mended before it can be issued; fields are named as the editor's form names them.</param>
public sealed record QuoteDraftPage(
    QuoteId Id, ClientId Client, string ClientName, string Zone, DateOnly Today, string Number, int Revision, QuoteDetails Details, QuoteSheet Sheet, QuoteId? Previous, QuoteChanges? Changes,
    IReadOnlyList<Refusal> Missing);

/// <summary>What a new quote begins with.</summary>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">Their name.</param>
/// <param name="Language">Their language.</param>
/// <param name="Zone">The IANA zone of their days.</param>
/// <param name="Today">The first day it can be valid until.</param>
/// <param name="Currency">The currency of the client's last quote, or of the prices there are; null when there are none.</param>
public sealed record QuoteStart(ClientId Client, string ClientName, Language Language, string Zone, DateOnly Today, Currency? Currency);

/// <summary>What the editor's form, as it stands, comes to.</summary>
/// <param name="Sheet">Lines and totals; null while something is wrong.</param>
/// <param name="Refusals">What is wrong.</param>
public sealed record QuotePreview(QuoteSheet? Sheet, IReadOnlyList<Refusal> Refusals);

/// <summary>The kept document of an issued quote.</summary>
/// <param name="Client">Whose.</param>
/// <param name="Number">What the quote is called.</param>
/// <param name="File">The bytes.</param>
public sealed record QuoteFile(ClientId Client, string Number, Files.FileContent File);
