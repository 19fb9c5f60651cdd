using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>The amendments of a contract.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="Number">The contract's number.</param>
/// <param name="Title">The contract's title.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="Today">The day it is there now.</param>
/// <param name="CanPropose">Whether the reader could propose one.</param>
/// <param name="Drafts">New amendments the reader's own side is writing.</param>
/// <param name="Rows">Those that were sent, newest first.</param>
public sealed record ChangesPage(
    ContractId Contract, ClientId Client, string Number, string Title, string Zone, DateOnly Today, bool CanPropose, IReadOnlyList<DraftRow> Drafts, IReadOnlyList<AmendmentRow> Rows);

/// <summary>A new amendment that was not sent.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Reason">Why, as far as it is written.</param>
/// <param name="EffectiveOn">From which day, if settled.</param>
/// <param name="SavedAt">When it was last saved.</param>
public sealed record DraftRow(AmendmentId Id, string Reason, DateOnly? EffectiveOn, DateTimeOffset SavedAt);

/// <summary>An amendment in a list.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands today.</param>
/// <param name="ProposedFor">The side that proposed it.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Reason">Why, by its latest revision.</param>
/// <param name="EffectiveOn">From which day.</param>
/// <param name="Turn">Whose move is awaited.</param>
/// <param name="Version">The version that came of it.</param>
/// <param name="Comments">How much was said.</param>
public sealed record AmendmentRow(
    AmendmentId Id, int Number, AmendmentState State, Side ProposedFor, string ProposedBy, DateTimeOffset ProposedAt, string Reason, DateOnly EffectiveOn,
    Side? Turn, int? Version, int Comments);

/// <summary>One revision in the list of them.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SentFor">The side that sent it.</param>
/// <param name="SentBy">Who sent it.</param>
/// <param name="SentAt">When.</param>
/// <param name="EffectiveOn">The day it names.</param>
public sealed record RevisionRow(int Number, Side SentFor, string SentBy, DateTimeOffset SentAt, DateOnly EffectiveOn);

/// <summary>What somebody said.</summary>
/// <param name="Id">Which comment.</param>
/// <param name="Clause">About which clause.</param>
/// <param name="Stage">About which stage.</param>
/// <param name="Revision">About which revision.</param>
/// <param name="Side">On which side they stand.</param>
/// <param name="Person">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was said.</param>
public sealed record CommentShown(
    AmendmentCommentId Id, ClauseId? Clause, StageId? Stage, int Revision, Side Side, PersonId Person, string Name, DateTimeOffset At, string Text);

/// <summary>Who wanted the latest revision too.</summary>
/// <param name="At">When.</param>
/// <param name="Person">Who.</param>
/// <param name="Name">Their name.</param>
public sealed record AgreedShown(DateTimeOffset At, PersonId Person, string Name);

/// <summary>What the reader could do with an amendment now; the use cases check it again.</summary>
/// <param name="Comment">Comment.</param>
/// <param name="Counter">Send a counter-proposal.</param>
/// <param name="Agree">Agree to the latest revision.</param>
/// <param name="Decline">Say no.</param>
/// <param name="Withdraw">Take it back.</param>
/// <param name="WaiveNotice">Give up the notice period.</param>
/// <param name="Sign">Sign it.</param>
public sealed record AmendmentActions(bool Comment, bool Counter, bool Agree, bool Decline, bool Withdraw, bool WaiveNotice, bool Sign);

/// <summary>The page of an amendment.</summary>
public sealed record AmendmentPage
{
    /// <summary>Which one.</summary>
    public required AmendmentId Id { get; init; }

    /// <summary>Of which contract.</summary>
    public required ContractId Contract { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>The contract's number.</summary>
    public required string ContractNumber { get; init; }

    /// <summary>The contract's title.</summary>
    public required string ContractTitle { get; init; }

    /// <summary>The revision forms are rendered from.</summary>
    public required int Revision { get; init; }

    /// <summary>Which of the contract's amendments.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands today.</summary>
    public required AmendmentState State { get; init; }

    /// <summary>Whose move is awaited; null when either side's, or nobody's.</summary>
    public required Side? Turn { get; init; }

    /// <summary>The side that proposed it.</summary>
    public required Side ProposedFor { get; init; }

    /// <summary>The revision shown.</summary>
    public required int Shown { get; init; }

    /// <summary>All revisions, oldest first; the last counts.</summary>
    public required IReadOnlyList<RevisionRow> Revisions { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>From which midnight in <see cref="Zone"/>.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The contract's zone.</summary>
    public required string Zone { get; init; }

    /// <summary>The day it is there now.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The version the shown revision changes.</summary>
    public required int BaseVersion { get; init; }

    /// <summary>Whether another amendment was signed meanwhile, so that this one has to be proposed anew.</summary>
    public required bool BaseHasMoved { get; init; }

    /// <summary>What the shown revision changes.</summary>
    public required IReadOnlyList<TermsChange> Changes { get; init; }

    /// <summary>Old and new, clause by clause and stage by stage, with what stays the same; and the effect in money.</summary>
    public required TermsRedline Redline { get; init; }

    /// <summary>How the first possible day is reckoned for the latest revision.</summary>
    public required NoticeReckoning Notice { get; init; }

    /// <summary>Waivers of the notice period.</summary>
    public required IReadOnlyList<WaiverShown> Waivers { get; init; }

    /// <summary>What was said, oldest first.</summary>
    public required IReadOnlyList<CommentShown> Comments { get; init; }

    /// <summary>Who wanted the latest revision too; null while the other side has not.</summary>
    public required AgreedShown? Agreed { get; init; }

    /// <summary>The signatures under the latest revision.</summary>
    public required IReadOnlyList<SignatureShown> Signatures { get; init; }

    /// <summary>When the second signature was given.</summary>
    public required DateTimeOffset? SignedAt { get; init; }

    /// <summary>The version that came of it.</summary>
    public required int? Version { get; init; }

    /// <summary>When it was declined, withdrawn or noted as lapsed.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who declined or withdrew it.</summary>
    public required string? ClosedBy { get; init; }

    /// <summary>Why.</summary>
    public required string? ClosedReason { get; init; }

    /// <summary>Whether the reader's own side is writing an answer.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>What the reader could do.</summary>
    public required AmendmentActions Actions { get; init; }
}

/// <summary>The editor of an amendment.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="ContractNumber">The contract's number.</param>
/// <param name="ContractTitle">The contract's title.</param>
/// <param name="Id">Which amendment; null for a new one.</param>
/// <param name="Number">Its number; null while it was not sent.</param>
/// <param name="Revision">Its revision, for sending; 0 while it was not sent.</param>
/// <param name="DraftRevision">The draft's revision, for saving and sending; 0 while nothing was saved.</param>
/// <param name="BaseHasMoved">Whether the draft was written against an older version than the one it would change now.</param>
/// <param name="BaseVersion">The version it would change.</param>
/// <param name="Terms">That version's terms.</param>
/// <param name="Reason">Why, as far as it is written.</param>
/// <param name="EffectiveOn">From which day, if settled.</param>
/// <param name="Changes">What would change so far.</param>
/// <param name="Notice">The first possible day for these changes, were they sent now.</param>
public sealed record AmendmentDraftPage(
    ContractId Contract, ClientId Client, string ContractNumber, string ContractTitle, AmendmentId? Id, int? Number, int Revision, int DraftRevision,
    bool BaseHasMoved, int BaseVersion, Terms Terms, string Reason, DateOnly? EffectiveOn, IReadOnlyList<TermsChange> Changes, NoticeReckoning Notice);
