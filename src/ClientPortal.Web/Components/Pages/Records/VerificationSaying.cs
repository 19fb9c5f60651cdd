using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>Runs of verification and what they found, in the words of who reads the page.</summary>
public sealed class VerificationSaying(IStringLocalizer<RecordWords> words, Reader reader)
{
    private static readonly HashSet<string> OfCheckpoints = new(
        [
            nameof(LogFindingKind.CheckpointForged), nameof(LogFindingKind.CheckpointDoesNotFit), nameof(LogFindingKind.AttestedMissing),
            nameof(LogFindingKind.TimestampDoesNotFit), nameof(LogFindingKind.TimestampTooEarly), nameof(LogFindingKind.CosignatureDoesNotFit),
        ],
        StringComparer.Ordinal);

    /// <summary>How a run stands, in one sentence.</summary>
    public string State(VerificationRow run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.State switch
        {
            VerificationState.Asked => words["VerifyWaits"],
            VerificationState.Running => words["VerifyRuns", run.Entries, run.Total],
            VerificationState.Whole => words.Count("VerifyWhole", run.Entries, words.Count("InLogs", run.Logs)),
            _ => words.Count("VerifyWrong", run.Findings),
        };
    }

    /// <summary>How a run ended, in a word or two.</summary>
    public string Outcome(VerificationRow run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.State == VerificationState.Whole ? words["OutcomeWhole"] : words.Count("OutcomeWrong", run.Findings);
    }

    /// <summary>Why there was a run: somebody asked, or a night came.</summary>
    public string Why(VerificationRow run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.AskedBy is { } name ? words["VerifyByPerson", name] : words["VerifyBySchedule"];
    }

    /// <summary>How long a run took.</summary>
    public string Took(VerificationRow run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return (run.EndedAt - run.BegunAt) switch
        {
            null => "",
            { TotalSeconds: < 1 } => words["TookNothing"],
            { TotalSeconds: < 120 } seconds => words.Count("TookSeconds", (int)seconds.TotalSeconds),
            { } minutes => words.Count("TookMinutes", (int)minutes.TotalMinutes),
        };
    }

    /// <summary>Whose log it is.</summary>
    public string Log(FindingRow finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Client ?? (finding.Log == LogId.Installation ? words["LogOfInstallation"] : finding.Log.ToString());
    }

    /// <summary>Where in the log it is: the number of an entry, or how many entries a checkpoint covers; empty where it is nowhere.</summary>
    public string Place(FindingRow finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding switch
        {
            { Place: { } size } when OfCheckpoints.Contains(finding.Kind) => words.Count("CheckpointOver", size),
            { Place: { } place } => words["NumberInLog", place],
            { EntryAt: { } at } => reader.Day(at),
            _ => "",
        };
    }

    /// <summary>What is wrong. What only another version can name is said by its name.</summary>
    public string Sentence(FindingRow finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return words[$"Finding.{finding.Kind}", finding.What] is { ResourceNotFound: false } known ? known : words["FindingOther", finding.Kind, finding.What];
    }

    /// <summary>Where the record shows the entry; null where the reader does not see one.</summary>
    public string? Address(FindingRow finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.EntryAt is not { } at) return null;
        var day = DateOnly.FromDateTime(reader.Local(at).DateTime);
        return new RecordQuery(finding.Log.Client?.Value, null, null, null, day, day).On("/record");
    }
}
