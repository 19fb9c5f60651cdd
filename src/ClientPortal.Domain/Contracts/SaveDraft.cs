using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>A manager begins a contract, or saves the whole of its draft. Parts may be missing until it is offered.</summary>
public sealed class SaveDraft(PortalWork work)
{
    /// <summary>The form: the whole document.</summary>
    public sealed record Input
    {
        /// <summary>The contract's revision the form was rendered from; 0 for a new one.</summary>
        public int Revision { get; init; }

        /// <summary>The number people quote.</summary>
        public string? Number { get; init; }

        /// <summary>What it is called.</summary>
        public string? Title { get; init; }

        /// <summary>The code of the currency.</summary>
        public string? Currency { get; init; }

        /// <summary>The IANA zone of its days.</summary>
        public string? Zone { get; init; }

        /// <summary>The language that binds.</summary>
        public Language? Language { get; init; }

        /// <summary>The first day.</summary>
        public DateOnly? StartsOn { get; init; }

        /// <summary>The last day; empty when open.</summary>
        public DateOnly? EndsOn { get; init; }

        /// <summary>Days of notice before a price changes; empty for the usual ones.</summary>
        public int? NoticePriceDays { get; init; }

        /// <summary>Days of notice before a date changes; empty for the usual ones.</summary>
        public int? NoticeDatesDays { get; init; }

        /// <summary>Days of notice before anything else changes; empty for the usual ones.</summary>
        public int? NoticeScopeDays { get; init; }

        /// <summary>Days of notice before it is ended early; empty for the usual ones.</summary>
        public int? NoticeTerminationDays { get; init; }

        /// <summary>Who answers for it at the provider.</summary>
        public Guid? ResponsibleStaff { get; init; }

        /// <summary>Who answers for it at the client.</summary>
        public Guid? ResponsibleClient { get; init; }

        /// <summary>The clauses in their order.</summary>
        public List<ClauseInput>? Clauses { get; init; }

        /// <summary>The stages in their order.</summary>
        public List<StageInput>? Stages { get; init; }
    }

    /// <summary>A clause of the form.</summary>
    public sealed record ClauseInput
    {
        /// <summary>Which one; empty for a new one.</summary>
        public Guid? Id { get; init; }

        /// <summary>What it is about.</summary>
        public ClauseKind? Kind { get; init; }

        /// <summary>Its heading.</summary>
        public string? Heading { get; init; }

        /// <summary>Its text.</summary>
        public string? Text { get; init; }
    }

    /// <summary>A stage of the form.</summary>
    public sealed record StageInput
    {
        /// <summary>Which one; empty for a new one.</summary>
        public Guid? Id { get; init; }

        /// <summary>What it is called.</summary>
        public string? Name { get; init; }

        /// <summary>Its first day.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Its last day.</summary>
        public DateOnly? To { get; init; }

        /// <summary>Its price, as it was typed.</summary>
        public string? Price { get; init; }

        /// <summary>What the client gets.</summary>
        public string? Deliverables { get; init; }

        /// <summary>Who answers for it at the provider; empty when it is who answers for the contract.</summary>
        public Guid? ResponsibleStaff { get; init; }

        /// <summary>Who answers for it at the client; empty when it is who answers for the contract.</summary>
        public Guid? ResponsibleClient { get; init; }
    }

