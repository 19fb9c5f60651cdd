using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>Which contracts a list shows.</summary>
public sealed record ContractFilter
{
    /// <summary>Those of one client; null for all the actor may see.</summary>
    public ClientId? Client { get; init; }

    /// <summary>Those in one state; null for all.</summary>
    public ContractState? State { get; init; }

    /// <summary>Words in number or title; empty for all.</summary>
    public string? Words { get; init; }
}

/// <summary>A page of contracts.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ContractList(IReadOnlyList<ContractRow> Rows, string? Next);

/// <summary>A contract in a list.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Client">Whose.</param>
/// <param name="ClientName">The client's name.</param>
/// <param name="Number">The number people quote.</param>
/// <param name="Title">What it is called.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="AppliesFrom">The first day it applies; null while it is not in force.</param>
/// <param name="TerminatedFrom">The first day it does not apply any more, when it was ended early.</param>
/// <param name="EndsOn">The last day by its newest version; null when open or never offered.</param>
/// <param name="OpenAmendments">Amendments that wait for somebody.</param>
public sealed record ContractRow(
    ContractId Id, ClientId Client, string ClientName, string Number, string Title, ContractState State, string Zone, DateOnly? AppliesFrom,
    DateOnly? TerminatedFrom, DateOnly? EndsOn, int OpenAmendments)
{
    /// <summary>The day it is in the contract's zone.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The signed version that comes next; null when none does.</summary>
    public VersionDay? Coming { get; init; }

    /// <summary>The first day of a contract both have signed, where it is still to come; null otherwise.</summary>
    public DateOnly? Begins => State == ContractState.InForce && AppliesFrom > Today ? AppliesFrom : null;
}

/// <summary>A version both have signed, whose day is still to come.</summary>
/// <param name="Day">Which one, and from when.</param>
/// <param name="Terms">The terms as they will be.</param>
/// <param name="Redline">What is different from the version before it.</param>
public sealed record ComingVersion(VersionDay Day, Terms Terms, TermsRedline Redline);

/// <summary>The amendment a version was signed with.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
public sealed record AmendmentOfVersion(AmendmentId Id, int Number);

/// <summary>Whether a contract binds on a day.</summary>
public enum ContractValidity
{
    /// <summary>Both have not signed.</summary>
    NotSigned,

    /// <summary>Both have signed; its first day is to come.</summary>
    NotYet,

    /// <summary>It applies.</summary>
    Applies,

    /// <summary>Its last day is over, or it was ended early.</summary>
    Over,
}

/// <summary>Where a contract stands, with who brought it there and when: what the sentence of its state is made of.</summary>
public sealed record ContractStanding
{
    /// <summary>The state.</summary>
    public required ContractState State { get; init; }

    /// <summary>When it came to stand there.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The name of who brought it there; null for what both did.</summary>
    public required string? By { get; init; }

    /// <summary>The side that has signed, when one has.</summary>
    public required Side? SignedFor { get; init; }

    /// <summary>When the offer was made; null before the first.</summary>
    public required DateTimeOffset? OfferedAt { get; init; }

    /// <summary>Why it was withdrawn, declined or ended early; null otherwise.</summary>
    public required string? Reason { get; init; }

    /// <summary>The first day it applies; null while it is not in force.</summary>
    public required DateOnly? AppliesFrom { get; init; }

    /// <summary>For which side it was ended early.</summary>
    public required Side? TerminatedFor { get; init; }

    /// <summary>The first day it does not apply any more, when it was ended early.</summary>
    public required DateOnly? TerminatedFrom { get; init; }

    internal static ContractStanding Of(Contract contract, IReadOnlyDictionary<PersonId, string> names)
    {
        var (since, by) = contract.State switch
        {
            ContractState.Offered => (contract.OfferedAt!.Value, contract.OfferedBy),
            ContractState.SignedByOne => (contract.FirstSignedAt!.Value, null),
            ContractState.InForce => (contract.InForceAt!.Value, null),
            ContractState.Completed => (contract.CompletedAt!.Value, contract.CompletedBy),
            ContractState.Terminated => (contract.TerminatedAt!.Value, contract.TerminatedBy),
            ContractState.Withdrawn => (contract.WithdrawnAt!.Value, contract.WithdrawnBy),
            ContractState.Declined => (contract.DeclinedAt!.Value, contract.DeclinedBy),
            _ => (contract.CreatedAt, (PersonId?)contract.CreatedBy),
        };
        return new ContractStanding
        {
            State = contract.State,
            Since = since,
            By = by is { } person ? names.GetValueOrDefault(person) : null,
            SignedFor = contract.FirstSignedFor,
            OfferedAt = contract.OfferedAt,
            Reason = contract.State is ContractState.Withdrawn or ContractState.Declined or ContractState.Terminated ? contract.Reason : null,
            AppliesFrom = contract.AppliesFrom,
            TerminatedFor = contract.TerminatedFor,
            TerminatedFrom = contract.TerminatedFrom,
        };
    }
}

