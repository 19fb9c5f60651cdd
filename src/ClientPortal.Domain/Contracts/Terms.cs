using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>Everything that binds, at one version: a value that never changes. Another version is another value.</summary>
public sealed record Terms
{
    /// <summary>The most clauses of a contract.</summary>
    public const int MostClauses = 100;

    /// <summary>The most stages of a contract.</summary>
    public const int MostStages = 60;

    /// <summary>What kind of clause an offer must have.</summary>
    public static IReadOnlyList<ClauseKind> RequiredClauses { get; } = [ClauseKind.Scope, ClauseKind.Price, ClauseKind.Payment, ClauseKind.Acceptance];

    /// <summary>The number people quote.</summary>
    public required string Number { get; init; }

    /// <summary>What the contract is called.</summary>
    public required string Title { get; init; }

    /// <summary>What prices are counted in.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The IANA zone in which the contract's days begin and end.</summary>
    public required string Zone { get; init; }

    /// <summary>The language that binds.</summary>
    public required Language Language { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null when it runs until it is ended.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>How early changes are announced.</summary>
    public required NoticePeriods Periods { get; init; }

    /// <summary>Who answers for it at the provider.</summary>
    public required PersonId ResponsibleStaff { get; init; }

    /// <summary>Who answers for it at the client.</summary>
    public required PersonId ResponsibleClient { get; init; }

    /// <summary>The accepted quote its prices are locked to; null when they were typed in.</summary>
    public required QuoteId? SourceQuoteId { get; init; }

    /// <summary>The clauses, in the order of their numbers.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>The stages, in their order.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The price of all stages together.</summary>
    public Money Total => Money.Sum(Stages.Select(stage => stage.Price), Currency);

    /// <summary>The last day: of the contract, or of its last stage where the contract has none.</summary>
    public DateOnly LastDay => EndsOn ?? Stages.Select(stage => stage.To).DefaultIfEmpty(StartsOn).Max();

    /// <summary>The first day on which the contract need not apply any more, were it ended at this moment.</summary>
    public DateOnly FirstTermination(DateTimeOffset at) => NoticeDays.FirstPossible(ZoneDays.DayOf(Zone, at), Periods.Termination);

    /// <summary>What keeps these terms from being offered or agreed; empty when nothing does.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        var rules = new FormRules();
        foreach (var kind in RequiredClauses.Where(kind => Clauses.All(clause => clause.Kind != kind))) rules.Refuse(Missing(kind), nameof(Clauses));
        if (Stages.Count == 0) rules.Refuse(Rule.StageMissing, nameof(Stages));
        if (Clauses.Count > MostClauses) rules.Refuse(Rule.TooMany, nameof(Clauses), MostClauses);
        if (Stages.Count > MostStages) rules.Refuse(Rule.TooMany, nameof(Stages), MostStages);
        if (EndsOn < StartsOn) rules.Refuse(Rule.EndsBeforeItStarts, nameof(EndsOn));
        for (var i = 0; i < Stages.Count; i++) CheckDates(rules, Stages[i], $"{nameof(Stages)}[{i}].{nameof(Stage.To)}");
        return rules.Refusals;
    }

    /// <summary>The terms after these changes. Every signed version but the first is made by this and nothing else.</summary>
    /// <exception cref="RuleBroken">A change is about something that is not there, or about what another one changes too, or changes nothing.</exception>
    public Terms With(IReadOnlyList<TermsChange> changes) => ApplyChanges.To(this, changes);

    /// <inheritdoc/>
    public bool Equals(Terms? other) =>
        other is not null && Heads(this) == Heads(other) && Clauses.SequenceEqual(other.Clauses) && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override int GetHashCode() => Heads(this).GetHashCode();

    private static (string, string, Currency, string, Language, DateOnly, DateOnly?, NoticePeriods, PersonId, PersonId, QuoteId?) Heads(Terms terms) =>
        (terms.Number, terms.Title, terms.Currency, terms.Zone, terms.Language, terms.StartsOn, terms.EndsOn, terms.Periods,
            terms.ResponsibleStaff, terms.ResponsibleClient, terms.SourceQuoteId);

    private static Rule Missing(ClauseKind kind) => kind switch
    {
        ClauseKind.Scope => Rule.ScopeClauseMissing,
        ClauseKind.Price => Rule.PriceClauseMissing,
        ClauseKind.Payment => Rule.PaymentClauseMissing,
        ClauseKind.Acceptance => Rule.AcceptanceClauseMissing,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No offer needs this clause."),
    };

    private void CheckDates(FormRules rules, Stage stage, string field)
    {
        if (stage.To < stage.From) rules.Refuse(Rule.StageEndsBeforeItStarts, field, stage.Name);
        if (stage.From < StartsOn || stage.To > EndsOn) rules.Refuse(Rule.StageOutsideContract, field, stage.Name);
    }
}
