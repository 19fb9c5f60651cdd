using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What the pages of amendments show, one method a page. Null is "not found", which is also "not yours".</summary>
public sealed class AmendmentReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>The amendments of a contract, newest first, and what the reader's side is writing.</summary>
    public Task<ChangesPage?> ListAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } contract) return null;
            var today = ZoneDays.DayOf(contract.Zone, clock.GetUtcNow());
            var amendments = await db.Set<Amendment>().Where(a => a.ContractId == id).OrderByDescending(a => a.Number)
                .Select(a => new
                {
                    Head = a,
                    Reason = db.Set<AmendmentRevision>().Where(r => r.AmendmentId == a.Id && r.Number == a.LatestRevision).Select(r => r.Reason).First(),
                    ProposedBy = db.Users.Where(p => p.Id == a.ProposedBy).Select(p => p.Name).First(),
                    Version = db.Set<TermsVersion>().Where(v => v.Id == a.VersionId).Select(v => (int?)v.Number).FirstOrDefault(),
                    Comments = db.Set<AmendmentComment>().Count(c => c.AmendmentId == a.Id),
                })
                .ToListAsync(cancellation);
            // Row security shows only what the reader's own side is writing.
            var drafts = await db.Set<AmendmentDraft>().Where(d => d.ContractId == id).OrderByDescending(d => d.SavedAt).ToListAsync(cancellation);
            var sent = amendments.Select(row => row.Head.Id).ToHashSet();
            return new ChangesPage(
                id, contract.ClientId, contract.Number, contract.Title, contract.Zone, today,
                actor.SpeaksFor(contract.ClientId) is not null && contract.State == ContractState.InForce,
                [.. drafts.Where(draft => !sent.Contains(draft.AmendmentId)).Select(draft => new DraftRow(draft.AmendmentId, draft.Reason, draft.EffectiveOn, draft.SavedAt))],
                [
                    .. amendments.Select(row => new AmendmentRow(
                        row.Head.Id, row.Head.Number, Amendment.StateOn(row.Head.State, row.Head.EffectiveOn, today), row.Head.ProposedFor, row.ProposedBy, row.Head.ProposedAt,
                        row.Reason, row.Head.EffectiveOn, row.Head.Turn, row.Version, row.Comments)),
                ]);
        }, cancellation);

    /// <summary>One amendment: old and new of everything it touches, what was said, whose turn it is, how its day was reckoned, what it means in money.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which amendment.</param>
    /// <param name="revision">Which of its revisions; null for the latest.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<AmendmentPage?> PageAsync(Actor actor, AmendmentId id, int? revision, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!await db.Set<Amendment>().AnyAsync(a => a.Id == id, cancellation)) return null;
            var hand = await AmendmentAtHand.FindAsync(db, id, cancellation);
            var revisions = await db.Set<AmendmentRevision>().Where(r => r.AmendmentId == id).OrderBy(r => r.Number).ToListAsync(cancellation);
            if (revisions.Find(r => r.Number == (revision ?? hand.Head.LatestRevision)) is not { } shown) return null;
            var changed = shown.BaseVersionId == hand.Base.Id ? hand.Base : await db.VersionAsync(shown.BaseVersionId, cancellation);
            var before = changed.ToTerms();
            var after = before.With(shown.Changes);
            var now = clock.GetUtcNow();
            var today = ZoneDays.DayOf(before.Zone, now);
            var state = Amendment.StateOn(hand.Head.State, hand.Head.EffectiveOn, today);
            var comments = await CommentsAsync(db, id, cancellation);
            var signatures = await db.Set<Signature>().Where(s => s.RevisionId == hand.Latest.Id).OrderBy(s => s.SignedAt).ThenBy(s => s.Id).ToListAsync(cancellation);
            return new AmendmentPage
            {
                Id = id,
                Contract = hand.Contract.Id,
                Client = hand.Head.ClientId,
                ClientName = await db.Set<Client>().Where(c => c.Id == hand.Head.ClientId).Select(c => c.Name).SingleAsync(cancellation),
                ContractNumber = hand.Contract.Number,
                ContractTitle = hand.Contract.Title,
                Revision = hand.Head.Revision,
                Number = hand.Head.Number,
                State = state,
                Turn = AmendmentMoves.Open.Contains(state) ? hand.Head.Turn : null,
                ProposedFor = hand.Head.ProposedFor,
                Shown = shown.Number,
                Revisions = [.. await RevisionsAsync(db, revisions, cancellation)],
                Reason = shown.Reason,
                EffectiveOn = shown.EffectiveOn,
                Zone = before.Zone,
                Today = today,
                BaseVersion = changed.Number,
                BaseHasMoved = AmendmentMoves.Open.Contains(state) && hand.Latest.BaseVersionId != hand.Newest.Id,
                Changes = shown.Changes,
                Redline = TermsRedline.Between(before, after),
                Notice = hand.NoticeAt(hand.Head.SignedAt ?? now),
                Waivers = await hand.WaiversShownAsync(db, cancellation),
                Comments = comments,
                Agreed = hand.Head is { AgreedAt: { } agreed, AgreedBy: { } by } ? new AgreedShown(agreed, by, await NameAsync(db, by, cancellation)) : null,
                Signatures = [.. signatures.Select(SignatureShown.Of)],
                SignedAt = hand.Head.SignedAt,
                Version = hand.Head.VersionId is { } made ? await db.Set<TermsVersion>().Where(v => v.Id == made).Select(v => (int?)v.Number).SingleAsync(cancellation) : null,
                ClosedAt = hand.Head.ClosedAt,
                ClosedBy = hand.Head.ClosedBy is { } closer ? await NameAsync(db, closer, cancellation) : null,
                ClosedReason = hand.Head.ClosedReason,
                HasDraft = await db.Set<AmendmentDraft>().AnyAsync(d => d.AmendmentId == id, cancellation),
                Actions = Actions(actor, hand, state, now),
            };
        }, cancellation);

    /// <summary>What the editor of something begun begins with, wherever it belongs. As <see cref="DraftAsync(Actor, ContractId, AmendmentId?, CancellationToken)"/>.</summary>
    public async Task<AmendmentDraftPage?> DraftAsync(Actor actor, AmendmentId id, CancellationToken cancellation)
    {
        var contract = await reads.RunAsync(actor, async db =>
            await db.Set<Amendment>().Where(a => a.Id == id).Select(a => (ContractId?)a.ContractId).SingleOrDefaultAsync(cancellation)
            ?? await db.Set<AmendmentDraft>().Where(d => d.AmendmentId == id).Select(d => (ContractId?)d.ContractId).FirstOrDefaultAsync(cancellation), cancellation);
        return contract is { } found ? await DraftAsync(actor, found, id, cancellation) : null;
    }

    /// <summary>What the editor begins with: what the reader's side was writing; for an answer, the latest revision; for a new one, nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="contract">Of which contract.</param>
    /// <param name="id">Which amendment; null for a new one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<AmendmentDraftPage?> DraftAsync(Actor actor, ContractId contract, AmendmentId? id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == contract, cancellation) is not { State: ContractState.InForce } found) return null;
            if (actor.SpeaksFor(found.ClientId) is not { } side) return null;
            var newest = await db.NewestVersionAsync(found, cancellation);
            var terms = newest.ToTerms();
            var head = id is { } sent ? await db.Set<Amendment>().SingleOrDefaultAsync(a => a.Id == sent && a.ContractId == contract, cancellation) : null;
            var draft = await db.Set<AmendmentDraft>().SingleOrDefaultAsync(d => d.AmendmentId == id && d.Side == side && d.ContractId == contract, cancellation);
            if (id is not null && head is null && draft is null) return null;
            var latest = head is null ? null : await db.Set<AmendmentRevision>().SingleAsync(r => r.AmendmentId == head.Id && r.Number == head.LatestRevision, cancellation);
            var changes = draft?.Changes ?? latest?.Changes ?? [];
            var waived = latest is not null && await db.Set<NoticeWaiver>().AnyAsync(w => w.AmendmentId == latest.AmendmentId && w.ChangesHash == TermsChanges.HashOf(changes), cancellation);
            var notice = NoticeReckoning.Of(found.DayOf(newest), terms, changes, side == Side.Provider || head?.ProviderProposed == true, waived, null, clock.GetUtcNow());
            return new AmendmentDraftPage(
                contract, found.ClientId, found.Number, found.Title, id, head?.Number, head?.Revision ?? 0, draft?.Revision ?? 0,
                draft?.BaseVersionId is { } written && written != newest.Id, newest.Number, terms, draft?.Reason ?? latest?.Reason ?? string.Empty,
                draft is null ? latest?.EffectiveOn : draft.EffectiveOn, changes, notice);
        }, cancellation);

    private static AmendmentActions Actions(Actor actor, AmendmentAtHand hand, AmendmentState state, DateTimeOffset now)
    {
        var side = hand.Contract.State == ContractState.InForce ? actor.SpeaksFor(hand.Head.ClientId) : null;
        var signs = hand.Contract.State == ContractState.InForce ? actor.SignsFor(hand.Head.ClientId) : null;
        var notice = hand.NoticeAt(now);
        var isCurrent = hand.Latest.BaseVersionId == hand.Newest.Id;
        return new AmendmentActions(
            Comment: state.Allows(AmendmentMove.Comment)
                && actor.IsFor(hand.Head.ClientId, Role.ClientViewer, Role.ClientSignatory, Role.Manager, Role.Finance),
            Counter: side is not null && state.Allows(AmendmentMove.Counter),
            Agree: side is not null && side != hand.Head.LatestFor && state.Allows(AmendmentMove.Agree) && isCurrent,
            Decline: side is not null && side != hand.Head.ProposedFor && state.Allows(AmendmentMove.Decline) && hand.Head.FirstSignedFor != side,
            Withdraw: side is not null && side == hand.Head.ProposedFor && state.Allows(AmendmentMove.Withdraw) && hand.Head.FirstSignedFor != side,
            WaiveNotice: side == Side.Client && notice.IsNeeded && state.Allows(AmendmentMove.WaiveNotice),
            Sign: signs is not null && (state == AmendmentState.Agreed || (state == AmendmentState.SignedByOne && hand.Head.FirstSignedFor != signs))
                && isCurrent && hand.Head.EffectiveOn >= notice.FirstPossible);
    }

    private static Task<string> NameAsync(PortalDb db, PersonId person, CancellationToken cancellation) =>
        db.Users.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(cancellation);

    private static Task<List<CommentShown>> CommentsAsync(PortalDb db, AmendmentId id, CancellationToken cancellation) =>
        db.Set<AmendmentComment>().Where(c => c.AmendmentId == id).OrderBy(c => c.At)
            .Select(c => new CommentShown(
                c.Id, c.ClauseId, c.StageId, c.RevisionNumber, c.Side, c.PersonId, db.Users.Where(p => p.Id == c.PersonId).Select(p => p.Name).First(), c.At, c.Text))
            .ToListAsync(cancellation);

    private static async Task<IEnumerable<RevisionRow>> RevisionsAsync(PortalDb db, List<AmendmentRevision> revisions, CancellationToken cancellation)
    {
        var names = await db.NamesAsync([.. revisions.Select(revision => revision.SentBy).Distinct()], cancellation);
        return revisions.Select(revision => new RevisionRow(revision.Number, revision.SentFor, names[revision.SentBy], revision.SentAt, revision.EffectiveOn));
    }
}