/// <summary>What the reader could do with a contract now; the use cases check it again.</summary>
/// <param name="Edit">Change the draft.</param>
/// <param name="Offer">Offer it.</param>
/// <param name="Withdraw">Take the offer back.</param>
/// <param name="Decline">Say no to the offer.</param>
/// <param name="Sign">Sign it.</param>
/// <param name="CommentFor">The side for which they ask about the offer or answer; null when they cannot.</param>
/// <param name="Amend">Propose an amendment.</param>
/// <param name="Complete">Complete it.</param>
/// <param name="Terminate">End it early.</param>
/// <param name="FirstTermination">The first day an early end could have; null when it is not in force.</param>
public sealed record ContractActions(
    bool Edit, bool Offer, bool Withdraw, bool Decline, bool Sign, Side? CommentFor, bool Amend, bool Complete, bool Terminate, DateOnly? FirstTermination)
{
    /// <summary>Nothing: what has passed is read.</summary>
    public static ContractActions None { get; } = new(false, false, false, false, false, null, false, false, false, null);
}

/// <summary>What somebody asked or said about an offer.</summary>
/// <param name="Id">Which comment.</param>
/// <param name="Clause">About which clause; null for a stage or the whole.</param>
/// <param name="Stage">About which stage; null for a clause or the whole.</param>
/// <param name="About">The clause's heading or the stage's name in that offer; null for the whole.</param>
/// <param name="Offer">About which offer, counted from 1.</param>
/// <param name="Side">On which side they stand.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was said.</param>
public sealed record OfferComment(
    ContractCommentId Id, ClauseId? Clause, StageId? Stage, string? About, int Offer, Side Side, string Name, DateTimeOffset At, string Text);

/// <summary>The accepted quote a contract follows from.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">What it is called.</param>
public sealed record QuoteOfContract(QuoteId Id, string Number);

/// <summary>The contract that follows from a quote.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">What it is called.</param>
public sealed record ContractOfQuote(ContractId Id, string Number);

