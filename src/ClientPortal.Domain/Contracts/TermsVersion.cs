using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// One frozen version of a contract's terms. Version 1 is frozen when the contract is offered, once for each offer; a
/// later one when its amendment has both signatures. Never changed and never deleted.
/// </summary>
public sealed class TermsVersion : IRecorded
{
    private readonly List<TermsClause> _clauses = [];

    private readonly List<TermsStage> _stages = [];

    private TermsVersion()
    {
    }

    /// <summary>Its identifier.</summary>
    public TermsVersionId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>The version, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Which offer of version 1 this is, from 1; always 1 for later versions.</summary>
    public int Offer { get; private init; }

    /// <summary>The amendment that made it; null for version 1.</summary>
    public AmendmentId? AmendmentId { get; private init; }

    /// <summary>From which midnight it applies; null for version 1, whose day the contract keeps, since it depends on the second signature.</summary>
    public DateOnly? EffectiveOn { get; private init; }

    /// <summary>The fingerprint of all terms.</summary>
    public ContentHash ContentHash { get; private init; }

    /// <summary>How many clauses it has: the database holds it to this number, so that none is added later.</summary>
    public int ClauseCount { get; private init; }

    /// <summary>How many stages it has.</summary>
    public int StageCount { get; private init; }

    /// <summary>When it was frozen.</summary>
    public DateTimeOffset FrozenAt { get; private init; }

    /// <summary>Who froze it: who offered, or who gave the second signature.</summary>
    public PersonId FrozenBy { get; private init; }

    /// <summary>The number people quote.</summary>
    public required string ContractNumber { get; init; }

    /// <summary>What the contract is called.</summary>
    public required string Title { get; init; }

    /// <summary>What prices are counted in.</summary>
    public Currency Currency { get; private init; }

    /// <summary>The IANA zone of its days.</summary>
    public required string Zone { get; init; }

    /// <summary>The language that binds.</summary>
    public Language Language { get; private init; }

    /// <summary>The first day.</summary>
    public DateOnly StartsOn { get; private init; }

    /// <summary>The last day; null when open.</summary>
    public DateOnly? EndsOn { get; private init; }

    /// <summary>Days of notice before a price changes.</summary>
    public int NoticePriceDays { get; private init; }

    /// <summary>Days of notice before a date changes.</summary>
    public int NoticeDatesDays { get; private init; }

    /// <summary>Days of notice before anything else changes.</summary>
    public int NoticeScopeDays { get; private init; }

    /// <summary>Days of notice before the contract is ended early.</summary>
    public int NoticeTerminationDays { get; private init; }

    /// <summary>Who answers for it at the provider.</summary>
    public PersonId ResponsibleStaffId { get; private init; }

    /// <summary>Who answers for it at the client.</summary>
    public PersonId ResponsibleClientId { get; private init; }

