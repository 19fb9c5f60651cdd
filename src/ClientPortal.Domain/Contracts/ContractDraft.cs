using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// What the provider is writing: the only terms that change in place, and the only ones nobody but the provider sees.
/// Parts may be missing until it is offered. It stays for the next offer; what was offered is a <see cref="TermsVersion"/>.
/// </summary>
public sealed class ContractDraft
{
    private readonly List<DraftClause> _clauses = [];

    private readonly List<DraftStage> _stages = [];

    private ContractDraft()
    {
    }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>The number people quote; no two contracts share one.</summary>
    public required string Number { get; set; }

    /// <summary>What the contract is called.</summary>
    public required string Title { get; set; }

    /// <summary>What prices are counted in.</summary>
    public Currency Currency { get; private set; }

    /// <summary>The IANA zone of its days.</summary>
    public required string Zone { get; set; }

    /// <summary>The language that binds.</summary>
    public Language Language { get; private set; }

    /// <summary>The first day; null while it is not settled.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>The last day; null when open.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Days of notice before a price changes.</summary>
    public int NoticePriceDays { get; private set; }

    /// <summary>Days of notice before a date changes.</summary>
    public int NoticeDatesDays { get; private set; }

    /// <summary>Days of notice before anything else changes.</summary>
    public int NoticeScopeDays { get; private set; }

    /// <summary>Days of notice before the contract is ended early.</summary>
    public int NoticeTerminationDays { get; private set; }

    /// <summary>Who answers for it at the provider; null while it is not settled.</summary>
    public PersonId? ResponsibleStaffId { get; private set; }

    /// <summary>Who answers for it at the client; null while it is not settled.</summary>
    public PersonId? ResponsibleClientId { get; private set; }

    /// <summary>The accepted quote the prices are locked to; null when they were typed in.</summary>
    public QuoteId? SourceQuoteId { get; private set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Who saved it last.</summary>
    public PersonId SavedBy { get; private set; }

    internal IReadOnlyList<DraftClause> Clauses => _clauses;

    internal IReadOnlyList<DraftStage> Stages => _stages;

    internal static ContractDraft Begin(ContractId contract, ClientId client, DraftTerms terms, PersonId by, DateTimeOffset at)
    {
        var draft = new ContractDraft { ContractId = contract, ClientId = client, Number = terms.Number, Title = terms.Title, Zone = terms.Zone };
        draft.Save(terms, by, at);
        return draft;
    }

    /// <summary>Puts the whole document in place of what was there.</summary>
    /// <exception cref="RuleBroken">Prices that are locked to a quote, or their currency, would change.</exception>
    internal void Save(DraftTerms terms, PersonId by, DateTimeOffset at)
    {
        if (SourceQuoteId is not null && (terms.Currency != Currency
            || !terms.Stages.Select(stage => (stage.Id, stage.Price)).ToHashSet().SetEquals(_stages.Select(row => (row.Id, row.Price)))))
            throw new RuleBroken(Rule.PricesLocked, nameof(Stages));
        (Number, Title, Currency, Zone, Language, StartsOn, EndsOn) =
            (terms.Number, terms.Title, terms.Currency, terms.Zone, terms.Language, terms.StartsOn, terms.EndsOn);
        (NoticePriceDays, NoticeDatesDays, NoticeScopeDays, NoticeTerminationDays) = (terms.Periods.Price, terms.Periods.Dates, terms.Periods.Scope, terms.Periods.Termination);
        (ResponsibleStaffId, ResponsibleClientId, SavedAt, SavedBy) = (terms.ResponsibleStaff, terms.ResponsibleClient, at, by);
        SourceQuoteId ??= terms.SourceQuoteId;
        Replace(_clauses, terms.Clauses, (row, clause) => row.Id == clause.Id, clause => new DraftClause(this, clause.Id), (row, clause, i) => row.Take(clause, i));
        Replace(_stages, terms.Stages, (row, stage) => row.Id == stage.Id, stage => new DraftStage(this, stage.Id), (row, stage, i) => row.Take(stage, i));
    }

    /// <summary>The draft as terms; they are good only if nothing was refused.</summary>
    /// <param name="rules">Gathers everything an offer needs and this does not have.</param>
    internal Terms ToTerms(FormRules rules)
    {
        if (StartsOn is null) rules.Refuse(Rule.StartMissing, nameof(StartsOn));
        if (ResponsibleStaffId is null) rules.Refuse(Rule.ResponsibleStaffMissing, nameof(Terms.ResponsibleStaff));
        if (ResponsibleClientId is null) rules.Refuse(Rule.ResponsibleClientMissing, nameof(Terms.ResponsibleClient));
        var terms = new Terms
        {
            Number = Number,
            Title = Title,
            Currency = Currency,
            Zone = Zone,
            Language = Language,
            StartsOn = StartsOn ?? DateOnly.MinValue,
            EndsOn = EndsOn,
            Periods = new NoticePeriods(NoticePriceDays, NoticeDatesDays, NoticeScopeDays, NoticeTerminationDays),
            ResponsibleStaff = ResponsibleStaffId ?? default,
            ResponsibleClient = ResponsibleClientId ?? default,
            SourceQuoteId = SourceQuoteId,
            Clauses = [.. _clauses.OrderBy(row => row.Ordinal).Select(row => row.ToClause())],
            Stages = [.. _stages.OrderBy(row => row.Ordinal).Select(row => row.ToStage(Currency))],
        };
        RefuseGaps(rules);
        // What is missing was said already; days that are not settled are not also said to be wrong.
        var known = rules.Refusals.Select(refusal => refusal.Field).ToHashSet(StringComparer.Ordinal);
        var unsettled = StartsOn is null;
        foreach (var fault in terms.Faults().Where(fault => !known.Contains(fault.Field) || fault.Field == nameof(Clauses)))
        {
            if (!(unsettled && fault.Rule == Rule.StageOutsideContract)) rules.Refuse(fault.Rule, fault.Field, fault.Arguments);
        }

        return terms;
    }

    private void RefuseGaps(FormRules rules)
    {
        var clauses = _clauses.OrderBy(row => row.Ordinal).ToList();
        for (var i = 0; i < clauses.Count; i++)
        {
            if (clauses[i].Heading.Length == 0) rules.Refuse(Rule.Required, $"{nameof(Clauses)}[{i}].{nameof(Clause.Heading)}");
            if (clauses[i].Text.Length == 0) rules.Refuse(Rule.ClauseEmpty, $"{nameof(Clauses)}[{i}].{nameof(Clause.Text)}", clauses[i].Heading);
        }

        var stages = _stages.OrderBy(row => row.Ordinal).ToList();
        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i].Name.Length == 0) rules.Refuse(Rule.Required, $"{nameof(Stages)}[{i}].{nameof(Stage.Name)}");
            if (stages[i].StartsOn is null) rules.Refuse(Rule.Required, $"{nameof(Stages)}[{i}].{nameof(Stage.From)}");
            if (stages[i].EndsOn is null) rules.Refuse(Rule.Required, $"{nameof(Stages)}[{i}].{nameof(Stage.To)}");
            if (stages[i].Price is null) rules.Refuse(Rule.Required, $"{nameof(Stages)}[{i}].{nameof(Stage.Price)}");
        }
    }

    // Rows are kept where they stand for the same thing, so that the database sees what changed and no more.
    private static void Replace<TRow, TValue>(
        List<TRow> rows, IReadOnlyList<TValue> values, Func<TRow, TValue, bool> same, Func<TValue, TRow> make, Action<TRow, TValue, int> take)
    {
        rows.RemoveAll(row => !values.Any(value => same(row, value)));
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i];
            var row = rows.Find(row => same(row, value));
            if (row is null) rows.Add(row = make(value));
            take(row, value, i + 1);
        }
    }
}

