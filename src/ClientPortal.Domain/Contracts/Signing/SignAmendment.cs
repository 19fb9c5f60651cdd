using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>A signatory of either side signs the protocol of an amendment; the second signature makes the next version of the terms.</summary>
public sealed class SignAmendment(PortalWork work, IDocumentRenderer renderer)
{
    /// <summary>Signs.</summary>
    /// <param name="actor">Who signs: the client's signatory, or one of the provider's people with the right.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="id">Which amendment.</param>
    /// <param name="input">The form, with the hash of the protocol that was shown.</param>
    /// <param name="evidence">From the web layer: how and when the person signed in again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Outcome<AmendmentId>> RunAsync(
        PersonId actor, CommandId command, AmendmentId id, SignInput input, SigningEvidence evidence, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var hand = await AmendmentAtHand.HoldAsync(work, id, cancellation);
            var side = work.Actor.SignsFor(hand.Head.ClientId) ?? throw new NotYours();
            await Signatures.EnsureSessionAsync(work, evidence, cancellation);
            DraftAmendment.EnsureInForce(hand.Contract);
            var notice = hand.NoticeAt(work.Now);
            hand.Head.Sign(side, hand.Latest, hand.Newest, hand.NewestTerms, notice, work.Now);
            var document = await work.Db.Set<ContractDocument>().SingleAsync(d => d.RevisionId == hand.Latest.Id && d.Kind == ContractDocumentKind.Protocol, cancellation);
            var given = input.Checked(document.ContentHash, evidence, work.Now);

            var signature = Signature.OfAmendment(hand.Head, hand.Latest, side, given, work.Actor, work.Now);
            work.Db.Add(signature);
            work.Record(AmendmentFacts.Signed(hand.Contract, hand.Head, signature, hand.People.Told(hand.BaseTerms, actor, signatories: true)));
            if (hand.Head.State == AmendmentState.Signed) await MakeVersionAsync(work, hand, notice, document, signature, cancellation);
            return id;
        }, cancellation);

    private async Task MakeVersionAsync(
        Work work, AmendmentAtHand hand, NoticeReckoning notice, ContractDocument document, Signature second, CancellationToken cancellation)
    {
        var terms = hand.NewestTerms.With(hand.Latest.Changes);
        var version = TermsVersion.FreezeAmended(hand.Contract, hand.Newest, hand.Head, terms, hand.Latest.EffectiveOn, work.Actor.Person, work.Now);
        work.Db.Add(version);
        hand.Head.Became(version);

        var first = await work.Db.Set<Signature>().Where(s => s.RevisionId == hand.Latest.Id).OrderBy(s => s.SignedAt).ThenBy(s => s.Id).ToListAsync(cancellation);
        var bytes = renderer.Signed(new SignedToRender(
            ContractDocumentKind.SignedProtocol, version.ContractNumber, hand.Head.Number, version.Title, version.Language, version.Zone,
            await Signatures.BytesAsync(work, document, cancellation), await work.Db.ClientAsync(version.ClientId, cancellation),
            [.. first.Append(second).Select(SignatureShown.Of)]));
        var file = await PortalFiles.KeepAsync(work, version.ClientId, FileKind.Pdf, bytes, cancellation);
        work.Db.Add(ContractDocument.Of(hand.Head, hand.Latest.Id, ContractDocumentKind.SignedProtocol, file, work.Now));

        var told = hand.People.Told(terms, actor: null);
        work.Record(AmendmentFacts.SignedByBoth(hand.Contract, hand.Head, version, notice, file, told));
        work.Record(ContractFacts.VersionSigned(hand.Contract, version, terms, ClientPortal.Audit.Facts.Audience.Nobody));
    }
}
