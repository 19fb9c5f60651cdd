using System.Globalization;

namespace ClientPortal.Documents.Contracts;

/// <summary>What becomes of words in a redline.</summary>
public enum RedlineKind
{
    /// <summary>They stay.</summary>
    Kept,

    /// <summary>They go.</summary>
    Deleted,

    /// <summary>They come.</summary>
    Added,
}

/// <summary>Words of a redline that share a fate.</summary>
/// <param name="Kind">Their fate.</param>
/// <param name="Text">The words with the spaces between them.</param>
public sealed record RedlinePart(RedlineKind Kind, string Text);

/// <summary>A clause that changes.</summary>
/// <param name="Number">Its number in the contract.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">Old and new wording in one, as <see cref="Redline.Between"/> makes it.</param>
/// <param name="Heading">Old and new heading in one; null to stand under the name of its kind.</param>
public sealed record ClauseChangePaper(string Number, ClauseKind Kind, IReadOnlyList<RedlinePart> Text, IReadOnlyList<RedlinePart>? Heading = null);

/// <summary>The contract ends on another day.</summary>
/// <param name="Before">The last day as it was; null when it ran until it was ended.</param>
/// <param name="After">The last day as it will be.</param>
public sealed record EndChangePaper(DateOnly? Before, DateOnly? After);

/// <summary>Dates and price of a stage on one side of a change.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Price">Fixed price in the contract's currency.</param>
public sealed record StageTerms(DateOnly From, DateOnly To, decimal Price);

/// <summary>A stage that changes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Null when the stage is new.</param>
/// <param name="After">Null when the stage is removed.</param>
public sealed record StageChangePaper(string Name, StageTerms? Before, StageTerms? After);

/// <summary>A protocol of changes to a contract.</summary>
/// <param name="Language">The binding language of the contract.</param>
/// <param name="Number">Number of the protocol.</param>
/// <param name="ContractNumber">Number of the contract it changes.</param>
/// <param name="ContractTitle">Title of that contract.</param>
/// <param name="Provider">The side that works.</param>
/// <param name="Client">The side that pays.</param>
/// <param name="Reason">Why: never empty.</param>
/// <param name="ProposedBy">Person and side.</param>
/// <param name="NoticeGivenOn">The day notice was given, in <paramref name="TimeZone"/>.</param>
/// <param name="TakesEffectOn">The day at whose first moment the changes apply, in <paramref name="TimeZone"/>.</param>
/// <param name="NoticeWaiver">The client's signatory's own words when they waived the notice period; null when they did not.</param>
/// <param name="TimeZone">The contract's zone by its IANA name.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Clauses">May be empty.</param>
/// <param name="Stages">May be empty.</param>
/// <param name="TotalBefore">Price of the contract before.</param>
/// <param name="TotalAfter">Price of the contract after.</param>
/// <param name="MadeAt">The moment the protocol was offered; the only time in the file.</param>
/// <param name="End">Null when the last day stays.</param>
public sealed record AmendmentPaper(
    CultureInfo Language,
    string Number,
    string ContractNumber,
    string ContractTitle,
    PartyPaper Provider,
    PartyPaper Client,
    string Reason,
    string ProposedBy,
    DateOnly NoticeGivenOn,
    DateOnly TakesEffectOn,
    string? NoticeWaiver,
    string TimeZone,
    string Currency,
    IReadOnlyList<ClauseChangePaper> Clauses,
    IReadOnlyList<StageChangePaper> Stages,
    decimal TotalBefore,
    decimal TotalAfter,
    DateTimeOffset MadeAt,
    EndChangePaper? End = null);
