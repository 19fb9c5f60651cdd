using ClientPortal.Audit.Entries;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>How a contract stood at a moment that has passed. The head keeps the newest of everything; the record keeps all of it.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="State">Where it stood; null before it was begun.</param>
/// <param name="Since">Since when; null before it was begun.</param>
/// <param name="Offer">The version the last offer before that moment froze; null before the first.</param>
public sealed record ContractThen(DateTimeOffset Moment, ContractState? State, DateTimeOffset? Since, TermsVersionId? Offer)
{
    private static readonly Dictionary<string, ContractState> Left = new(StringComparer.Ordinal)
    {
        [ContractFacts.DraftedCode] = ContractState.Draft,
        [ContractFacts.FromQuoteCode] = ContractState.Draft,
        [ContractFacts.ReopenedCode] = ContractState.Draft,
        [ContractFacts.OfferedCode] = ContractState.Offered,
        [ContractFacts.WithdrawnCode] = ContractState.Withdrawn,
        [ContractFacts.DeclinedCode] = ContractState.Declined,
        [ContractFacts.SignedCode] = ContractState.SignedByOne,
        [ContractFacts.InForceCode] = ContractState.InForce,
        [ContractFacts.CompletedCode] = ContractState.Completed,
        [ContractFacts.TerminatedCode] = ContractState.Terminated,
    };

    internal static async Task<ContractThen> FindAsync(PortalDb db, ContractId id, DateTimeOffset moment, CancellationToken cancellation)
    {
        var codes = Left.Keys.ToList();
        var last = await db.Set<Entry>().Where(e => e.SubjectKind == ContractFacts.Kind && e.SubjectId == id.Value && codes.Contains(e.Code) && e.At <= moment)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new { e.Code, e.At }).FirstOrDefaultAsync(cancellation);
        var offer = await db.Set<TermsVersion>().Where(v => v.ContractId == id && v.Number == 1 && v.FrozenAt <= moment)
            .OrderByDescending(v => v.Offer).Select(v => (TermsVersionId?)v.Id).FirstOrDefaultAsync(cancellation);
        return new ContractThen(moment, last is null ? null : Left[last.Code], last?.At, offer);
    }
}