    /// <summary>Begins a contract.</summary>
    public Task<Outcome<ContractId>> BeginAsync(PersonId actor, CommandId command, ClientId client, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.IsFor(client, Role.Manager) && await work.Db.Set<Client>().AnyAsync(c => c.Id == client, cancellation));
            var terms = Checked(input, await ContractPeople.FindAsync(work.Db, client, cancellation));
            var contract = Contract.Begin(client, terms, actor, work.Now);
            work.Db.Add(contract);
            work.Db.Add(ContractDraft.Begin(contract.Id, client, terms, actor, work.Now));
            work.Record(ContractFacts.Drafted(contract));
            return contract.Id;
        }, cancellation);

    /// <summary>Saves the whole draft. After an offer that was withdrawn or declined this makes a draft of the contract again.</summary>
    public Task<Outcome<ContractId>> SaveAsync(PersonId actor, CommandId command, ContractId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            NotYours.Unless(work.Actor.IsFor(contract.ClientId, Role.Manager));
            contract.ExpectRevision(input.Revision);
            var terms = Checked(input, await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation));
            var before = contract.State;
            contract.Edit(terms);
            var draft = await work.Db.Set<ContractDraft>().Include(d => d.Clauses).Include(d => d.Stages).AsSplitQuery().SingleAsync(d => d.ContractId == id, cancellation);
            draft.Save(terms, actor, work.Now);
            if (contract.State != before) work.Record(ContractFacts.Reopened(contract));
            return id;
        }, cancellation);

    private static DraftTerms Checked(Input input, ContractPeople people)
    {
        var rules = new FormRules();
        var found = Currency.Find(input.Currency);
        if (found is null) rules.Refuse(Rule.NotOffered, nameof(input.Currency));
        var currency = found ?? Currency.All[0];
        var clauses = input.Clauses ?? [];
        var stages = input.Stages ?? [];
        if (clauses.Count > Terms.MostClauses) rules.Refuse(Rule.TooMany, nameof(input.Clauses), Terms.MostClauses);
        if (stages.Count > Terms.MostStages) rules.Refuse(Rule.TooMany, nameof(input.Stages), Terms.MostStages);
        var seen = new HashSet<Guid>();
        var terms = new DraftTerms(
            rules.Text(input.Number, nameof(input.Number), Contract.LongestNumber),
            rules.Text(input.Title, nameof(input.Title), Contract.LongestTitle),
            currency,
            rules.Zone(input.Zone, nameof(input.Zone)),
            rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>()),
            rules.Day(input.StartsOn, nameof(input.StartsOn)),
            rules.Day(input.EndsOn, nameof(input.EndsOn)),
            new NoticePeriods(
                Days(rules, input.NoticePriceDays, NoticePeriods.Default.Price, nameof(input.NoticePriceDays)),
                Days(rules, input.NoticeDatesDays, NoticePeriods.Default.Dates, nameof(input.NoticeDatesDays)),
                Days(rules, input.NoticeScopeDays, NoticePeriods.Default.Scope, nameof(input.NoticeScopeDays)),
                Days(rules, input.NoticeTerminationDays, NoticePeriods.Default.Termination, nameof(input.NoticeTerminationDays))),
            Responsible(rules, input.ResponsibleStaff, people, Side.Provider, nameof(input.ResponsibleStaff)),
            Responsible(rules, input.ResponsibleClient, people, Side.Client, nameof(input.ResponsibleClient)),
            SourceQuoteId: null,
            [.. clauses.Select((clause, i) => Checked(rules, clause, seen, $"{nameof(input.Clauses)}[{i}]."))],
            [.. stages.Select((stage, i) => Checked(rules, stage, seen, currency, people, $"{nameof(input.Stages)}[{i}]."))]);
        if (input.EndsOn < input.StartsOn) rules.Refuse(Rule.EndsBeforeItStarts, nameof(input.EndsOn));
        rules.ThrowIfBroken();
        return terms;
    }

    private static Clause Checked(FormRules rules, ClauseInput input, HashSet<Guid> seen, string prefix) => new(
        ClauseId.Of(Known(input.Id, seen) ?? ClauseId.New().Value),
        rules.OneOf(input.Kind, prefix + nameof(input.Kind), Enum.GetValues<ClauseKind>()),
        rules.Text(input.Heading, prefix + nameof(input.Heading), Clause.LongestHeading, required: false),
        rules.Text(input.Text, prefix + nameof(input.Text), Clause.LongestText, required: false));

    private static StageDrafted Checked(FormRules rules, StageInput input, HashSet<Guid> seen, Currency currency, ContractPeople people, string prefix)
    {
        if (input.To < input.From) rules.Refuse(Rule.StageEndsBeforeItStarts, prefix + nameof(input.To), input.Name ?? string.Empty);
        return new StageDrafted(
            StageId.Of(Known(input.Id, seen) ?? StageId.New().Value),
            rules.Text(input.Name, prefix + nameof(input.Name), Stage.LongestName, required: false),
            rules.Day(input.From, prefix + nameof(input.From)),
            rules.Day(input.To, prefix + nameof(input.To)),
            string.IsNullOrWhiteSpace(input.Price) ? null : rules.Amount(input.Price, prefix + nameof(input.Price), currency),
            rules.Text(input.Deliverables, prefix + nameof(input.Deliverables), Stage.LongestDeliverables, required: false),
            Responsible(rules, input.ResponsibleStaff, people, Side.Provider, prefix + nameof(input.ResponsibleStaff)),
            Responsible(rules, input.ResponsibleClient, people, Side.Client, prefix + nameof(input.ResponsibleClient)));
    }

    // A row that was copied in the form, its identifier with it, is a new one.
    private static Guid? Known(Guid? id, HashSet<Guid> seen) => id is { } value && value != Guid.Empty && seen.Add(value) ? value : null;

    private static int Days(FormRules rules, int? days, int usual, string field)
    {
        if (days is < 0 or > NoticePeriods.Longest) rules.Refuse(Rule.OutOfRange, field, 0, NoticePeriods.Longest);
        return days ?? usual;
    }

    private static PersonId? Responsible(FormRules rules, Guid? chosen, ContractPeople people, Side side, string field)
    {
        if (chosen is not { } value) return null;
        if (!people.Has(PersonId.Of(value), side)) rules.Refuse(Rule.NotOffered, field);
        return PersonId.Of(value);
    }
}
