using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>
/// A published status report on a stage. What it says is frozen in its revisions; the head keeps what lists and reckoning need of
/// the latest one. A correction is the next revision, with a reason.
/// </summary>
public sealed class Report : Root, IRecorded
{
    /// <summary>The most characters of a reason for a correction, or for not accepting a stage.</summary>
    public const int LongestReason = 2000;

    private Report()
    {
    }

    /// <summary>Its identifier.</summary>
    public ReportId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>About which stage.</summary>
    public StageId StageId { get; private init; }

    /// <summary>Counts the reports on the contract, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The number of the newest revision, from 1.</summary>
    public int LatestRevision { get; private set; }

    /// <summary>What the stage was called when the newest revision was published.</summary>
    public required string StageName { get; set; }

    /// <summary>The stage's last day by the terms that applied then.</summary>
    public DateOnly PlannedEnd { get; private set; }

    /// <summary>How much of the stage is done, 0 to 100.</summary>
    public int Progress { get; private set; }

    /// <summary>What was spent of the stage's price.</summary>
    public decimal Spent { get; private set; }

    /// <summary>What that is counted in.</summary>
    public Currency Currency { get; private set; }

    /// <summary>The day the stage ended in fact; null while it goes on.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>The day it is expected to end; null once it has ended.</summary>
    public DateOnly? ForecastEnd { get; private set; }

    /// <summary>How many decisions it asks for.</summary>
    public int Decisions { get; private set; }

    /// <summary>When the first revision was published.</summary>
    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId PublishedBy { get; private init; }

    /// <summary>When the newest revision was published.</summary>
    public DateTimeOffset RevisedAt { get; private set; }

    /// <summary>By whom.</summary>
    public PersonId RevisedBy { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    internal static (Report Report, ReportRevision Revision) Publish(ReportDraft draft, int number, TermsVersion version, Stage stage, ReportContent content, PersonId by, DateTimeOffset at)
    {
        var report = new Report
        {
            Id = draft.ReportId,
            ClientId = draft.ClientId,
            ContractId = draft.ContractId,
            StageId = draft.StageId,
            Number = number,
            StageName = stage.Name,
            PublishedAt = at,
            PublishedBy = by,
        };
        return (report, report.Revise(version, stage, content, string.Empty, by, at));
    }

    /// <summary>Publishes a correction: the next revision.</summary>
    /// <exception cref="StaleRevision">Somebody else has corrected it since the draft was begun.</exception>
    internal ReportRevision Correct(ReportDraft draft, TermsVersion version, Stage stage, ReportContent content, string reason, PersonId by, DateTimeOffset at)
    {
        if (draft.Corrects != LatestRevision) throw new StaleRevision();
        RaiseRevision();
        return Revise(version, stage, content, reason, by, at);
    }

    /// <summary>Refuses an answer to another revision than the newest, or to a stage that goes on.</summary>
    /// <exception cref="StaleRevision">It was corrected meanwhile.</exception>
    /// <exception cref="RuleBroken">It does not say that the stage has ended.</exception>
    internal void ExpectEnded(int revision)
    {
        if (revision != LatestRevision) throw new StaleRevision();
        if (EndedOn is null) throw new RuleBroken(Rule.StageGoesOn);
    }

    private ReportRevision Revise(TermsVersion version, Stage stage, ReportContent content, string reason, PersonId by, DateTimeOffset at)
    {
        LatestRevision++;
        (StageName, PlannedEnd, Progress, Spent, Currency) = (stage.Name, stage.To, content.Progress, content.Spent, stage.Price.Currency);
        (EndedOn, ForecastEnd, Decisions) = (content.EndedOn, content.ForecastEnd, content.Decisions.Count);
        (RevisedAt, RevisedBy) = (at, by);
        return ReportRevision.Freeze(this, version, content, reason);
    }
}
