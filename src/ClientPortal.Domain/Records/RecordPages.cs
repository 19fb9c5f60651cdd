using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Notices;

namespace ClientPortal.Domain.Records;

/// <summary>Which entries a page shows.</summary>
public sealed record RecordFilter
{
    /// <summary>Those of one client's log; null for all logs the reader may see.</summary>
    public ClientId? Client { get; init; }

    /// <summary>Those about one contract and its amendments; null for everything.</summary>
    public ContractId? Contract { get; init; }

    /// <summary>Those with one fact code; empty for all.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// Leaves out the entries in which the installation's log takes up the checkpoints of clients' logs: they come every few minutes, and what people did
    /// would be lost among them. Not where that code is asked for.
    /// </summary>
    public bool WithoutAnchors { get; init; }

    /// <summary>Those of one person; null for everybody's.</summary>
    public PersonId? Person { get; init; }

    /// <summary>Those from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A page of the record.</summary>
/// <param name="Client">Whose log alone; null for all.</param>
/// <param name="Contract">Of which contract alone; null for everything.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="Choices">What can be filtered by here.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Log">The client's log as it was signed last; null where no client was chosen, and before its first checkpoint.</param>
/// <param name="Verified">When the provider's whole record was last verified; null on a page that is not a contract's, and before the first time.</param>
public sealed record RecordPage(
    RecordChoice? Client, RecordContract? Contract, IReadOnlyList<RecordRow> Rows, RecordChoices Choices, string? Next, SignedLog? Log, LastVerification? Verified);

/// <summary>How the newest verification of the provider's whole record ended: all that everybody may know of it.</summary>
/// <param name="EndedAt">When.</param>
/// <param name="IsWhole">Whether everything stood as it was signed.</param>
public sealed record LastVerification(DateTimeOffset EndedAt, bool IsWhole);

/// <summary>What is signed of a log, and with what.</summary>
/// <param name="Id">Which log.</param>
/// <param name="Name">The name its checkpoints carry.</param>
/// <param name="Size">How many entries the newest checkpoint covers.</param>
/// <param name="SignedAt">When that was signed.</param>
/// <param name="Keys">The keys that sign or signed it, oldest first, as who verifies gives them to a program.</param>
/// <param name="Witnesses">Who cosigned the newest checkpoint so far, by the names of their keys.</param>
/// <param name="Stamp">The newest timestamp; null before the first.</param>
public sealed record SignedLog(LogId Id, string Name, long Size, DateTimeOffset SignedAt, IReadOnlyList<string> Keys, IReadOnlyList<string> Witnesses, LogStamp? Stamp);

/// <summary>That an authority stamped a checkpoint.</summary>
/// <param name="Size">How many entries the checkpoint covers.</param>
/// <param name="Authority">What the authority's certificate calls it.</param>
/// <param name="At">The authority's time.</param>
public sealed record LogStamp(long Size, string Authority, DateTimeOffset At);

/// <summary>The place of an entry in its log.</summary>
/// <param name="Log">Which log.</param>
/// <param name="Index">Its number there; the log's own opening is number 0.</param>
public sealed record RecordPlace(LogId Log, long Index);

/// <summary>What can be filtered by.</summary>
/// <param name="People">Those who did something here, by name; where no client was chosen, those who hold a role. 200 at most.</param>
/// <param name="Clients">The clients the reader may see, by name; 200 at most.</param>
/// <param name="Contracts">The contracts of the client that was chosen, by number; none while none was.</param>
public sealed record RecordChoices(
    IReadOnlyList<RecordChoice> People, IReadOnlyList<RecordChoice> Clients, IReadOnlyList<RecordContract> Contracts);

/// <summary>A client or person to choose.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">The name now.</param>
public sealed record RecordChoice(Guid Id, string Name);

/// <summary>A contract entries are about.</summary>
public sealed record RecordContract
{
    /// <summary>Which.</summary>
    public required ContractId Id { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Its title now.</summary>
    public required string Title { get; init; }
}

/// <summary>One entry as it is shown.</summary>
/// <param name="Id">Which entry.</param>
/// <param name="At">When.</param>
/// <param name="Code">What happened, as a stable code.</param>
/// <param name="Actor">Who did it; null when the portal itself noted it.</param>
/// <param name="Client">Whose log it stands in; null for the installation's.</param>
/// <param name="Telling">Everything it is told from.</param>
/// <param name="Contract">The contract it is about; null for others, and where the reader may not open it.</param>
/// <param name="Told">Who was told, and how far that got.</param>
/// <param name="Place">Its place under a signed checkpoint; null for the few seconds before it has one.</param>
public sealed record RecordRow(
    EntryId Id, DateTimeOffset At, string Code, PersonId? Actor, ClientId? Client, Telling Telling, RecordContract? Contract, IReadOnlyList<Told> Told, RecordPlace? Place);
