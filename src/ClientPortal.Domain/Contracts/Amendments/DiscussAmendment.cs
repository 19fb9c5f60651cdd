using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What either side does with an amendment that was sent: comment, agree, decline, withdraw, waive the notice.</summary>
public sealed class DiscussAmendment(PortalWork work, IDocumentRenderer renderer)
{
    /// <summary>The form of a comment.</summary>
    public sealed record CommentInput
    {
        /// <summary>What is said.</summary>
        public string? Text { get; init; }

        /// <summary>The clause it is about; empty for a stage or the whole.</summary>
        public Guid? Clause { get; init; }

        /// <summary>The stage it is about; empty for a clause or the whole.</summary>
        public Guid? Stage { get; init; }
    }

    /// <summary>The form of agreement.</summary>
    public sealed record AgreeInput
    {
        /// <summary>The amendment's revision the form was rendered from.</summary>
        public int Revision { get; init; }
    }

    /// <summary>Comments. Everybody of the client and of the provider who sees the contract may; a discussion it becomes when somebody speaks who can agree.</summary>
    public Task<Outcome<AmendmentCommentId>> CommentAsync(PersonId actor, CommandId command, AmendmentId id, CommentInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var client = await work.Db.Set<Amendment>().Where(a => a.Id == id).Select(a => (ClientId?)a.ClientId).SingleOrDefaultAsync(cancellation) ?? throw new NotYours();
            var side = work.Actor.IsFor(client, Role.ClientViewer, Role.ClientSignatory) ? Side.Client : Side.Provider;
            NotYours.Unless(side == Side.Client || work.Actor.IsFor(client, Role.Manager, Role.Finance));
            var rules = new FormRules();
            var text = rules.Text(input.Text, nameof(input.Text), AmendmentComment.LongestText);
            rules.ThrowIfBroken();

            var speaks = work.Actor.SpeaksFor(client) is not null;
            var hand = speaks ? await AmendmentAtHand.HoldAsync(work, id, cancellation) : await AmendmentAtHand.FindAsync(work.Db, id, cancellation);
            var amendment = hand.Head;
            if (speaks) amendment.Comment(hand.BaseTerms, work.Now);
            else _ = amendment.State.After(AmendmentMove.Comment);
            var (clause, stage) = About(hand, input);
            var comment = AmendmentComment.Of(amendment, clause, stage, side, text, actor, work.Now);
            work.Db.Add(comment);
            work.Record(AmendmentFacts.Commented(hand.Contract, amendment, comment, hand.People.Told(hand.BaseTerms, actor)));
            return comment.Id;
        }, cancellation);

    /// <summary>Agrees to the latest revision of the other side. Its protocol is rendered once and kept, for both to sign.</summary>
    public Task<Outcome<AmendmentId>> AgreeAsync(PersonId actor, CommandId command, AmendmentId id, AgreeInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (hand, side) = await HoldAsync(work, id, input.Revision, cancellation);
            DraftAmendment.EnsureInForce(hand.Contract);
            hand.Head.Agree(side, hand.BaseTerms, actor, work.Now);
            if (hand.Latest.BaseVersionId != hand.Newest.Id) throw new RuleBroken(Rule.BaseHasMoved, null, hand.Newest.Number);
            var file = await PortalFiles.KeepAsync(work, hand.Head.ClientId, FileKind.Pdf, renderer.Protocol(await ProtocolAsync(work, hand, cancellation)), cancellation);
            work.Db.Add(ContractDocument.Of(hand.Head, hand.Latest.Id, ContractDocumentKind.Protocol, file, work.Now));
            work.Record(AmendmentFacts.Agreed(hand.Contract, hand.Head, hand.Latest, file, hand.People.Told(hand.BaseTerms, actor, signatories: true)));
            return id;
        }, cancellation);

    /// <summary>Says no to the other side's amendment.</summary>
    public Task<Outcome<AmendmentId>> DeclineAsync(PersonId actor, CommandId command, AmendmentId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (hand, side) = await HoldAsync(work, id, input.Revision, cancellation);
            hand.Head.Decline(side, hand.BaseTerms, input.Checked(), actor, work.Now);
            work.Record(AmendmentFacts.Declined(hand.Contract, hand.Head, hand.People.Told(hand.BaseTerms, actor)));
            return id;
        }, cancellation);

    /// <summary>Takes the side's own amendment back.</summary>
    public Task<Outcome<AmendmentId>> WithdrawAsync(PersonId actor, CommandId command, AmendmentId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (hand, side) = await HoldAsync(work, id, input.Revision, cancellation);
            hand.Head.Withdraw(side, hand.BaseTerms, input.Checked(), actor, work.Now);
            work.Record(AmendmentFacts.Withdrawn(hand.Contract, hand.Head, hand.People.Told(hand.BaseTerms, actor)));
            return id;
        }, cancellation);

    /// <summary>The client's signatory gives up the notice period for these changes, in writing, on the record.</summary>
    public Task<Outcome<AmendmentId>> WaiveNoticeAsync(PersonId actor, CommandId command, AmendmentId id, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (hand, side) = await HoldAsync(work, id, input.Revision, cancellation);
            NotYours.Unless(side == Side.Client);
            var notice = hand.NoticeAt(work.Now);
            if (notice.Waived) throw new RuleBroken(Rule.AlreadyWaived);
            if (!notice.IsNeeded) throw new RuleBroken(Rule.NoticeNotNeeded);
            var waiver = hand.Head.WaiveNotice(hand.Latest, hand.BaseTerms, input.Checked(), actor, work.Now);
            work.Db.Add(waiver);
            work.Record(AmendmentFacts.NoticeWaived(hand.Contract, hand.Head, waiver, notice, hand.People.Told(hand.BaseTerms, actor)));
            return id;
        }, cancellation);

    private static async Task<(AmendmentAtHand Hand, Side Side)> HoldAsync(Work work, AmendmentId id, int revision, CancellationToken cancellation)
    {
        var hand = await AmendmentAtHand.HoldAsync(work, id, cancellation);
        var side = work.Actor.SpeaksFor(hand.Head.ClientId) ?? throw new NotYours();
        hand.Head.ExpectRevision(revision);
        return (hand, side);
    }

    // What is commented on stands in the terms, or is added by the amendment.
    private static (ClauseId? Clause, StageId? Stage) About(AmendmentAtHand hand, CommentInput input)
    {
        var after = hand.BaseTerms.With(hand.Latest.Changes);
        var clause = input.Clause is { } c ? ClauseId.Of(c) : (ClauseId?)null;
        var stage = input.Stage is { } s ? StageId.Of(s) : (StageId?)null;
        if (clause is not null && hand.BaseTerms.Clauses.Concat(after.Clauses).All(known => known.Id != clause)) throw new RuleBroken(Rule.NotOffered, nameof(input.Clause));
        if (stage is not null && (clause is not null || hand.BaseTerms.Stages.Concat(after.Stages).All(known => known.Id != stage)))
            throw new RuleBroken(Rule.NotOffered, nameof(input.Stage));
        return (clause, stage);
    }

    private static async Task<ProtocolToRender> ProtocolAsync(Work work, AmendmentAtHand hand, CancellationToken cancellation)
    {
        var after = hand.BaseTerms.With(hand.Latest.Changes);
        var proposer = await work.Db.Users.Where(p => p.Id == hand.Head.ProposedBy).Select(p => p.Name).SingleAsync(cancellation);
        return new ProtocolToRender(
            hand.Head.Number, hand.Latest.Number, hand.Head.ProposedFor, proposer, hand.Latest.Reason, hand.Latest.EffectiveOn, hand.BaseTerms, hand.Base.Number,
            after, TermsRedline.Between(hand.BaseTerms, after), hand.NoticeAt(work.Now), await hand.WaiversShownAsync(work.Db, cancellation),
            await work.Db.ClientAsync(hand.Head.ClientId, cancellation), await work.Db.PeopleInAsync([hand.BaseTerms, after], cancellation), work.Now);
    }
}
