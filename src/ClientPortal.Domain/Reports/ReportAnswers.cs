using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>That somebody of the client said they have read a revision of a report. Said once, kept for good.</summary>
public sealed class ReportAcknowledgement : IRecorded
{
    private ReportAcknowledgement()
    {
    }

    /// <summary>Its identifier.</summary>
    public ReportAcknowledgementId Id { get; private init; }

    /// <summary>Which report.</summary>
    public ReportId ReportId { get; private init; }

    /// <summary>Which of its revisions.</summary>
    public int RevisionNumber { get; private init; }

    /// <summary>Who.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => ReportId.Value;

    internal static ReportAcknowledgement Of(Report report, PersonId by, DateTimeOffset at) =>
        new() { Id = ReportAcknowledgementId.New(), ReportId = report.Id, RevisionNumber = report.LatestRevision, ClientId = report.ClientId, PersonId = by, At = at };
}

/// <summary>What somebody said about a report, or in answer to one of the decisions it asks for. Kept as it was said.</summary>
public sealed class ReportComment : IRecorded
{
    /// <summary>The most characters of a comment.</summary>
    public const int LongestText = 4000;

    private ReportComment()
    {
    }

    /// <summary>Its identifier.</summary>
    public ReportCommentId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which report.</summary>
    public ReportId ReportId { get; private init; }

    /// <summary>The revision it was said about.</summary>
    public int RevisionNumber { get; private init; }

    /// <summary>The decision it answers, counted from 1 in that revision; null for a remark on the whole.</summary>
    public int? Decision { get; private init; }

    /// <summary>The side that said it.</summary>
    public Side Side { get; private init; }

    /// <summary>Who said it.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public Guid RecordedAs => ReportId.Value;

    internal static ReportComment Of(Report report, int? decision, Side side, string text, PersonId by, DateTimeOffset at) => new()
    {
        Id = ReportCommentId.New(),
        ClientId = report.ClientId,
        ReportId = report.Id,
        RevisionNumber = report.LatestRevision,
        Decision = decision,
        Side = side,
        PersonId = by,
        At = at,
        Text = text,
    };
}

/// <summary>The client's answer to a stage that a report says has ended: accepted, or not, with the reason. Kept as it was given.</summary>
public sealed class StageAnswer : IRecorded
{
    private StageAnswer()
    {
    }

    /// <summary>Its identifier.</summary>
    public StageAnswerId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>Which stage.</summary>
    public StageId StageId { get; private init; }

    /// <summary>The report it answers.</summary>
    public ReportId ReportId { get; private init; }

    /// <summary>Which of its revisions.</summary>
    public int RevisionNumber { get; private init; }

    /// <summary>Whether the stage is accepted.</summary>
    public bool Accepted { get; private init; }

    /// <summary>What does not match the contract; empty when it is accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answered for the client.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => ReportId.Value;

    internal static StageAnswer Of(Report report, bool accepted, string reason, PersonId by, DateTimeOffset at) => new()
    {
        Id = StageAnswerId.New(),
        ClientId = report.ClientId,
        ContractId = report.ContractId,
        StageId = report.StageId,
        ReportId = report.Id,
        RevisionNumber = report.LatestRevision,
        Accepted = accepted,
        Reason = reason,
        PersonId = by,
        At = at,
    };
}

/// <summary>That the people who answer for a stage were reminded of the report that is due at its end: once for each last day.</summary>
internal sealed class ReportReminder : IRecorded
{
    private ReportReminder()
    {
    }

    public ContractId ContractId { get; private init; }

    public StageId StageId { get; private init; }

    public DateOnly DueOn { get; private init; }

    public ClientId ClientId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public Guid RecordedAs => ContractId.Value;

    public static ReportReminder Of(Contract contract, StageId stage, DateOnly dueOn, DateTimeOffset at) =>
        new() { ContractId = contract.Id, ClientId = contract.ClientId, StageId = stage, DueOn = dueOn, At = at };
}
