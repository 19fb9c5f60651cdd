using System.Globalization;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Documents.Quotes;

/// <summary>Whether a line is optional and what the client chose.</summary>
public enum LineChoice
{
    /// <summary>Part of the quote.</summary>
    Included,

    /// <summary>An option the client chose; part of the total.</summary>
    OptionChosen,

    /// <summary>An option the client did not choose; not part of the total.</summary>
    OptionNotChosen,
}

/// <summary>What the price of one unit is made of, in the quote's currency.</summary>
/// <param name="BaseWork">Own work.</param>
/// <param name="Materials">Materials and licences.</param>
/// <param name="Subcontractors">Work of others.</param>
/// <param name="Other">Other costs.</param>
/// <param name="MarginPercent">Margin as a share of the costs, in percent.</param>
/// <param name="Margin">Margin as an amount.</param>
public sealed record CompositionPaper(
    decimal BaseWork, decimal Materials, decimal Subcontractors, decimal Other, decimal MarginPercent, decimal Margin)
{
    /// <summary>The parts together: the price of one unit without tax.</summary>
    public decimal Price => BaseWork + Materials + Subcontractors + Other + Margin;
}

/// <summary>A line of a quote.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Note">More about it; null for none.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="UnitPrice">Price of one, without tax.</param>
/// <param name="Amount">Price of all without tax and discounts, rounded by the quote's rule.</param>
/// <param name="Choice">Whether it counts.</param>
/// <param name="Composition">What the price of one opens into; null when it is not opened. Its parts must add up to <paramref name="UnitPrice"/>.</param>
public sealed record QuoteLinePaper(
    string Description, string? Note, decimal Quantity, string Unit, decimal UnitPrice, decimal Amount, LineChoice Choice, CompositionPaper? Composition);

/// <summary>Lines that belong together.</summary>
/// <param name="Title">Their name; empty in a quote without sections.</param>
/// <param name="Lines">May be empty.</param>
/// <param name="Total">Sum of the lines that count.</param>
public sealed record QuoteSectionPaper(string Title, IReadOnlyList<QuoteLinePaper> Lines, decimal Total);

/// <summary>A discount.</summary>
/// <param name="Name">What it is taken off, and how much it is said to be.</param>
/// <param name="Reason">The rule or reason it is granted by.</param>
/// <param name="Amount">By how much the price falls, positive.</param>
public sealed record DiscountPaper(string Name, string Reason, decimal Amount);

/// <summary>A tax.</summary>
/// <param name="Percent">Its rate.</param>
/// <param name="Amount">Its amount.</param>
public sealed record TaxPaper(decimal Percent, decimal Amount);

/// <summary>What a stage costs.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Amount">Its total.</param>
public sealed record StageTotalPaper(string Name, decimal Amount);

/// <summary>The evidence of an acceptance.</summary>
/// <param name="Name">Who accepted.</param>
/// <param name="At">The moment, with the offset of the quote's zone at that moment.</param>
/// <param name="Method">How they signed in.</param>
/// <param name="Address">Network address the request came from.</param>
/// <param name="Device">Browser and system as the request named them.</param>
/// <param name="ConsentText">The words agreed to.</param>
/// <param name="IssuedSha256">SHA-256 of the quote as it was issued, 64 hexadecimal digits.</param>
public sealed record AcceptancePaper(string Name, DateTimeOffset At, SignInMethod Method, string Address, string Device, string ConsentText, string IssuedSha256);

/// <summary>An edition of a quote, everything that is printed and nothing else.</summary>
/// <param name="Language">Language of the document.</param>
/// <param name="Number">Number of the quote, its edition included.</param>
/// <param name="PreviousNumber">The edition it takes the place of; null for the first.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Introduction">What stands before the lines; may be empty.</param>
/// <param name="Provider">Who offers.</param>
/// <param name="Client">To whom.</param>
/// <param name="ValidUntil">Last day on which it can be accepted, in <paramref name="TimeZone"/>.</param>
/// <param name="TimeZone">Zone by its IANA name.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Sections">In order.</param>
/// <param name="Subtotal">Sum of the sections.</param>
/// <param name="Discounts">May be empty.</param>
/// <param name="Taxes">May be empty.</param>
/// <param name="Total">What the client pays.</param>
/// <param name="StageTotals">Totals by stage; may be empty.</param>
/// <param name="ContentHash">SHA-256 over what is offered, in hexadecimal, as the record names it.</param>
/// <param name="MadeAt">The moment of issue, or of acceptance; the time the file gives as its own.</param>
/// <param name="Acceptance">The evidence of its acceptance; null while it is offered.</param>
public sealed record QuotePaper(
    CultureInfo Language,
    string Number,
    string? PreviousNumber,
    string Title,
    string Introduction,
    PartyPaper Provider,
    PartyPaper Client,
    DateOnly ValidUntil,
    string TimeZone,
    string Currency,
    IReadOnlyList<QuoteSectionPaper> Sections,
    decimal Subtotal,
    IReadOnlyList<DiscountPaper> Discounts,
    IReadOnlyList<TaxPaper> Taxes,
    decimal Total,
    IReadOnlyList<StageTotalPaper> StageTotals,
    string ContentHash,
    DateTimeOffset MadeAt,
    AcceptancePaper? Acceptance = null);
