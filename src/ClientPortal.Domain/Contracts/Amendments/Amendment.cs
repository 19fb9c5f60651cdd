using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>
/// An amendment's head, from the moment it is proposed: where it stands, whose turn it is, which revision is the latest.
/// What it would change stands in its revisions, which never change; what a side is still writing lies in
/// <see cref="AmendmentDraft"/>, unseen by the other.
/// </summary>
public sealed class Amendment : Root, IRecorded
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 4000;

    private Amendment()
    {
    }

    /// <summary>Its identifier.</summary>
    public AmendmentId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>Which of the contract's amendments, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Where it stands; <see cref="StateOn"/> says whether its day has come.</summary>
    public AmendmentState State { get; private set; }

    /// <summary>The side that proposed it first.</summary>
    public Side ProposedFor { get; private init; }

    /// <summary>When it was proposed.</summary>
    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Who proposed it.</summary>
    public PersonId ProposedBy { get; private init; }

    /// <summary>The number of the latest revision.</summary>
    public int LatestRevision { get; private set; }

    /// <summary>The side that sent the latest revision.</summary>
    public Side LatestFor { get; private set; }

    /// <summary>The day the latest revision would apply from.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>Whether any revision is the provider's, so that the client is owed a period of notice.</summary>
    public bool ProviderProposed { get; private set; }

    /// <summary>When the other side wanted the latest revision too; null while it has not.</summary>
    public DateTimeOffset? AgreedAt { get; private set; }

    /// <summary>Who agreed.</summary>
    public PersonId? AgreedBy { get; private set; }

    /// <summary>The side that signed the latest revision first.</summary>
    public Side? FirstSignedFor { get; private set; }

    /// <summary>When the first signature was given.</summary>
    public DateTimeOffset? FirstSignedAt { get; private set; }

    /// <summary>When the second signature was given.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>The version that came of it.</summary>
    public TermsVersionId? VersionId { get; private set; }

    /// <summary>When it was declined, withdrawn or lapsed.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who declined or withdrew it; null when it lapsed.</summary>
    public PersonId? ClosedBy { get; private set; }

    /// <summary>Why it was declined or withdrawn.</summary>
    public string? ClosedReason { get; private set; }

    /// <summary>When the portal noted that it began to apply; null until its due job ran after that midnight.</summary>
    public DateTimeOffset? TookEffectAt { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>Whose move is awaited; null when either side, or nobody.</summary>
    public Side? Turn => State switch
    {
        AmendmentState.Proposed or AmendmentState.UnderDiscussion => LatestFor.Other(),
        AmendmentState.SignedByOne => FirstSignedFor?.Other(),
        _ => null,
    };

    /// <summary>Where it stands on a day in the contract's zone: what was signed is in force from its day on, whether or not the portal has noted it.</summary>
    public static AmendmentState StateOn(AmendmentState state, DateOnly effectiveOn, DateOnly today) => state switch
    {
        AmendmentState.Signed when today >= effectiveOn => AmendmentState.InForce,
        AmendmentState.Proposed or AmendmentState.UnderDiscussion or AmendmentState.Agreed or AmendmentState.SignedByOne when today >= effectiveOn => AmendmentState.Lapsed,
        _ => state,
    };

    /// <summary>Proposes a change to the other side.</summary>
    internal static (Amendment Amendment, AmendmentRevision Revision) Propose(AmendmentId id, int number, Proposal proposal, PersonId by, DateTimeOffset at)
    {
        var amendment = new Amendment
        {
            Id = id,
            ClientId = proposal.Base.ClientId,
            ContractId = proposal.Base.ContractId,
            Number = number,
            State = AmendmentState.Draft.After(AmendmentMove.Propose),
            ProposedFor = proposal.Side,
            ProposedAt = at,
            ProposedBy = by,
        };
        return (amendment, amendment.Take(proposal, by, at));
    }

    /// <summary>Sends other changes, another reason or another day. Agreement and signatures were for the revision before and fall away.</summary>
    /// <exception cref="RuleBroken">It is not open.</exception>
    internal AmendmentRevision Counter(Proposal proposal, PersonId by, DateTimeOffset at)
    {
        State = StateNow(proposal.Terms, at).After(AmendmentMove.Counter);
        RaiseRevision();
        return Take(proposal, by, at);
    }

    /// <summary>Somebody comments, which makes a discussion of it.</summary>
    /// <exception cref="RuleBroken">It is not open.</exception>
    internal void Comment(Terms terms, DateTimeOffset at)
    {
        State = StateNow(terms, at).After(AmendmentMove.Comment);
        RaiseRevision();
    }

    /// <summary>The side that received the latest revision wants it too.</summary>
    /// <exception cref="RuleBroken">It is not open, or it is the other side's turn.</exception>
    internal void Agree(Side side, Terms terms, PersonId by, DateTimeOffset at)
    {
        var next = StateNow(terms, at).After(AmendmentMove.Agree);
        if (side == LatestFor) throw new RuleBroken(Rule.OtherSidesTurn);
        (State, AgreedAt, AgreedBy) = (next, at, by);
        RaiseRevision();
    }

    /// <summary>The client gives up the notice period for the changes of the latest revision.</summary>
    /// <exception cref="RuleBroken">It is not open.</exception>
    internal NoticeWaiver WaiveNotice(AmendmentRevision latest, Terms terms, string reason, PersonId by, DateTimeOffset at)
    {
        State = StateNow(terms, at).After(AmendmentMove.WaiveNotice);
        RaiseRevision();
        return NoticeWaiver.Of(latest, reason, by, at);
    }

    /// <summary>A side signs the latest revision.</summary>
    /// <param name="side">For whom.</param>
    /// <param name="latest">The latest revision.</param>
    /// <param name="newest">The newest signed version of the contract.</param>
    /// <param name="terms">That version's terms.</param>
    /// <param name="notice">The notice as it was given.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">
    /// The latest revision is not agreed to by both, its side has signed, its day has come, another amendment was signed since it
    /// was written, or the day is too early for the notice as it was really given.
    /// </exception>
    internal void Sign(Side side, AmendmentRevision latest, TermsVersion newest, Terms terms, NoticeReckoning notice, DateTimeOffset at)
    {
        var state = StateNow(terms, at);
        if (state is AmendmentState.Proposed or AmendmentState.UnderDiscussion) throw new RuleBroken(Rule.NotAgreedByBoth);
        if (state == AmendmentState.SignedByOne && FirstSignedFor == side) throw new RuleBroken(Rule.SideHasSigned);
        var next = state.After(state == AmendmentState.SignedByOne ? AmendmentMove.SignSecond : AmendmentMove.SignFirst);
        if (latest.BaseVersionId != newest.Id) throw new RuleBroken(Rule.BaseHasMoved, null, newest.Number);
        if (EffectiveOn < notice.FirstPossible) throw new RuleBroken(Rule.NoticeTooShort, null, notice.FirstPossible, notice.Period);
        State = next;
        if (next == AmendmentState.SignedByOne) (FirstSignedFor, FirstSignedAt) = (side, at);
        else SignedAt = at;
        RaiseRevision();
    }

    /// <summary>The version that came of both signatures.</summary>
    internal void Became(TermsVersion version) => VersionId = version.Id;

    /// <summary>The side it was proposed to says no.</summary>
    /// <exception cref="RuleBroken">It is not open, the side proposed it, or the side has signed.</exception>
    internal void Decline(Side side, Terms terms, string reason, PersonId by, DateTimeOffset at)
    {
        var next = StateNow(terms, at).After(AmendmentMove.Decline);
        if (side == ProposedFor) throw new RuleBroken(Rule.OwnAmendmentIsWithdrawn);
        Close(next, side, reason, by, at);
    }

    /// <summary>The side that proposed it takes it back.</summary>
    /// <exception cref="RuleBroken">It is not open, the other side proposed it, or the side has signed.</exception>
    internal void Withdraw(Side side, Terms terms, string reason, PersonId by, DateTimeOffset at)
    {
        var next = StateNow(terms, at).After(AmendmentMove.Withdraw);
        if (side != ProposedFor) throw new RuleBroken(Rule.OthersAmendmentIsDeclined);
        Close(next, side, reason, by, at);
    }

    /// <summary>The portal notes that its day came before both had signed.</summary>
    internal void Lapse(DateTimeOffset at)
    {
        (State, ClosedAt) = (State.After(AmendmentMove.Lapse), at);
        RaiseRevision();
    }

    /// <summary>The portal notes that it applies.</summary>
    internal void TakeEffect(DateTimeOffset at)
    {
        (State, TookEffectAt) = (State.After(AmendmentMove.TakeEffect), at);
        RaiseRevision();
    }

    private AmendmentState StateNow(Terms terms, DateTimeOffset at) => StateOn(State, EffectiveOn, ZoneDays.DayOf(terms.Zone, at));

    private void Close(AmendmentState next, Side side, string reason, PersonId by, DateTimeOffset at)
    {
        if (FirstSignedFor == side) throw new RuleBroken(Rule.SideHasSigned);
        (State, ClosedAt, ClosedBy, ClosedReason) = (next, at, by, reason);
        RaiseRevision();
    }

    private AmendmentRevision Take(Proposal proposal, PersonId by, DateTimeOffset at)
    {
        LatestRevision++;
        (LatestFor, EffectiveOn, ProviderProposed) = (proposal.Side, proposal.EffectiveOn, ProviderProposed || proposal.Side == Side.Provider);
        (AgreedAt, AgreedBy, FirstSignedFor, FirstSignedAt) = (null, null, null, null);
        return AmendmentRevision.Freeze(this, LatestRevision, proposal, by, at);
    }
}
