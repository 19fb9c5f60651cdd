using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>A contract is completed by its manager when it has run to its end, or ended early by either side with notice.</summary>
public sealed class EndContract(PortalWork work)
{
    /// <summary>The form of completion.</summary>
    public sealed record CompleteInput
    {
        /// <summary>The revision the form was rendered from.</summary>
        public int Revision { get; init; }
    }

    /// <summary>The form of an early end.</summary>
    public sealed record TerminateInput
    {
        /// <summary>The revision the form was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>The first day the contract does not apply any more.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }

        /// <summary>Whether the box was ticked that says it cannot be taken back.</summary>
        public bool Confirmed { get; init; }
    }

    /// <summary>Completes a contract whose last day is over.</summary>
    public Task<Outcome<ContractId>> CompleteAsync(PersonId actor, CommandId command, ContractId id, CompleteInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            NotYours.Unless(work.Actor.IsFor(contract.ClientId, Role.Manager));
            contract.ExpectRevision(input.Revision);
            var (terms, people) = await NowAsync(work, contract, ContractMove.Complete, cancellation);
            contract.Complete(terms, actor, work.Now);
            work.Record(ContractFacts.Completed(contract, people.Told(terms, actor)));
            return id;
        }, cancellation);

    /// <summary>Ends a contract early, from a day that leaves the other side its period of notice. For the provider a manager does, for the client a signatory.</summary>
    public Task<Outcome<ContractId>> TerminateAsync(PersonId actor, CommandId command, ContractId id, TerminateInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            var side = work.Actor.SpeaksFor(contract.ClientId) ?? throw new NotYours();
            contract.ExpectRevision(input.Revision);
            var rules = new FormRules();
            var reason = rules.Text(input.Reason, nameof(input.Reason), Contract.LongestReason);
            if (input.From is null) rules.Refuse(Rule.Required, nameof(input.From));
            _ = rules.Day(input.From, nameof(input.From));
            if (!input.Confirmed) rules.Refuse(Rule.EndNotConfirmed, nameof(input.Confirmed));
            rules.ThrowIfBroken();

            var (terms, people) = await NowAsync(work, contract, ContractMove.Terminate, cancellation);
            contract.Terminate(terms, side, input.From!.Value, reason, actor, work.Now);
            work.Record(ContractFacts.Terminated(contract, terms, people.Told(terms, actor, signatories: true)));
            return id;
        }, cancellation);

    private static async Task<(Terms Terms, ContractPeople People)> NowAsync(Work work, Contract contract, ContractMove move, CancellationToken cancellation)
    {
        _ = contract.State.After(move);
        var version = await work.Db.NewestVersionAsync(contract, cancellation);
        return (version.ToTerms(), await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation));
    }
}
