using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Home;

/// <summary>What somebody who runs relationships begins with.</summary>
/// <param name="Refused">What clients refused and nobody answered or the reader opened since, the latest first.</param>
/// <param name="Waiting">What waits, for either side; what ends first comes first.</param>
/// <param name="Owed">Reports that are due at the ends of stages; what is due first comes first.</param>
/// <param name="Begun">What was begun and not sent, the newest first.</param>
/// <param name="Soon">Stages that ended or end, quotes and amendments that are about to lapse, each within two weeks; in the order of days.</param>
/// <param name="Clients">The first of the person's clients by name.</param>
/// <param name="HasMoreClients">Whether there are more.</param>
public sealed record ManagerHome(
    IReadOnlyList<Waiting> Refused, IReadOnlyList<Waiting> Waiting, IReadOnlyList<OwedReport> Owed, IReadOnlyList<Begun> Begun, IReadOnlyList<SoonDay> Soon, IReadOnlyList<ClientLine> Clients, bool HasMoreClients)
{
    /// <summary>What the reader can do something about; refusals first.</summary>
    public IEnumerable<Waiting> Yours => Refused.Concat(Waiting.Where(waiting => waiting.Yours));

    /// <summary>What waits for somebody else of the provider.</summary>
    public IEnumerable<Waiting> Colleagues => Waiting.Where(waiting => !waiting.Yours && waiting.Side == Side.Provider);

    /// <summary>What waits for clients.</summary>
    public IEnumerable<Waiting> Clientele => Waiting.Where(waiting => waiting.Side == Side.Client);
}

/// <summary>What finance begins with.</summary>
/// <param name="Declined">Declined quotes nobody answered or the reader opened since, the latest first.</param>
/// <param name="Quotes">Quotes that wait for an answer; what lapses first comes first.</param>
/// <param name="Begun">Quotes begun and not issued, the newest first.</param>
/// <param name="Lists">The price lists; what is reviewed first comes first.</param>
public sealed record FinanceHome(IReadOnlyList<Waiting> Declined, IReadOnlyList<Waiting> Quotes, IReadOnlyList<Begun> Begun, IReadOnlyList<PriceListLine> Lists);

/// <summary>What an administrator begins with: people and messages, nothing of a client.</summary>
/// <param name="Invited">People who have not joined, the longest invited first.</param>
/// <param name="HasMore">Whether there are more of them.</param>
/// <param name="Parked">How many messages are parked.</param>
/// <param name="Retried">How many failed and are tried again.</param>
public sealed record AdministratorHome(IReadOnlyList<InvitedPerson> Invited, bool HasMore, int Parked, int Retried);

/// <summary>What an auditor begins with.</summary>
/// <param name="Entries">The newest entries of all records.</param>
/// <param name="Looks">Who looked at what lately, the newest first.</param>
/// <param name="Clients">The clients entries can be narrowed down to, by name.</param>
public sealed record AuditorHome(IReadOnlyList<RecordedRow> Entries, IReadOnlyList<LookedRow> Looks, IReadOnlyList<ClientName> Clients);

/// <summary>What kind of thing was begun.</summary>
public enum BegunKind
{
    /// <summary>A contract that is not offered.</summary>
    Contract,

    /// <summary>An amendment that is not proposed.</summary>
    Amendment,

    /// <summary>A quote that is not issued.</summary>
    Quote,

    /// <summary>A report, or its correction, that is not published.</summary>
    Report,
}

/// <summary>Something begun that nobody else sees yet.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Id">Which one.</param>
/// <param name="Title">What it is called; for an amendment, what its contract is called.</param>
/// <param name="ClientName">For which client.</param>
/// <param name="At">When it was begun, or last saved.</param>
public sealed record Begun(BegunKind Kind, Guid Id, string Title, string ClientName, DateTimeOffset At);

/// <summary>A day that is near, with its client.</summary>
/// <param name="Day">The day and what happens on it.</param>
/// <param name="ClientName">The client's name.</param>
public sealed record SoonDay(ComingUp Day, string ClientName);

/// <summary>One client in a manager's list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="InForce">How many contracts are in force.</param>
/// <param name="WaitsForUs">How many things wait for the provider.</param>
/// <param name="WaitsForThem">How many things wait for the client.</param>
public sealed record ClientLine(ClientId Id, string Name, int InForce, int WaitsForUs, int WaitsForThem);

/// <summary>A client by name.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
public sealed record ClientName(ClientId Id, string Name);

/// <summary>One price list.</summary>
/// <param name="Id">Which.</param>
/// <param name="NameEnglish">The English name; may be empty.</param>
/// <param name="NameRussian">The Russian name; may be empty.</param>
/// <param name="Currency">What its prices are counted in.</param>
/// <param name="Latest">The number of the latest published version; 0 while there is none.</param>
/// <param name="ReviewOn">When that version's prices are looked at again; before publication, the draft's day. Null when open.</param>
public sealed record PriceListLine(PriceListId Id, string NameEnglish, string NameRussian, Currency Currency, int Latest, DateOnly? ReviewOn)
{
    /// <summary>The name in a language, or in the other one.</summary>
    public string NameIn(Language language) => BothLanguages.Pick(language, NameEnglish, NameRussian);
}

/// <summary>Somebody invited who has not joined.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Where the invitation went.</param>
/// <param name="InvitedAt">When.</param>
public sealed record InvitedPerson(PersonId Id, string Name, string Email, DateTimeOffset InvitedAt);

/// <summary>One entry of a record.</summary>
/// <param name="At">When.</param>
/// <param name="Telling">What is needed to say it in a sentence.</param>
/// <param name="Contract">The contract whose record it stands in; null for anything else.</param>
/// <param name="Title">The title of the contract or quote; null where it has none.</param>
public sealed record RecordedRow(DateTimeOffset At, Telling Telling, Guid? Contract, string? Title);

/// <summary>One look at something of a client.</summary>
/// <param name="Name">Who looked.</param>
/// <param name="At">When.</param>
/// <param name="ClientName">Whose it is.</param>
/// <param name="SubjectKind">What kind of thing.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Thing">What it is called; null when the reader may not see it.</param>
/// <param name="Kind">How.</param>
public sealed record LookedRow(string Name, DateTimeOffset At, string ClientName, string SubjectKind, Guid SubjectId, LookedThing? Thing, LookKind Kind);
