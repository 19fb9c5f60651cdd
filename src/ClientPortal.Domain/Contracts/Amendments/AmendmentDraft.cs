using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What one side is writing and has not sent: a new amendment or an answer to one. The other side does not see it, nor that it is there.</summary>
public sealed class AmendmentDraft : Root
{
    private AmendmentDraft()
    {
    }

    /// <summary>The amendment it is, or answers to.</summary>
    public AmendmentId AmendmentId { get; private init; }

    /// <summary>Whose writing.</summary>
    public Side Side { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>The version it was written against; a later one may be there when it is sent, and is what counts then.</summary>
    public TermsVersionId BaseVersionId { get; private set; }

    /// <summary>Why; empty while nothing was written.</summary>
    public required string Reason { get; set; }

    /// <summary>From which day; null while it is not settled.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Who saved it last.</summary>
    public PersonId SavedBy { get; private set; }

    /// <summary>What it would change so far.</summary>
    public IReadOnlyList<TermsChange> Changes => TermsChanges.FromJson(ChangesJson);

    internal string ChangesJson { get; private set; } = "[]";

    internal static AmendmentDraft Begin(AmendmentId amendment, Side side, ContractId contract, ClientId client) => new()
    {
        AmendmentId = amendment,
        Side = side,
        ContractId = contract,
        ClientId = client,
        Reason = string.Empty,
    };

    internal void Save(TermsVersion from, string reason, DateOnly? effectiveOn, IReadOnlyList<TermsChange> changes, PersonId by, DateTimeOffset at)
    {
        (BaseVersionId, Reason, EffectiveOn, ChangesJson, SavedAt, SavedBy) = (from.Id, reason, effectiveOn, TermsChanges.ToJson(changes), at, by);
        RaiseRevision();
    }
}
