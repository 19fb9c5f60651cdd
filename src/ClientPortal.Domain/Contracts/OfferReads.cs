using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>What stands between a draft and its offer, to be seen before one asks for it.</summary>
public sealed class OfferReads(PortalReads reads)
{
    /// <summary>Everything an offer would be refused for now; empty when it can be offered. Null is "not found", which is also "not yours".</summary>
    public Task<IReadOnlyList<Refusal>?> MissingAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            var draft = await db.Set<ContractDraft>().Include(d => d.Clauses).Include(d => d.Stages).AsSplitQuery().SingleOrDefaultAsync(d => d.ContractId == id, cancellation);
            if (draft is null || !actor.IsFor(draft.ClientId, Role.Manager)) return null;
            var rules = new FormRules();
            _ = OfferContract.Complete(rules, draft, await ContractPeople.FindAsync(db, draft.ClientId, cancellation));
            return rules.Refusals;
        }, cancellation);
}
