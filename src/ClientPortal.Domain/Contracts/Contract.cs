using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>A contract's head: where it stands, who brought it there and when. Its terms are versions, its draft lies apart.</summary>
public sealed class Contract : Root, IRecorded
{
    /// <summary>The most characters of a number.</summary>
    public const int LongestNumber = 40;

    /// <summary>The most characters of a title.</summary>
    public const int LongestTitle = 200;

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 2000;

    private Contract()
    {
    }

    /// <summary>Its identifier.</summary>
    public ContractId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>The number people quote: the draft's until the first offer, then that of the last offer.</summary>
    public required string Number { get; set; }

    /// <summary>What it is called: the draft's until the first offer, then that of the last offer.</summary>
    public required string Title { get; set; }

    /// <summary>The zone of its days; follows the same rule as the title.</summary>
    public required string Zone { get; set; }

    /// <summary>Where it stands.</summary>
    public ContractState State { get; private set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who began it.</summary>
    public PersonId CreatedBy { get; private init; }

    /// <summary>The accepted quote it follows from, to which its prices are locked; null when it was written by hand.</summary>
    public QuoteId? SourceQuoteId { get; private init; }

    /// <summary>How often it was offered.</summary>
    public int Offers { get; private set; }

    /// <summary>The version the last offer froze; null before the first.</summary>
    public TermsVersionId? OfferedVersionId { get; private set; }

    /// <summary>When it was last offered.</summary>
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>Who offered it last.</summary>
    public PersonId? OfferedBy { get; private set; }

    /// <summary>The side that signed the last offer first; null while nobody has.</summary>
    public Side? FirstSignedFor { get; private set; }

    /// <summary>When the first signature was given.</summary>
    public DateTimeOffset? FirstSignedAt { get; private set; }

    /// <summary>When the second signature was given.</summary>
    public DateTimeOffset? InForceAt { get; private set; }

    /// <summary>The first day version 1 applies, in the contract's zone: its first day, or the day of the second signature where that is later.</summary>
    public DateOnly? AppliesFrom { get; private set; }

    /// <summary>When the portal noted that version 1 began to apply; null until its due job ran after that midnight.</summary>
    public DateTimeOffset? AppliedRecordedAt { get; private set; }

    /// <summary>When the last offer was taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Who took it back.</summary>
    public PersonId? WithdrawnBy { get; private set; }

    /// <summary>When the client said no.</summary>
    public DateTimeOffset? DeclinedAt { get; private set; }

    /// <summary>Who said no.</summary>
    public PersonId? DeclinedBy { get; private set; }

    /// <summary>Why it was withdrawn, declined or ended early, whichever was last.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Who completed it.</summary>
    public PersonId? CompletedBy { get; private set; }

    /// <summary>When it was ended early.</summary>
    public DateTimeOffset? TerminatedAt { get; private set; }

    /// <summary>Who ended it early.</summary>
    public PersonId? TerminatedBy { get; private set; }

    /// <summary>For which side it was ended early.</summary>
    public Side? TerminatedFor { get; private set; }

    /// <summary>The first day it does not apply any more, when it was ended early.</summary>
    public DateOnly? TerminatedFrom { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>The draft's own name moves without a fact: nobody but its author sees it. Where the contract stands never does.</summary>
    public bool Records(string property) =>
        property is not (nameof(Revision) or nameof(Number) or nameof(Title) or nameof(Zone));

    /// <summary>Begins a contract as a draft.</summary>
    internal static Contract Begin(ClientId client, DraftTerms terms, PersonId by, DateTimeOffset at) => new()
    {
        Id = ContractId.New(),
        ClientId = client,
        Number = terms.Number,
        Title = terms.Title,
        Zone = terms.Zone,
        CreatedAt = at,
        CreatedBy = by,
        SourceQuoteId = terms.SourceQuoteId,
    };

    /// <summary>The draft was saved. After an offer that came to nothing this makes a draft of it again.</summary>
    /// <exception cref="RuleBroken">The contract stands where its terms are frozen.</exception>
    internal void Edit(DraftTerms terms)
    {
        State = State.After(ContractMove.Edit);
        if (Offers == 0) (Number, Title, Zone) = (terms.Number, terms.Title, terms.Zone);
        RaiseRevision();
    }

    /// <summary>Freezes the terms and offers them.</summary>
    /// <param name="terms">Complete and without fault.</param>
    /// <param name="by">Who offers.</param>
    /// <param name="at">When.</param>
    /// <returns>The frozen version.</returns>
    /// <exception cref="RuleBroken">The contract stands where nothing is offered.</exception>
    internal TermsVersion Offer(Terms terms, PersonId by, DateTimeOffset at)
    {
        State = State.After(ContractMove.Offer);
        Offers++;
        (Number, Title, Zone) = (terms.Number, terms.Title, terms.Zone);
        var version = TermsVersion.FreezeOffer(this, terms, Offers, by, at);
        (OfferedVersionId, OfferedAt, OfferedBy, FirstSignedFor, FirstSignedAt) = (version.Id, at, by, null, null);
        RaiseRevision();
        return version;
    }

    /// <summary>A side signs the offer.</summary>
    /// <param name="side">For whom.</param>
    /// <param name="terms">The offered terms.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">Nothing is offered, the side has signed, or the contract would be over before it began.</exception>
    public void Sign(Side side, Terms terms, DateTimeOffset at)
    {
        if (State == ContractState.SignedByOne && FirstSignedFor == side) throw new RuleBroken(Rule.SideHasSigned);
        if (State != ContractState.SignedByOne)
        {
            State = State.After(ContractMove.SignFirst);
            (FirstSignedFor, FirstSignedAt) = (side, at);
        }
        else
        {
            var today = ZoneDays.DayOf(terms.Zone, at);
            if (terms.EndsOn < today) throw new RuleBroken(Rule.ContractWouldBeOver, null, terms.EndsOn.Value);
            State = State.After(ContractMove.SignSecond);
            (InForceAt, AppliesFrom) = (at, today > terms.StartsOn ? today : terms.StartsOn);
        }

        RaiseRevision();
    }

    /// <summary>Somebody asks about the offer, or answers. The contract itself stays as it is: nobody is bound by what is said.</summary>
    /// <param name="clause">The clause it is about; null for a stage or the whole.</param>
    /// <param name="stage">The stage it is about; null for a clause or the whole.</param>
    /// <param name="side">For whom.</param>
    /// <param name="text">What is said.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <returns>What was said, about the terms of this offer.</returns>
    /// <exception cref="RuleBroken">Both have signed, so that changes go by amendments, or no offer stands.</exception>
    internal ContractComment Comment(ClauseId? clause, StageId? stage, Side side, string text, PersonId by, DateTimeOffset at)
    {
        if (InForceAt is not null) throw new RuleBroken(Rule.ChangesGoByAmendment);
        _ = State.After(ContractMove.Comment);
        return ContractComment.Of(this, clause, stage, side, text, by, at);
    }

    /// <summary>The provider takes the offer back.</summary>
    /// <exception cref="RuleBroken">Nothing is offered, or the client has signed.</exception>
    public void Withdraw(string reason, PersonId by, DateTimeOffset at)
    {
        var next = State.After(ContractMove.Withdraw);
        if (FirstSignedFor == Side.Client) throw new RuleBroken(Rule.ClientHasSigned);
        (State, WithdrawnAt, WithdrawnBy, Reason) = (next, at, by, reason);
        RaiseRevision();
    }

    /// <summary>The client says no.</summary>
    /// <exception cref="RuleBroken">Nothing is offered, or the client has signed.</exception>
    public void Decline(string reason, PersonId by, DateTimeOffset at)
    {
        var next = State.After(ContractMove.Decline);
        if (FirstSignedFor == Side.Client) throw new RuleBroken(Rule.ClientHasSigned);
        (State, DeclinedAt, DeclinedBy, Reason) = (next, at, by, reason);
        RaiseRevision();
    }

    /// <summary>The contract ran to its end: the last day, or the last day of its last stage where it has none, is over in its zone.</summary>
    /// <exception cref="RuleBroken">It is not in force, or that day is not over.</exception>
    public void Complete(Terms terms, PersonId by, DateTimeOffset at)
    {
        var next = State.After(ContractMove.Complete);
        var last = terms.LastDay;
        if (ZoneDays.DayOf(terms.Zone, at) <= last) throw new RuleBroken(Rule.ContractNotOver, null, last);
        (State, CompletedAt, CompletedBy) = (next, at, by);
        RaiseRevision();
    }

    /// <summary>One side ends the contract early.</summary>
    /// <param name="terms">The terms of today: their period of notice counts.</param>
    /// <param name="side">For whom.</param>
    /// <param name="from">The first day it does not apply any more.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">It is not in force, or the day is earlier than the notice allows, or the contract is over by then anyway.</exception>
    public void Terminate(Terms terms, Side side, DateOnly from, string reason, PersonId by, DateTimeOffset at)
    {
        var next = State.After(ContractMove.Terminate);
        var first = terms.FirstTermination(at);
        if (from < first) throw new RuleBroken(Rule.TerminationTooEarly, "From", first, terms.Periods.Termination);
        if (from > terms.EndsOn) throw new RuleBroken(Rule.TerminationAfterEnd, "From", terms.EndsOn.Value);
        (State, TerminatedAt, TerminatedBy, TerminatedFor, TerminatedFrom, Reason) = (next, at, by, side, from, reason);
        RaiseRevision();
    }

    /// <summary>The portal notes that version 1 has begun to apply.</summary>
    internal void RecordApplied(DateTimeOffset at)
    {
        AppliedRecordedAt = at;
        RaiseRevision();
    }
}
