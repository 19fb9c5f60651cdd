using System.Globalization;

namespace ClientPortal.Documents.Contracts;

/// <summary>What a clause is about; clauses of one kind stand together under one number.</summary>
public enum ClauseKind
{
    /// <summary>What is done.</summary>
    Scope,

    /// <summary>What the provider must do.</summary>
    ProviderDuties,

    /// <summary>What the client must do.</summary>
    ClientDuties,

    /// <summary>How results are accepted.</summary>
    Acceptance,

    /// <summary>When things are done.</summary>
    Schedule,

    /// <summary>What it costs.</summary>
    Price,

    /// <summary>When and how it is paid.</summary>
    Payment,

    /// <summary>What is kept secret.</summary>
    Confidentiality,

    /// <summary>Currency and commodity risk.</summary>
    RiskOfRates,

    /// <summary>Discounts and their limits.</summary>
    Discounts,

    /// <summary>How changes are announced.</summary>
    NoticePeriod,

    /// <summary>Anything else.</summary>
    Custom,
}

/// <summary>What a notice period holds back.</summary>
public enum NoticeKind
{
    /// <summary>A change of price.</summary>
    Price,

    /// <summary>A change of dates.</summary>
    Dates,

    /// <summary>A change of scope.</summary>
    Scope,

    /// <summary>The end of the contract.</summary>
    Termination,
}

/// <summary>A clause as printed.</summary>
/// <param name="Kind">Decides the section and, when <paramref name="Number"/> is null, the number.</param>
/// <param name="Text">The wording; an empty line starts a new paragraph.</param>
/// <param name="Number">The number people quote; null to number by <see cref="ClauseNumbers"/>.</param>
/// <param name="Heading">Its own heading; null to stand under the name of its kind. Clauses with headings are printed in the order given.</param>
public sealed record ClausePaper(ClauseKind Kind, string Text, string? Number = null, string? Heading = null);

/// <summary>A stage as printed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Price">Fixed price in the contract's currency.</param>
/// <param name="Deliverables">What is handed over; may be empty.</param>
/// <param name="Responsible">Who answers for the stage, on both sides; may be empty.</param>
public sealed record StagePaper(string Name, DateOnly From, DateOnly To, decimal Price, IReadOnlyList<string> Deliverables, string Responsible);

/// <summary>How many days before a change takes effect notice of it must be given.</summary>
/// <param name="Kind">Which change.</param>
/// <param name="Days">Calendar days, zero or more.</param>
public sealed record NoticePaper(NoticeKind Kind, int Days);

/// <summary>A person who answers for the contract.</summary>
/// <param name="OfClient">True when the person is the client's, false when the provider's.</param>
/// <param name="Name">Full name.</param>
/// <param name="Role">What the person answers for.</param>
/// <param name="Contact">How to reach them; may be empty.</param>
public sealed record ResponsiblePaper(bool OfClient, string Name, string Role, string Contact);

/// <summary>A version of a contract, everything that is printed and nothing else.</summary>
/// <param name="Language">The binding language; words, dates and figures of the document follow it.</param>
/// <param name="Number">Number of the contract.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Title">What the contract is about.</param>
/// <param name="Provider">The side that works.</param>
/// <param name="Client">The side that pays.</param>
/// <param name="AppliesFrom">The day at whose first moment, in <paramref name="TimeZone"/>, the version takes effect.</param>
/// <param name="TimeZone">The contract's zone by its IANA name.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="PriceTotal">Sum of the stages.</param>
/// <param name="Clauses">In order of kinds; clauses of a kind keep their order.</param>
/// <param name="Stages">In order; may be empty.</param>
/// <param name="Notices">May be empty.</param>
/// <param name="Responsible">People of both sides; may be empty.</param>
/// <param name="MadeAt">The moment the version was offered; the only time in the file.</param>
/// <param name="EndsOn">The last day; null when the contract runs until it is ended.</param>
/// <param name="LogKey">The key that verifies the record of the contract's changes (C2SP signed-note); null while there is none.</param>
public sealed record ContractPaper(
    CultureInfo Language,
    string Number,
    int Version,
    string Title,
    PartyPaper Provider,
    PartyPaper Client,
    DateOnly AppliesFrom,
    string TimeZone,
    string Currency,
    decimal PriceTotal,
    IReadOnlyList<ClausePaper> Clauses,
    IReadOnlyList<StagePaper> Stages,
    IReadOnlyList<NoticePaper> Notices,
    IReadOnlyList<ResponsiblePaper> Responsible,
    DateTimeOffset MadeAt,
    DateOnly? EndsOn = null,
    string? LogKey = null);
