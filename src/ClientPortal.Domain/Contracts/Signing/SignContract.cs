using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>A signatory of either side signs an offered contract; the second signature puts it in force.</summary>
public sealed class SignContract(PortalWork work, IDocumentRenderer renderer)
{
    /// <summary>Signs.</summary>
    /// <param name="actor">Who signs: the client's signatory, or one of the provider's people with the right.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="id">Which contract.</param>
    /// <param name="input">The form, with the hash of the document that was shown.</param>
    /// <param name="evidence">From the web layer: how and when the person signed in again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Outcome<ContractId>> RunAsync(
        PersonId actor, CommandId command, ContractId id, SignInput input, SigningEvidence evidence, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var contract = await work.HoldContractAsync(id, cancellation);
            var side = work.Actor.SignsFor(contract.ClientId) ?? throw new NotYours();
            await Signatures.EnsureSessionAsync(work, evidence, cancellation);
            if (contract.State is not (ContractState.Offered or ContractState.SignedByOne)) _ = contract.State.After(ContractMove.SignFirst);
            var version = await work.Db.VersionAsync(contract.OfferedVersionId!.Value, cancellation);
            var terms = version.ToTerms();
            var document = await work.Db.DocumentAsync(version.Id, ContractDocumentKind.Contract, cancellation);
            var given = input.Checked(document.ContentHash, evidence, work.Now);

            contract.Sign(side, terms, work.Now);
            var signature = Signature.OfContract(version, side, given, work.Actor, work.Now);
            work.Db.Add(signature);
            var people = await ContractPeople.FindAsync(work.Db, contract.ClientId, cancellation);
            var told = people.Told(terms, actor, signatories: true);
            work.Record(ContractFacts.Signed(contract, signature, told));
            if (contract.State == ContractState.InForce)
            {
                var earlier = await work.Db.SignaturesAsync(version.Id, cancellation);
                var file = await KeepSignedAsync(work, version, document, [.. earlier, signature], cancellation);
                work.Record(ContractFacts.InForce(contract, terms, file, people.Told(terms, actor: null)));
            }

            return id;
        }, cancellation);

    private async Task<ContentHash> KeepSignedAsync(
        Work work, TermsVersion version, ContractDocument document, IReadOnlyList<Signature> signatures, CancellationToken cancellation)
    {
        var bytes = renderer.Signed(new SignedToRender(
            ContractDocumentKind.SignedContract, version.ContractNumber, null, version.Title, version.Language, version.Zone,
            await Signatures.BytesAsync(work, document, cancellation), await work.Db.ClientAsync(version.ClientId, cancellation),
            [.. signatures.Select(SignatureShown.Of)]));
        var file = await PortalFiles.KeepAsync(work, version.ClientId, FileKind.Pdf, bytes, cancellation);
        work.Db.Add(ContractDocument.Of(version, ContractDocumentKind.SignedContract, file, work.Now));
        return file;
    }
}

/// <summary>What signing a contract and signing an amendment have in common.</summary>
internal static class Signatures
{
    /// <summary>The session the evidence names must be the actor's own, and last.</summary>
    /// <exception cref="RuleBroken">It does not.</exception>
    public static async Task EnsureSessionAsync(Work work, SigningEvidence evidence, CancellationToken cancellation)
    {
        var session = await work.Db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == evidence.Session && s.PersonId == work.Actor.Person, cancellation);
        if (session?.LastsAt(work.Now) != true) throw new RuleBroken(Rule.SignInTooOld, null, (int)SigningEvidence.Freshness.TotalMinutes);
    }

    /// <summary>The bytes of a kept document.</summary>
    public static async Task<byte[]> BytesAsync(Work work, ContractDocument document, CancellationToken cancellation) =>
        (await PortalFiles.FindAsync(work.Db, document.ClientId, document.ContentHash, cancellation)
            ?? throw new InvalidOperationException($"The bytes of document {document.Id} are gone.")).Content;
}
