using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>Which reports a list shows.</summary>
public sealed record ReportFilter
{
    /// <summary>Only this client's; null for all.</summary>
    public ClientId? Client { get; init; }

    /// <summary>Only those on this contract; null for all.</summary>
    public ContractId? Contract { get; init; }

    /// <summary>Only those nobody of the client has acknowledged yet.</summary>
    public bool Unread { get; init; }
}

/// <summary>A page of reports.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ReportList(IReadOnlyList<ReportRow> Rows, string? Next);

/// <summary>One report in a list.</summary>
public sealed record ReportRow
{
    /// <summary>Which one.</summary>
    public required ReportId Id { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>On which contract.</summary>
    public required ContractId Contract { get; init; }

    /// <summary>What the contract is called.</summary>
    public required string ContractTitle { get; init; }

    /// <summary>Counts the reports on the contract.</summary>
    public required int Number { get; init; }

    /// <summary>The newest revision; more than 1 when it was corrected.</summary>
    public required int Revision { get; init; }

    /// <summary>What the stage is called.</summary>
    public required string StageName { get; init; }

    /// <summary>How much of the stage is done, 0 to 100.</summary>
    public required int Progress { get; init; }

    /// <summary>The day the stage ended; null while it goes on.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>The day it ended or is expected to.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>The last day by the terms.</summary>
    public required DateOnly PlannedEnd { get; init; }

    /// <summary>When the newest revision was published.</summary>
    public required DateTimeOffset RevisedAt { get; init; }

    /// <summary>When somebody of the client first said they have read it; null while nobody has.</summary>
    public required DateTimeOffset? ReadAt { get; init; }

    /// <summary>How many decisions it asks for.</summary>
    public required int Decisions { get; init; }
}

/// <summary>A report that is due at a stage's end and not published.</summary>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">The client's name.</param>
/// <param name="Contract">On which contract.</param>
/// <param name="ContractTitle">What it is called.</param>
/// <param name="Stage">On which stage.</param>
/// <param name="StageName">What the stage is called.</param>
/// <param name="DueOn">The stage's last day.</param>
/// <param name="Today">The day it is in the contract's zone.</param>
/// <param name="Draft">What was begun; null when nothing was.</param>
public sealed record OwedReport(
    ClientId Client, string ClientName, ContractId Contract, string ContractTitle, StageId Stage, string StageName, DateOnly DueOn, DateOnly Today, ReportId? Draft)
{
    /// <summary>Whether the day has passed.</summary>
    public bool IsLate => Today > DueOn;
}

/// <summary>The page of a report.</summary>
public sealed record ReportPage
{
    /// <summary>Which one.</summary>
    public required ReportId Id { get; init; }

    /// <summary>Whose.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>On which contract.</summary>
    public required ContractId Contract { get; init; }

    /// <summary>The number people quote.</summary>
    public required string ContractNumber { get; init; }

    /// <summary>What the contract is called.</summary>
    public required string ContractTitle { get; init; }

    /// <summary>The contract's zone, of all its days.</summary>
    public required string Zone { get; init; }

    /// <summary>The day it is there.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Counts the reports on the contract.</summary>
    public required int Number { get; init; }

    /// <summary>The revision that is shown.</summary>
    public required ReportRevisionRow Shown { get; init; }

    /// <summary>What it says.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>The SHA-256 of what it says.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The stage by the terms that applied when it was published.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The number of that version of the terms.</summary>
    public required int Version { get; init; }

    /// <summary>All revisions, oldest first.</summary>
    public required IReadOnlyList<ReportRevisionRow> Revisions { get; init; }

    /// <summary>What the revision before the shown one said; null for the first.</summary>
    public required ReportContent? Corrects { get; init; }

    /// <summary>The report on the same stage before it, and what moved since; null for the first.</summary>
    public required ReportBefore? Before { get; init; }

    /// <summary>Who of the client said they have read it, oldest first.</summary>
    public required IReadOnlyList<ReadBy> Read { get; init; }

    /// <summary>What was said, oldest first.</summary>
    public required IReadOnlyList<ReportRemark> Remarks { get; init; }

    /// <summary>The client's answers to the end of the stage, oldest first.</summary>
    public required IReadOnlyList<StageAnswerRow> Answers { get; init; }

    /// <summary>The words of the trade that are explained in the contract's language.</summary>
    public required IReadOnlyList<ExplainedWord> Glossary { get; init; }

