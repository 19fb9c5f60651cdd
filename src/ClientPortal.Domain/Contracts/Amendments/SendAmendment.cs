using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>One side sends what it has written: a proposal the first time, a counter-proposal after that.</summary>
public sealed class SendAmendment(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The draft's revision the form was rendered from.</summary>
        public int DraftRevision { get; init; }

        /// <summary>The amendment's revision the form was rendered from; 0 when it has not been sent before.</summary>
        public int Revision { get; init; }
    }

    /// <summary>Sends, and freezes what was sent. The draft is gone then.</summary>
    public Task<Outcome<AmendmentId>> RunAsync(PersonId actor, CommandId command, AmendmentId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (contract, side, draft) = await DraftAmendment.HoldAsync(work, id, cancellation);
            if (draft is null) throw new NotYours();
            draft.ExpectRevision(input.DraftRevision);
            DraftAmendment.EnsureInForce(contract);
            var reason = EnsureComplete(draft, out var effectiveOn);
            var sentBefore = await work.Db.Set<Amendment>().AnyAsync(a => a.Id == id, cancellation);
            if (sentBefore) await CounterAsync(work, contract, side, draft, reason, effectiveOn, input, cancellation);
            else await ProposeAsync(work, contract, side, draft, reason, effectiveOn, cancellation);
            work.Db.Remove(draft);
            return id;
        }, cancellation);

    private static string EnsureComplete(AmendmentDraft draft, out DateOnly effectiveOn)
    {
        var rules = new FormRules();
        if (draft.Reason.Length == 0) rules.Refuse(Rule.Required, nameof(draft.Reason));
        if (draft.EffectiveOn is null) rules.Refuse(Rule.EffectiveDayMissing, nameof(draft.EffectiveOn));
        rules.ThrowIfBroken();
        effectiveOn = draft.EffectiveOn!.Value;
        return draft.Reason;
    }

    private static async Task ProposeAsync(
        Work work, Contract contract, Side side, AmendmentDraft draft, string reason, DateOnly effectiveOn, CancellationToken cancellation)
    {
        var newest = await work.Db.NewestVersionAsync(contract, cancellation);
        var proposal = Proposal.Of(side, newest, contract.DayOf(newest), draft.Changes, reason, effectiveOn, providerProposed: false, waived: false, work.Now);
        var number = await work.Db.Set<Amendment>().CountAsync(a => a.ContractId == contract.Id, cancellation) + 1;
        var (amendment, revision) = Amendment.Propose(draft.AmendmentId, number, proposal, work.Actor.Person, work.Now);
        work.Db.Add(amendment);
        work.Db.Add(revision);
        var people = await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation);
        work.Record(AmendmentFacts.Proposed(contract, amendment, revision, proposal, people.Told(proposal.Terms, work.Actor.Person)));
    }

    private static async Task CounterAsync(
        Work work, Contract contract, Side side, AmendmentDraft draft, string reason, DateOnly effectiveOn, Input input, CancellationToken cancellation)
    {
        var hand = await AmendmentAtHand.FindAsync(work.Db, contract, draft.AmendmentId, cancellation);
        hand.Head.ExpectRevision(input.Revision);
        var proposal = Proposal.Of(
            side, hand.Newest, contract.DayOf(hand.Newest), draft.Changes, reason, effectiveOn, hand.Head.ProviderProposed,
            hand.IsWaived(TermsChanges.HashOf(draft.Changes)), work.Now);
        var revision = hand.Head.Counter(proposal, work.Actor.Person, work.Now);
        work.Db.Add(revision);
        work.Record(AmendmentFacts.Countered(hand.Contract, hand.Head, revision, proposal, hand.People.Told(proposal.Terms, work.Actor.Person)));
    }
}
