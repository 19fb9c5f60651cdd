using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>What somebody asked or said about an offered contract, or about one of its clauses or stages. Kept as it was said.</summary>
public sealed class ContractComment : IRecorded
{
    /// <summary>The most characters of a comment.</summary>
    public const int LongestText = 4000;

    private ContractComment()
    {
    }

    /// <summary>Its identifier.</summary>
    public ContractCommentId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>The offered terms it was said about: another offer has others.</summary>
    public TermsVersionId VersionId { get; private init; }

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
    public Guid RecordedAs => ContractId.Value;

    /// <summary>The side for which somebody asks or answers; null when they do neither.</summary>
    internal static Side? SideOf(Actor actor, ClientId client)
    {
        if (actor.IsFor(client, Role.ClientViewer, Role.ClientSignatory)) return Side.Client;
        return actor.IsFor(client, Role.Manager) ? Side.Provider : null;
    }

    internal static ContractComment Of(Contract contract, ClauseId? clause, StageId? stage, Side side, string text, PersonId by, DateTimeOffset at) => new()
    {
        Id = ContractCommentId.New(),
        ClientId = contract.ClientId,
        ContractId = contract.Id,
        VersionId = contract.OfferedVersionId!.Value,
        ClauseId = clause,
        StageId = stage,
        Side = side,
        PersonId = by,
        At = at,
        Text = text,
    };
}