    /// <summary>The accepted quote its prices are locked to; null when they were typed in.</summary>
    public QuoteId? SourceQuoteId { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => ContractId.Value;

    internal IReadOnlyList<TermsClause> Clauses => _clauses;

    internal IReadOnlyList<TermsStage> Stages => _stages;

    /// <summary>The terms, as a value. Clauses and stages must have been loaded.</summary>
    public Terms ToTerms() => new()
    {
        Number = ContractNumber,
        Title = Title,
        Currency = Currency,
        Zone = Zone,
        Language = Language,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        Periods = new NoticePeriods(NoticePriceDays, NoticeDatesDays, NoticeScopeDays, NoticeTerminationDays),
        ResponsibleStaff = ResponsibleStaffId,
        ResponsibleClient = ResponsibleClientId,
        SourceQuoteId = SourceQuoteId,
        Clauses = [.. _clauses.OrderBy(clause => clause.Ordinal).Select(clause => new Clause(clause.ClauseId, clause.Kind, clause.Heading, clause.Text))],
        Stages =
        [
            .. _stages.OrderBy(stage => stage.Ordinal).Select(stage => new Stage(
                stage.StageId, stage.Name, stage.StartsOn, stage.EndsOn, Money.Exactly(stage.Price, Currency), stage.Deliverables, stage.ResponsibleStaffId, stage.ResponsibleClientId)),
        ],
    };

    internal static TermsVersion FreezeOffer(Contract contract, Terms terms, int offer, PersonId by, DateTimeOffset at) =>
        Freeze(contract, terms, number: 1, offer, null, null, by, at);

    internal static TermsVersion FreezeAmended(Contract contract, TermsVersion from, Amendment amendment, Terms terms, DateOnly effectiveOn, PersonId by, DateTimeOffset at) =>
        Freeze(contract, terms, from.Number + 1, offer: 1, amendment.Id, effectiveOn, by, at);

    private static TermsVersion Freeze(
        Contract contract, Terms terms, int number, int offer, AmendmentId? amendment, DateOnly? effectiveOn, PersonId by, DateTimeOffset at)
    {
        var version = new TermsVersion
        {
            Id = TermsVersionId.New(),
            ClientId = contract.ClientId,
            ContractId = contract.Id,
            Number = number,
            Offer = offer,
            AmendmentId = amendment,
            EffectiveOn = effectiveOn,
            ContentHash = TermsHash.Of(terms),
            ClauseCount = terms.Clauses.Count,
            StageCount = terms.Stages.Count,
            FrozenAt = at,
            FrozenBy = by,
            ContractNumber = terms.Number,
            Title = terms.Title,
            Currency = terms.Currency,
            Zone = terms.Zone,
            Language = terms.Language,
            StartsOn = terms.StartsOn,
            EndsOn = terms.EndsOn,
            NoticePriceDays = terms.Periods.Price,
            NoticeDatesDays = terms.Periods.Dates,
            NoticeScopeDays = terms.Periods.Scope,
            NoticeTerminationDays = terms.Periods.Termination,
            ResponsibleStaffId = terms.ResponsibleStaff,
            ResponsibleClientId = terms.ResponsibleClient,
            SourceQuoteId = terms.SourceQuoteId,
        };
        version._clauses.AddRange(terms.Clauses.Select((clause, i) => TermsClause.Of(version, clause, i + 1)));
        version._stages.AddRange(terms.Stages.Select((stage, i) => TermsStage.Of(version, stage, i + 1)));
        return version;
    }
}

/// <summary>A clause of a frozen version.</summary>
internal sealed class TermsClause : IBoundPart
{
    private TermsClause()
    {
    }

    public ClientId ClientId { get; private init; }

    public TermsVersionId VersionId { get; private init; }

    public ClauseId ClauseId { get; private init; }

    public int Ordinal { get; private init; }

    public ClauseKind Kind { get; private init; }

    public required string Heading { get; init; }

    public required string Text { get; init; }

    public static TermsClause Of(TermsVersion version, Clause clause, int ordinal) => new()
    {
        ClientId = version.ClientId,
        VersionId = version.Id,
        ClauseId = clause.Id,
        Ordinal = ordinal,
        Kind = clause.Kind,
        Heading = clause.Heading,
        Text = clause.Text,
    };
}

/// <summary>A stage of a frozen version; its price is in the version's currency.</summary>
internal sealed class TermsStage : IBoundPart
{
    private TermsStage()
    {
    }

    public ClientId ClientId { get; private init; }

    public TermsVersionId VersionId { get; private init; }

    public StageId StageId { get; private init; }

    public int Ordinal { get; private init; }

    public required string Name { get; init; }

    public DateOnly StartsOn { get; private init; }

    public DateOnly EndsOn { get; private init; }

    public decimal Price { get; private init; }

    public required string Deliverables { get; init; }

    public PersonId? ResponsibleStaffId { get; private init; }

    public PersonId? ResponsibleClientId { get; private init; }

    public static TermsStage Of(TermsVersion version, Stage stage, int ordinal) => new()
    {
        ClientId = version.ClientId,
        VersionId = version.Id,
        StageId = stage.Id,
        Ordinal = ordinal,
        Name = stage.Name,
        StartsOn = stage.From,
        EndsOn = stage.To,
        Price = stage.Price.Amount,
        Deliverables = stage.Deliverables,
        ResponsibleStaffId = stage.ResponsibleStaff,
        ResponsibleClientId = stage.ResponsibleClient,
    };
}
