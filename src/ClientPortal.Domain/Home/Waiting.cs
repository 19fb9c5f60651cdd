using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Home;

/// <summary>What somebody is waited for to do.</summary>
public enum WaitKind
{
    /// <summary>Sign an offered contract.</summary>
    SignContract,

    /// <summary>Answer what the client asked about an offered contract.</summary>
    AnswerQuestion,

    /// <summary>Answer the latest revision of an amendment.</summary>
    AnswerAmendment,

    /// <summary>Sign an amendment both want.</summary>
    SignAmendment,

    /// <summary>Accept or decline a quote.</summary>
    AnswerQuote,

    /// <summary>Read a status report.</summary>
    ReadReport,

    /// <summary>Accept a stage that a report says has ended, or say what does not match.</summary>
    AcceptStage,

    /// <summary>Write the contract that follows from an accepted quote, and offer it.</summary>
    WriteContract,

    /// <summary>Answer the client's no to a quote.</summary>
    QuoteDeclined,

    /// <summary>Answer the client's no to a contract.</summary>
    ContractDeclined,

    /// <summary>Answer the client's no to an amendment.</summary>
    AmendmentDeclined,

    /// <summary>Answer that a stage does not match the contract.</summary>
    StageRefused,
}

/// <summary>Something that waits for one side. What waits for both stands there twice.</summary>
public sealed record Waiting
{
    /// <summary>What is to be done.</summary>
    public required WaitKind Kind { get; init; }

    /// <summary>About which client.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>The contract, amendment, quote or report.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number people quote: of the quote, or of the contract.</summary>
    public required string Number { get; init; }

    /// <summary>The amendment's number; null for anything else.</summary>
    public int? Amendment { get; init; }

    /// <summary>The title of the quote or of the contract.</summary>
    public required string Title { get; init; }

    /// <summary>The side that is waited for.</summary>
    public required Side Side { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The last day on which it can be done, in the thing's own zone; null when there is none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The first day of an offered contract, to be signed or asked about; null for anything else. It can be signed later too.</summary>
    public DateOnly? BeginsOn { get; init; }

    /// <summary>The day by which it is wanted: the last day, or the day the contract begins; null when there is neither.</summary>
    public DateOnly? WantedBy => Until ?? BeginsOn;

    /// <summary>Whether the reader can do it.</summary>
    public required bool Yours { get; init; }

    /// <summary>Who can sign or accept for that side, by name; empty when nobody can yet, or where managers answer.</summary>
    public IReadOnlyList<string> Who { get; init; } = [];

    /// <summary>The stage a report is on; null for anything else.</summary>
    public string? Stage { get; init; }

    /// <summary>What an amendment would change; empty for anything else.</summary>
    public IReadOnlyList<ChangeAbout> Changes { get; init; } = [];

    /// <summary>What a quote comes to with tax; null for anything else.</summary>
    public Money? Total { get; init; }
}

/// <summary>What an amendment touches.</summary>
public enum ChangeSubject
{
    /// <summary>The wording of a clause, one added or one taken out.</summary>
    Clause,

    /// <summary>The price of a stage.</summary>
    StagePrice,

    /// <summary>The days of a stage.</summary>
    StageDates,

    /// <summary>A stage added or taken out.</summary>
    Stage,

    /// <summary>The contract's last day.</summary>
    End,
}

/// <summary>One thing an amendment would change.</summary>
/// <param name="Subject">What it touches.</param>
/// <param name="Name">The name of the stage or the heading of the clause; null where there is none.</param>
public sealed record ChangeAbout(ChangeSubject Subject, string? Name);
