using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>A manager offers a contract to the client, or takes the offer back; a signatory of the client may say no to it.</summary>
public sealed class OfferContract(PortalWork work, IDocumentRenderer renderer)
{
    /// <summary>The form of an offer.</summary>
    public sealed record Input
    {
        /// <summary>The revision the form was rendered from.</summary>
        public int Revision { get; init; }
    }

    /// <summary>Freezes the draft as version 1, renders the document once, keeps its bytes, and tells the people of both sides.</summary>
    /// <returns>The frozen version. Refused with everything that is missing.</returns>
    public Task<Outcome<TermsVersionId>> OfferAsync(PersonId actor, CommandId command, ContractId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            NotYours.Unless(work.Actor.IsFor(contract.ClientId, Role.Manager));
            contract.ExpectRevision(input.Revision);
            // A contract that cannot be offered at all is not asked for its missing parts.
            _ = contract.State.After(ContractMove.Offer);
            var draft = await work.Db.Set<ContractDraft>().Include(d => d.Clauses).Include(d => d.Stages).AsSplitQuery().SingleAsync(d => d.ContractId == id, cancellation);
            var people = await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation);
            var rules = new FormRules();
            var terms = Complete(rules, draft, people);
            rules.ThrowIfBroken();

            var version = contract.Offer(terms, actor, work.Now);
            work.Db.Add(version);
            var bytes = renderer.Contract(new ContractToRender(
                terms, version.Number, version.ContentHash.Hex, await work.Db.ClientAsync(contract.ClientId, cancellation),
                await work.Db.PeopleInAsync([terms], cancellation), await LogKeyAsync(work.Db, contract.ClientId, cancellation), work.Now));
            var file = await PortalFiles.KeepAsync(work, contract.ClientId, FileKind.Pdf, bytes, cancellation);
            work.Db.Add(ContractDocument.Of(version, ContractDocumentKind.Contract, file, work.Now));
            work.Record(ContractFacts.Offered(contract, version, terms, file, people.Told(terms, actor, signatories: true)));
            return version.Id;
        }, cancellation);

    /// <summary>Takes the offer back, as long as the client has not signed.</summary>
    public Task<Outcome<ContractId>> WithdrawAsync(PersonId actor, CommandId command, ContractId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            NotYours.Unless(work.Actor.IsFor(contract.ClientId, Role.Manager));
            contract.ExpectRevision(input.Revision);
            contract.Withdraw(input.Checked(), actor, work.Now);
            var (terms, people) = await OfferedAsync(work, contract, cancellation);
            work.Record(ContractFacts.Withdrawn(contract, people.Told(terms, actor, signatories: true)));
            return id;
        }, cancellation);

    /// <summary>Says no to the offer, as long as the client has not signed.</summary>
    public Task<Outcome<ContractId>> DeclineAsync(PersonId actor, CommandId command, ContractId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            NotYours.Unless(work.Actor.IsFor(contract.ClientId, Role.ClientSignatory));
            contract.ExpectRevision(input.Revision);
            contract.Decline(input.Checked(), actor, work.Now);
            var (terms, people) = await OfferedAsync(work, contract, cancellation);
            work.Record(ContractFacts.Declined(contract, people.Told(terms, actor, signatories: true)));
            return id;
        }, cancellation);

    /// <summary>The draft as terms; they are good only if nothing was refused.</summary>
    internal static Terms Complete(FormRules rules, ContractDraft draft, ContractPeople people)
    {
        var terms = draft.ToTerms(rules);
        // Who answered for it when the draft was saved may have left since.
        if (draft.ResponsibleStaffId is { } staff && !people.Has(staff, Side.Provider)) rules.Refuse(Rule.ResponsibleStaffMissing, nameof(Terms.ResponsibleStaff));
        if (draft.ResponsibleClientId is { } client && !people.Has(client, Side.Client)) rules.Refuse(Rule.ResponsibleClientMissing, nameof(Terms.ResponsibleClient));
        if (!people.SignatoriesOf(Side.Client).Any()) rules.Refuse(Rule.ClientSignatoryMissing, null);
        if (!people.SignatoriesOf(Side.Provider).Any()) rules.Refuse(Rule.ProviderSignatoryMissing, null);
        return terms;
    }

    // Who keeps the document holds the key before anything is changed.
    private static Task<string?> LogKeyAsync(PortalDb db, ClientId client, CancellationToken cancellation) =>
        db.Set<LogKey>().Where(key => key.LogId == LogId.Of(client)).OrderByDescending(key => key.Number).Select(key => key.VerifierKey).FirstOrDefaultAsync(cancellation);

    private static async Task<(Terms Terms, ContractPeople People)> OfferedAsync(Work work, Contract contract, CancellationToken cancellation)
    {
        var version = await work.Db.VersionAsync(contract.OfferedVersionId!.Value, cancellation);
        return (version.ToTerms(), await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation));
    }
}
