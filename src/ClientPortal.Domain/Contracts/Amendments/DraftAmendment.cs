using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>One side writes an amendment, or an answer to one, before it is sent. The other side sees nothing of it.</summary>
public sealed class DraftAmendment(PortalWork work)
{
    /// <summary>The most changes of one amendment.</summary>
    public const int MostChanges = 50;

    /// <summary>What a change of the form does.</summary>
    public enum ChangeKind
    {
        /// <summary>A clause is worded anew.</summary>
        RewordClause,

        /// <summary>A clause is added.</summary>
        AddClause,

        /// <summary>A clause is taken out.</summary>
        RemoveClause,

        /// <summary>A stage costs something else.</summary>
        StagePrice,

        /// <summary>A stage has other days.</summary>
        StageDates,

        /// <summary>A stage is added.</summary>
        AddStage,

        /// <summary>A stage is taken out.</summary>
        RemoveStage,

        /// <summary>The contract ends on another day, or on none.</summary>
        ContractEnd,
    }

    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The draft's revision the form was rendered from; 0 for a new one.</summary>
        public int Revision { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }

        /// <summary>From which day.</summary>
        public DateOnly? EffectiveOn { get; init; }

        /// <summary>What would change.</summary>
        public List<ChangeInput>? Changes { get; init; }
    }

    /// <summary>A change of the form; which fields count depends on <see cref="Kind"/>.</summary>
    public sealed record ChangeInput
    {
        /// <summary>What it does.</summary>
        public ChangeKind? Kind { get; init; }

        /// <summary>The clause; empty for one that is new.</summary>
        public Guid? Clause { get; init; }

        /// <summary>What a new clause is about.</summary>
        public ClauseKind? ClauseKind { get; init; }

        /// <summary>The clause's heading.</summary>
        public string? Heading { get; init; }

        /// <summary>The clause's text.</summary>
        public string? Text { get; init; }

        /// <summary>The clause a new one stands behind; empty for the beginning.</summary>
        public Guid? After { get; init; }

        /// <summary>The stage; empty for one that is new.</summary>
        public Guid? Stage { get; init; }

        /// <summary>The name of a new stage.</summary>
        public string? Name { get; init; }

        /// <summary>The stage's first day.</summary>
        public DateOnly? From { get; init; }

        /// <summary>The stage's last day.</summary>
        public DateOnly? To { get; init; }

        /// <summary>The stage's price, as it was typed.</summary>
        public string? Price { get; init; }

        /// <summary>What the client gets in a new stage.</summary>
        public string? Deliverables { get; init; }

        /// <summary>The contract's last day; empty when it is to run until it is ended.</summary>
        public DateOnly? EndsOn { get; init; }
    }

    /// <summary>Begins an amendment of a contract in force.</summary>
    public Task<Outcome<AmendmentId>> BeginAsync(PersonId actor, CommandId command, ContractId contract, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var held = await work.HoldContractAsync(contract, cancellation);
            var side = work.Actor.SpeaksFor(held.ClientId) ?? throw new NotYours();
            EnsureInForce(held);
            var draft = AmendmentDraft.Begin(AmendmentId.New(), side, contract, held.ClientId);
            work.Db.Add(draft);
            await SaveAsync(work, held, draft, input, cancellation);
            return draft.AmendmentId;
        }, cancellation);

    /// <summary>Saves what the actor's side is writing: a new amendment, or an answer to one that was sent.</summary>
    public Task<Outcome<AmendmentId>> SaveAsync(PersonId actor, CommandId command, AmendmentId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (held, side, draft) = await HoldAsync(work, id, cancellation);
            EnsureInForce(held);
            if (draft is null)
            {
                if (input.Revision != 0) throw new StaleRevision();
                draft = AmendmentDraft.Begin(id, side, held.Id, held.ClientId);
                work.Db.Add(draft);
            }
            else
            {
                draft.ExpectRevision(input.Revision);
            }

            await SaveAsync(work, held, draft, input, cancellation);
            return id;
        }, cancellation);

    /// <summary>Throws away what the actor's side has not sent.</summary>
    public Task<Outcome<AmendmentId>> DiscardAsync(PersonId actor, CommandId command, AmendmentId id, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (_, _, draft) = await HoldAsync(work, id, cancellation);
            if (draft is null) throw new NotYours();
            draft.ExpectRevision(revision);
            work.Db.Remove(draft);
            return id;
        }, cancellation);

    /// <summary>The contract an amendment belongs to, held, with what the actor's side is writing for it; the amendment may not have been sent yet.</summary>
    internal static async Task<(Contract Contract, Side Side, AmendmentDraft? Draft)> HoldAsync(Work work, AmendmentId id, CancellationToken cancellation)
    {
        var contract = await work.Db.Set<Amendment>().Where(a => a.Id == id).Select(a => (ContractId?)a.ContractId).SingleOrDefaultAsync(cancellation)
            ?? await work.Db.Set<AmendmentDraft>().Where(d => d.AmendmentId == id).Select(d => (ContractId?)d.ContractId).FirstOrDefaultAsync(cancellation)
            ?? throw new NotYours();
        var held = await work.HoldContractAsync(contract, cancellation);
        var side = work.Actor.SpeaksFor(held.ClientId) ?? throw new NotYours();
        return (held, side, await work.Db.Set<AmendmentDraft>().SingleOrDefaultAsync(d => d.AmendmentId == id && d.Side == side, cancellation));
    }

    internal static void EnsureInForce(Contract contract)
    {
        if (contract.State != ContractState.InForce) throw new RuleBroken(Rule.ContractNotInForce, null, contract.State);
    }

    private static async Task SaveAsync(Work work, Contract contract, AmendmentDraft draft, Input input, CancellationToken cancellation)
    {
        var newest = await work.Db.NewestVersionAsync(contract, cancellation);
        var terms = newest.ToTerms();
        var rules = new FormRules();
        var inputs = input.Changes ?? [];
        if (inputs.Count > MostChanges) rules.Refuse(Rule.TooMany, nameof(input.Changes), MostChanges);
        var reason = rules.Text(input.Reason, nameof(input.Reason), Amendment.LongestReason, required: false);
        var changes = inputs.Select((change, i) => Checked(rules, change, terms.Currency, $"{nameof(input.Changes)}[{i}].")).OfType<TermsChange>().ToList();
        var effectiveOn = rules.Day(input.EffectiveOn, nameof(input.EffectiveOn));
        rules.ThrowIfBroken();
        // What does not fit the terms is said while it is being written, not only when it is sent.
        if (changes.Count > 0) _ = terms.With(changes);
        draft.Save(newest, reason, effectiveOn, changes, work.Actor.Person, work.Now);
    }

    private static TermsChange? Checked(FormRules rules, ChangeInput input, Currency currency, string prefix)
    {
        switch (input.Kind)
        {
            case ChangeKind.RewordClause:
                return new TermsChange.RewordClause(Clause(required: true), Heading(), Text());
            case ChangeKind.AddClause:
                var kind = rules.OneOf(input.ClauseKind, prefix + nameof(input.ClauseKind), Enum.GetValues<ClauseKind>());
                return new TermsChange.AddClause(Clause(required: false), kind, Heading(), Text(), input.After is { } after ? ClauseId.Of(after) : null);
            case ChangeKind.RemoveClause:
                return new TermsChange.RemoveClause(Clause(required: true));
            case ChangeKind.StagePrice:
                return new TermsChange.ChangeStagePrice(Stage(required: true), Price());
            case ChangeKind.StageDates:
                return new TermsChange.ChangeStageDates(Stage(required: true), Day(input.From, nameof(input.From)), Day(input.To, nameof(input.To)));
            case ChangeKind.AddStage:
                return new TermsChange.AddStage(
                    Stage(required: false),
                    rules.Text(input.Name, prefix + nameof(input.Name), Stages.Stage.LongestName),
                    Day(input.From, nameof(input.From)),
                    Day(input.To, nameof(input.To)),
                    Price(),
                    rules.Text(input.Deliverables, prefix + nameof(input.Deliverables), Stages.Stage.LongestDeliverables, required: false));
            case ChangeKind.RemoveStage:
                return new TermsChange.RemoveStage(Stage(required: true));
            case ChangeKind.ContractEnd:
                return new TermsChange.ChangeEnd(rules.Day(input.EndsOn, prefix + nameof(input.EndsOn)));
            default:
                rules.Refuse(Rule.NotOffered, prefix + nameof(input.Kind));
                return null;
        }

        string Heading() => rules.Text(input.Heading, prefix + nameof(input.Heading), Contracts.Clause.LongestHeading);

        string Text() => rules.Text(input.Text, prefix + nameof(input.Text), Contracts.Clause.LongestText);

        decimal Price() => rules.Amount(input.Price, prefix + nameof(input.Price), currency);

        ClauseId Clause(bool required)
        {
            if (required && input.Clause is null) rules.Refuse(Rule.Required, prefix + nameof(input.Clause));
            return input.Clause is { } clause ? ClauseId.Of(clause) : ClauseId.New();
        }

        StageId Stage(bool required)
        {
            if (required && input.Stage is null) rules.Refuse(Rule.Required, prefix + nameof(input.Stage));
            return input.Stage is { } stage ? StageId.Of(stage) : StageId.New();
        }

        DateOnly Day(DateOnly? day, string field)
        {
            if (day is null) rules.Refuse(Rule.Required, prefix + field);
            return rules.Day(day, prefix + field) ?? default;
        }
    }
}
