using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What somebody said about an amendment, or about one of its clauses or stages. Kept as it was said.</summary>
public sealed class AmendmentComment : IRecorded
{
    /// <summary>The most characters of a comment.</summary>
    public const int LongestText = 4000;

    private AmendmentComment()
    {
    }

    /// <summary>Its identifier.</summary>
    public AmendmentCommentId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which amendment.</summary>
    public AmendmentId AmendmentId { get; private init; }

    /// <summary>The revision it was said about.</summary>
    public int RevisionNumber { get; private init; }

    /// <summary>The clause it is about; null for a stage or the whole.</summary>
    public ClauseId? ClauseId { get; private init; }

    /// <summary>The stage it is about; null for a clause or the whole.</summary>
    public StageId? StageId { get; private init; }

    /// <summary>The side that said it.</summary>
    public Side Side { get; private init; }

    /// <summary>Who said it.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public Guid RecordedAs => AmendmentId.Value;

    internal static AmendmentComment Of(Amendment amendment, ClauseId? clause, StageId? stage, Side side, string text, PersonId by, DateTimeOffset at) => new()
    {
        Id = AmendmentCommentId.New(),
        ClientId = amendment.ClientId,
        AmendmentId = amendment.Id,
        RevisionNumber = amendment.LatestRevision,
        ClauseId = clause,
        StageId = stage,
        Side = side,
        PersonId = by,
        At = at,
        Text = text,
    };
}