    /// <summary>What the reader could do.</summary>
    public required ReportActions Actions { get; init; }
}

/// <summary>One revision of a report.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="By">Who published it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why the one before was corrected; empty for the first.</param>
public sealed record ReportRevisionRow(int Number, string By, DateTimeOffset At, string Reason);

/// <summary>The report before, and what it said where this one says something else.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was published.</param>
/// <param name="Progress">How much was done.</param>
/// <param name="Spent">What was spent.</param>
/// <param name="End">The day the stage ended or was expected to.</param>
/// <param name="PlannedEnd">The stage's last day by the terms of then.</param>
/// <param name="Planned">Its price by them.</param>
/// <param name="Risks">The risks it named.</param>
public sealed record ReportBefore(
    ReportId Id, int Number, DateTimeOffset At, int Progress, Money Spent, DateOnly? End, DateOnly PlannedEnd, Money Planned, IReadOnlyList<string> Risks);

/// <summary>That somebody of the client said they have read a revision.</summary>
/// <param name="Revision">Which.</param>
/// <param name="Name">Who.</param>
/// <param name="At">When.</param>
public sealed record ReadBy(int Revision, string Name, DateTimeOffset At);

/// <summary>Something said about a report.</summary>
/// <param name="Id">Which remark.</param>
/// <param name="Revision">About which revision.</param>
/// <param name="Decision">The decision it answers, counted from 1; null for the whole.</param>
/// <param name="Side">The side that said it.</param>
/// <param name="Name">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
public sealed record ReportRemark(ReportCommentId Id, int Revision, int? Decision, Side Side, string Name, DateTimeOffset At, string Text);

/// <summary>The client's answer to the end of a stage.</summary>
/// <param name="Revision">The revision it answers.</param>
/// <param name="Accepted">Whether the stage is accepted.</param>
/// <param name="Reason">What does not match; empty when it is accepted.</param>
/// <param name="Name">Who answered.</param>
/// <param name="At">When.</param>
public sealed record StageAnswerRow(int Revision, bool Accepted, string Reason, string Name, DateTimeOffset At);

/// <summary>What the reader could do with a report now; the use cases check it again.</summary>
/// <param name="Acknowledge">Say that they have read it.</param>
/// <param name="Comment">Comment, and answer decisions.</param>
/// <param name="AnswerStage">Accept the stage or not.</param>
/// <param name="Correct">Publish a correction.</param>
/// <param name="HasDraft">Whether a correction was begun.</param>
public sealed record ReportActions(bool Acknowledge, bool Comment, bool AnswerStage, bool Correct, bool HasDraft);

/// <summary>What the editor of a draft begins with.</summary>
/// <param name="Id">The report it will be.</param>
/// <param name="Client">For whom.</param>
/// <param name="ClientName">The client's name.</param>
/// <param name="Contract">On which contract.</param>
/// <param name="ContractTitle">What it is called.</param>
/// <param name="Stage">The stage by the terms that apply today; null when they have it no more.</param>
/// <param name="Today">The day it is in the contract's zone.</param>
/// <param name="Corrects">The revision it corrects; 0 for a new report.</param>
/// <param name="Number">The number of the report it corrects; null for a new one.</param>
/// <param name="Input">The form as it was left.</param>
/// <param name="Files">What lies beside it.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="Glossary">The words of the trade that are explained in the contract's language.</param>
public sealed record ReportDraftPage(
    ReportId Id, ClientId Client, string ClientName, ContractId Contract, string ContractTitle, Stage? Stage, DateOnly Today, int Corrects, int? Number,
    ReportInput Input, IReadOnlyList<ReportFile> Files, DateTimeOffset SavedAt, string SavedBy, IReadOnlyList<ExplainedWord> Glossary)
{
    /// <summary>What would be published, or what keeps it from that.</summary>
    public (ReportContent? Content, IReadOnlyList<Refusal> Missing) AsPublished()
    {
        try
        {
            return Stage is null ? (null, [new Refusal(Rule.StageNotInTerms, null)]) : (Input.ToPublish(Stage, Files, Today, Corrects > 0), []);
        }
        catch (RuleBroken broken)
        {
            return (null, broken.Refusals);
        }
    }
}

/// <summary>A stage with what the newest report on it says: plan against fact.</summary>
/// <param name="Stage">Which stage.</param>
/// <param name="Report">The newest report; null while there is none.</param>
/// <param name="Number">Its number.</param>
/// <param name="StartedOn">The day the work began in fact.</param>
/// <param name="EndedOn">The day it ended in fact.</param>
/// <param name="ForecastEnd">The day it is expected to end.</param>
/// <param name="Progress">How much is done, 0 to 100.</param>
/// <param name="Spent">What was spent.</param>
/// <param name="ReportedAt">When it was published.</param>
/// <param name="Answer">The client's last answer to its end; null while there is none.</param>
/// <param name="IsOwed">Whether the report at its end is due, or will be within days, and is not there.</param>
/// <param name="Draft">What was begun and not published; null when nothing was, or the reader does not write.</param>
public sealed record StageFact(
    StageId Stage, ReportId? Report, int? Number, DateOnly? StartedOn, DateOnly? EndedOn, DateOnly? ForecastEnd, int Progress, Money Spent,
    DateTimeOffset? ReportedAt, StageAnswerRow? Answer, bool IsOwed, ReportId? Draft);

/// <summary>What the stages of a contract came to.</summary>
/// <param name="Facts">By stage; those of the terms that were asked about.</param>
/// <param name="MayWrite">Whether the reader writes reports on them.</param>
public sealed record StageFacts(IReadOnlyDictionary<StageId, StageFact> Facts, bool MayWrite);