/// <summary>The page of a contract.</summary>
public sealed record ContractPage
{
    /// <summary>Which one.</summary>
    public required ContractId Id { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>The revision forms are rendered from.</summary>
    public required int Revision { get; init; }

    /// <summary>The number people quote.</summary>
    public required string Number { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The accepted quote it follows from; null when it was written by hand.</summary>
    public required QuoteOfContract? Source { get; init; }

    /// <summary>The zone of its days.</summary>
    public required string Zone { get; init; }

    /// <summary>The day it is there now.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The day the terms are shown for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How it stood at the moment the terms are shown for, when that has passed; null for now and for what is to come.</summary>
    public required ContractThen? Then { get; init; }

    /// <summary>Where it stands.</summary>
    public required ContractStanding Standing { get; init; }

    /// <summary>The first day of a contract both have signed, where it is still to come; null otherwise.</summary>
    public DateOnly? Begins => Standing is { State: ContractState.InForce, AppliesFrom: { } first } && first > Today ? first : null;

    /// <summary>Whether it binds on <see cref="AsOf"/>.</summary>
    public required ContractValidity Validity { get; init; }

    /// <summary>The version shown; null before the first offer.</summary>
    public required int? Version { get; init; }

    /// <summary>The day that version applies from; null while none does on <see cref="AsOf"/>.</summary>
    public required DateOnly? VersionFrom { get; init; }

    /// <summary>The fingerprint of the terms shown, in hexadecimal.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>The terms; null before the first offer.</summary>
    public required Terms? Terms { get; init; }

    /// <summary>What is written so far, before the first offer, for the provider's people; null otherwise.</summary>
    public required DraftShown? Draft { get; init; }

    /// <summary>The clauses shown that are not as they were in version 1.</summary>
    public required IReadOnlyList<ClauseId> ChangedSinceFirst { get; init; }

    /// <summary>The signed versions with their days, oldest first.</summary>
    public required IReadOnlyList<VersionDay> Versions { get; init; }

    /// <summary>The names of the people in it.</summary>
    public required IReadOnlyDictionary<PersonId, string> People { get; init; }

    /// <summary>The signed versions that are still to come, after the one that applies today, the next first.</summary>
    public required IReadOnlyList<ComingVersion> Coming { get; init; }

    /// <summary>The signatures that bind the version shown, in the order they were given.</summary>
    public required IReadOnlyList<SignatureShown> Signatures { get; init; }

    /// <summary>The amendment under whose protocol they stand; null when they stand under the contract itself.</summary>
    public required AmendmentOfVersion? SignedIn { get; init; }

    /// <summary>How often it was offered: which offer forms are about.</summary>
    public required int Offers { get; init; }

    /// <summary>What was asked and said about its offers, oldest first.</summary>
    public required IReadOnlyList<OfferComment> Comments { get; init; }

    /// <summary>Whether an offer stands that people ask about, since both have not signed; not when the past is shown.</summary>
    public bool IsAskedAbout => Then is null && Standing.State.Allows(ContractMove.Comment);

    /// <summary>What the client said last about each thing of the offer that stands, where nobody of the provider has answered.</summary>
    public IEnumerable<OfferComment> Unanswered => IsAskedAbout
        ? Comments.Where(said => said.Offer == Offers).GroupBy(said => (said.Clause, said.Stage)).Select(thread => thread.Last()).Where(last => last.Side == Side.Client)
        : [];

    /// <summary>Amendments that wait for somebody.</summary>
    public required int OpenAmendments { get; init; }

    /// <summary>What the reader could do.</summary>
    public required ContractActions Actions { get; init; }
}

/// <summary>The editor of a draft.</summary>
/// <param name="Id">Which contract; null for a new one.</param>
/// <param name="Client">Whose.</param>
/// <param name="ClientName">The client's name.</param>
/// <param name="State">Where the contract stands: saving is possible in draft, withdrawn and declined.</param>
/// <param name="LockedTo">The accepted quote its prices are locked to; null when they are written by hand.</param>
/// <param name="Input">The form as it is kept.</param>
/// <param name="Staff">Who can answer for it at the provider.</param>
/// <param name="ClientPeople">Who can answer for it at the client.</param>
public sealed record ContractDraftPage(
    ContractId? Id, ClientId Client, string ClientName, ContractState State, QuoteOfContract? LockedTo, SaveDraft.Input Input, IReadOnlyList<ContractPerson> Staff,
    IReadOnlyList<ContractPerson> ClientPeople);

/// <summary>Two versions beside each other.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="From">The earlier version.</param>
/// <param name="To">The later version.</param>
/// <param name="Versions">All signed versions with their days.</param>
/// <param name="Redline">What is different.</param>
/// <param name="OldSignatures">Who signed the earlier version, and when.</param>
/// <param name="NewSignatures">Who signed the later version, and when.</param>
public sealed record RedlinePage(
    ContractId Contract, ClientId Client, string Number, string Title, string Zone, int From, int To, IReadOnlyList<VersionDay> Versions, TermsRedline Redline,
    IReadOnlyList<SignatureShown> OldSignatures, IReadOnlyList<SignatureShown> NewSignatures);

/// <summary>A clause through the signed versions.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="Title">The contract's title.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="Heading">The clause's heading in the newest version that has it.</param>
/// <param name="Wordings">Newest first; at least one.</param>
public sealed record ClausePage(ContractId Contract, ClientId Client, string Title, string Zone, string Heading, IReadOnlyList<ClauseWording> Wordings);

/// <summary>A clause as a version words it, where the version before has it otherwise.</summary>
/// <param name="Version">Which version, and from when it applies.</param>
/// <param name="WasThere">Whether the version before has the clause.</param>
/// <param name="IsThere">Whether this version has it.</param>
/// <param name="Headings">Both headings, word by word.</param>
/// <param name="Text">Both texts, word by word.</param>
/// <param name="Why">The amendment that brought it; null for version 1.</param>
public sealed record ClauseWording(VersionDay Version, bool WasThere, bool IsThere, IReadOnlyList<Segment> Headings, IReadOnlyList<Segment> Text, ClauseWhy? Why);

/// <summary>Why a clause was changed.</summary>
/// <param name="Amendment">By which amendment.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reason">The reason both agreed to.</param>
public sealed record ClauseWhy(AmendmentId Amendment, int Number, string Reason);

/// <summary>The documents of a contract.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="Rows">Newest first.</param>
public sealed record DocumentsPage(ContractId Contract, ClientId Client, string Number, string Title, string Zone, IReadOnlyList<DocumentRow> Rows);

/// <summary>A kept document.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="RenderedAt">When it was made.</param>
/// <param name="Hash">Its SHA-256, in hexadecimal.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Offer">Which offer it belongs to; null for a protocol.</param>
/// <param name="Amendment">The amendment it belongs to; null for a contract.</param>
/// <param name="AmendmentNumber">That amendment's number.</param>
/// <param name="AmendmentRevision">That amendment's revision.</param>
public sealed record DocumentRow(
    ContractDocumentId Id, ContractDocumentKind Kind, DateTimeOffset RenderedAt, string Hash, int Size, int? Offer, AmendmentId? Amendment,
    int? AmendmentNumber, int? AmendmentRevision);

/// <summary>A kept document to be handed out. Note the look first: what leaves the portal is recorded.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Client">Whose.</param>
/// <param name="Contract">Of which contract.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The contract's number, for the file's name.</param>
/// <param name="File">The bytes.</param>
public sealed record DocumentContent(ContractDocumentId Id, ClientId Client, ContractId Contract, ContractDocumentKind Kind, string Number, FileContent File);