/// <summary>A draft's content, checked field by field but not for being complete.</summary>
internal sealed record DraftTerms(
    string Number, string Title, Currency Currency, string Zone, Language Language, DateOnly? StartsOn, DateOnly? EndsOn, NoticePeriods Periods,
    PersonId? ResponsibleStaff, PersonId? ResponsibleClient, QuoteId? SourceQuoteId, IReadOnlyList<Clause> Clauses, IReadOnlyList<StageDrafted> Stages);

/// <summary>A stage as far as it is written; the price is in the draft's currency.</summary>
internal sealed record StageDrafted(
    StageId Id, string Name, DateOnly? From, DateOnly? To, decimal? Price, string Deliverables, PersonId? ResponsibleStaff, PersonId? ResponsibleClient);

/// <summary>A clause of a draft.</summary>
internal sealed class DraftClause
{
    private DraftClause()
    {
    }

    internal DraftClause(ContractDraft draft, ClauseId id) => (ClientId, ContractId, Id) = (draft.ClientId, draft.ContractId, id);

    public ClientId ClientId { get; private init; }

    public ContractId ContractId { get; private init; }

    public ClauseId Id { get; private init; }

    public int Ordinal { get; private set; }

    public ClauseKind Kind { get; private set; }

    public string Heading { get; private set; } = string.Empty;

    public string Text { get; private set; } = string.Empty;

    public void Take(Clause clause, int ordinal) => (Ordinal, Kind, Heading, Text) = (ordinal, clause.Kind, clause.Heading, clause.Text);

    public Clause ToClause() => new(Id, Kind, Heading, Text);
}

/// <summary>A stage of a draft; its price is in the draft's currency.</summary>
internal sealed class DraftStage
{
    private DraftStage()
    {
    }

    internal DraftStage(ContractDraft draft, StageId id) => (ClientId, ContractId, Id) = (draft.ClientId, draft.ContractId, id);

    public ClientId ClientId { get; private init; }

    public ContractId ContractId { get; private init; }

    public StageId Id { get; private init; }

    public int Ordinal { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public DateOnly? StartsOn { get; private set; }

    public DateOnly? EndsOn { get; private set; }

    public decimal? Price { get; private set; }

    public string Deliverables { get; private set; } = string.Empty;

    public PersonId? ResponsibleStaffId { get; private set; }

    public PersonId? ResponsibleClientId { get; private set; }

    public void Take(StageDrafted stage, int ordinal) =>
        (Ordinal, Name, StartsOn, EndsOn, Price, Deliverables, ResponsibleStaffId, ResponsibleClientId) =
        (ordinal, stage.Name, stage.From, stage.To, stage.Price, stage.Deliverables, stage.ResponsibleStaff, stage.ResponsibleClient);

    public Stage ToStage(Currency currency) =>
        new(Id, Name, StartsOn ?? default, EndsOn ?? StartsOn ?? default, Money.Exactly(Price ?? 0, currency), Deliverables, ResponsibleStaffId, ResponsibleClientId);
}
