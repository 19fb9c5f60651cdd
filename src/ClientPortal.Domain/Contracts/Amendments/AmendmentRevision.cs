using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>One frozen revision of what an amendment would change: what people agree to and sign. Never changed and never deleted.</summary>
public sealed class AmendmentRevision : IRecorded
{
    private AmendmentRevision()
    {
    }

    /// <summary>Its identifier.</summary>
    public AmendmentRevisionId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which amendment.</summary>
    public AmendmentId AmendmentId { get; private init; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The side that sent it.</summary>
    public Side SentFor { get; private init; }

    /// <summary>Who sent it.</summary>
    public PersonId SentBy { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The day it would apply from.</summary>
    public DateOnly EffectiveOn { get; private init; }

    /// <summary>The version it changes.</summary>
    public TermsVersionId BaseVersionId { get; private init; }

    /// <summary>The fingerprint of the changes.</summary>
    public ContentHash ChangesHash { get; private init; }

    /// <summary>What it would change.</summary>
    public IReadOnlyList<TermsChange> Changes => TermsChanges.FromJson(ChangesJson);

    /// <inheritdoc/>
    public Guid RecordedAs => AmendmentId.Value;

    internal string ChangesJson { get; private init; } = "[]";

    internal static AmendmentRevision Freeze(Amendment amendment, int number, Proposal proposal, PersonId by, DateTimeOffset at) => new()
    {
        Id = AmendmentRevisionId.New(),
        ClientId = amendment.ClientId,
        AmendmentId = amendment.Id,
        Number = number,
        SentFor = proposal.Side,
        SentBy = by,
        SentAt = at,
        Reason = proposal.Reason,
        EffectiveOn = proposal.EffectiveOn,
        BaseVersionId = proposal.Base.Id,
        ChangesHash = TermsChanges.HashOf(proposal.Changes),
        ChangesJson = TermsChanges.ToJson(proposal.Changes),
    };
}
