using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>What a person sees before they sign. Null is "not found", which is also "not yours to sign".</summary>
public sealed class SignReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>The offered contract to be signed.</summary>
    public Task<SignPage?> ContractAsync(Actor actor, ContractId id, Language language, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { OfferedVersionId: { } offered } contract) return null;
            if (actor.SignsFor(contract.ClientId) is not { } side) return null;
            var document = await db.DocumentAsync(offered, ContractDocumentKind.Contract, cancellation);
            var signatures = await db.SignaturesAsync(offered, cancellation);
            var waits = contract.State == ContractState.Offered || (contract.State == ContractState.SignedByOne && contract.FirstSignedFor != side);
            return Page(contract, await db.ClientAsync(contract.ClientId, cancellation), null, side, waits, document, signatures, language);
        }, cancellation);

    /// <summary>The protocol of an agreed amendment to be signed.</summary>
    public Task<SignPage?> AmendmentAsync(Actor actor, AmendmentId id, Language language, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Amendment>().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } head) return null;
            if (actor.SignsFor(head.ClientId) is not { } side) return null;
            var hand = await AmendmentAtHand.FindAsync(db, id, cancellation);
            var document = await db.Set<ContractDocument>().SingleOrDefaultAsync(d => d.RevisionId == hand.Latest.Id && d.Kind == ContractDocumentKind.Protocol, cancellation);
            if (document is null) return null;
            var signatures = await db.Set<Signature>().Where(s => s.RevisionId == hand.Latest.Id).OrderBy(s => s.SignedAt).ThenBy(s => s.Id).ToListAsync(cancellation);
            var now = clock.GetUtcNow();
            var state = Amendment.StateOn(head.State, head.EffectiveOn, ZoneDays.DayOf(hand.Contract.Zone, now));
            var waits = hand.Contract.State == ContractState.InForce
                && (state == AmendmentState.Agreed || (state == AmendmentState.SignedByOne && head.FirstSignedFor != side));
            return Page(hand.Contract, await db.ClientAsync(head.ClientId, cancellation), head, side, waits, document, signatures, language) with
            {
                EffectiveOn = head.EffectiveOn,
                BaseHasMoved = AmendmentMoves.Open.Contains(state) && hand.Latest.BaseVersionId != hand.Newest.Id,
                Notice = hand.NoticeAt(now),
            };
        }, cancellation);

    private static SignPage Page(
        Contract contract, ClientDetails client, Amendment? amendment, Side side, bool waits, ContractDocument document, IEnumerable<Signature> signatures, Language language) => new()
        {
            Contract = contract.Id,
            Client = contract.ClientId,
            ClientLegalName = client.LegalName,
            ContractNumber = contract.Number,
            ContractTitle = contract.Title,
            Zone = contract.Zone,
            Amendment = amendment?.Id,
            AmendmentNumber = amendment?.Number,
            Side = side,
            Waits = waits,
            Document = document.Id,
            DocumentHash = document.ContentHash.Hex,
            RenderedAt = document.RenderedAt,
            ConsentVersion = Consent.Current,
            ConsentLanguage = language,
            ConsentText = Consent.Text(Consent.Current, language),
            Signatures = [.. signatures.Select(SignatureShown.Of)],
        };
}

/// <summary>The page on which a document is signed.</summary>
public sealed record SignPage
{
    /// <summary>Which contract.</summary>
    public required ContractId Contract { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name as a party to the contract.</summary>
    public required string ClientLegalName { get; init; }

    /// <summary>The contract's number.</summary>
    public required string ContractNumber { get; init; }

    /// <summary>The contract's title.</summary>
    public required string ContractTitle { get; init; }

    /// <summary>The contract's zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Which amendment; null for the contract itself.</summary>
    public required AmendmentId? Amendment { get; init; }

    /// <summary>The amendment's number.</summary>
    public required int? AmendmentNumber { get; init; }

    /// <summary>The side the reader signs for.</summary>
    public required Side Side { get; init; }

    /// <summary>Whether it waits for this side's signature.</summary>
    public required bool Waits { get; init; }

    /// <summary>The document.</summary>
    public required ContractDocumentId Document { get; init; }

    /// <summary>Its SHA-256, in hexadecimal; the form posts it back.</summary>
    public required string DocumentHash { get; init; }

    /// <summary>When it was rendered.</summary>
    public required DateTimeOffset RenderedAt { get; init; }

    /// <summary>The version of the consent text; the form posts it back.</summary>
    public required int ConsentVersion { get; init; }

    /// <summary>The language the consent text is shown in; the form posts it back.</summary>
    public required Language ConsentLanguage { get; init; }

    /// <summary>The consent text.</summary>
    public required string ConsentText { get; init; }

    /// <summary>The signatures there are.</summary>
    public required IReadOnlyList<SignatureShown> Signatures { get; init; }

    /// <summary>The day an amendment applies from; null for a contract.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>Whether another amendment was signed meanwhile, so that this one cannot be.</summary>
    public bool BaseHasMoved { get; init; }

    /// <summary>How an amendment's notice is reckoned; null for a contract.</summary>
    public NoticeReckoning? Notice { get; init; }
}
