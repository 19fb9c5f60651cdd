using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>Everything that can be recorded about status reports. A draft is not: the client would read of it.</summary>
internal static class ReportFacts
{
    public const string Kind = "report";

    public const string PublishedCode = "report.published";

    public const string CorrectedCode = "report.corrected";

    public const string DueCode = "report.due";

    public static Fact Published(Contract contract, Report report, ReportRevision revision, Stage stage, Audience told) => Content(PublishedCode, contract, report, revision, stage, told);

    public static Fact Corrected(Contract contract, Report report, ReportRevision revision, Stage stage, Audience told) =>
        Content(CorrectedCode, contract, report, revision, stage, told) with { Personal = FactTexts.Personal(("reason", revision.Reason)) };

    public static Fact Acknowledged(Contract contract, Report report, Audience told) =>
        Of("report.acknowledged", contract, report, told, ("revision", new FactValue.Whole(report.LatestRevision)));

    public static Fact Commented(Contract contract, Report report, ReportComment comment, Audience told) => Of(
        comment.Decision is null ? "report.commented" : "report.decision-answered", contract, report, told,
        [
            ("revision", new FactValue.Whole(comment.RevisionNumber)),
            ("side", new FactValue.Text(comment.Side.ToString())),
            .. comment.Decision is { } decision ? [("decision", new FactValue.Whole(decision))] : Array.Empty<(string, FactValue)>(),
        ]) with
    {
        Personal = FactTexts.Personal(("text", comment.Text)),
    };

    public static Fact StageAccepted(Contract contract, Report report, StageAnswer answer, Audience told) => Answer("stage.accepted", contract, report, answer, told);

    public static Fact StageNotAccepted(Contract contract, Report report, StageAnswer answer, Audience told) =>
        Answer("stage.not-accepted", contract, report, answer, told) with { Personal = FactTexts.Personal(("reason", answer.Reason)) };

    public static Fact Due(Contract contract, StageId stage, string name, DateOnly dueOn, Audience told) => new(DueCode, contract.ClientId, new FactSubject(ContractFacts.Kind, contract.Id.Value), told)
    {
        Values = FactTexts.Values(
            ("contract-number", new FactValue.Text(contract.Number)), ("stage", new FactValue.Reference(stage.Value)),
            ("stage-name", new FactValue.Text(name)), ("due-on", new FactValue.Day(dueOn))),
    };

    private static Fact Content(string code, Contract contract, Report report, ReportRevision revision, Stage stage, Audience told)
    {
        var content = revision.Content;
        return Of(code, contract, report, told,
        [
            ("revision", new FactValue.Whole(revision.Number)),
            ("content", new FactValue.Hash(revision.ContentHash.ToBytes())),
            ("progress", new FactValue.Whole(content.Progress)),
            ("spent", FactTexts.Of(Money.Exactly(content.Spent, report.Currency))),
            ("planned", FactTexts.Of(stage.Price)),
            ("planned-end", new FactValue.Day(stage.To)),
            .. Day("started", content.StartedOn), .. Day("ended", content.EndedOn), .. Day("forecast-end", content.ForecastEnd),
            ("decisions", new FactValue.Whole(content.Decisions.Count)),
            ("files", new FactValue.Sequence([.. content.Files.Select(file => FactTexts.Group(("name", new FactValue.Text(file.Name)), ("content", new FactValue.Hash(file.Hash.ToBytes()))))])),
        ]);
    }

    private static Fact Answer(string code, Contract contract, Report report, StageAnswer answer, Audience told) => Of(
        code, contract, report, told, ("revision", new FactValue.Whole(answer.RevisionNumber)), ("side", new FactValue.Text(nameof(Side.Client))));

    private static (string, FactValue)[] Day(string name, DateOnly? day) => day is { } known ? [(name, new FactValue.Day(known))] : [];

    private static Fact Of(string code, Contract contract, Report report, Audience told, params (string, FactValue)[] values) =>
        new(code, contract.ClientId, new FactSubject(Kind, report.Id.Value), told)
        {
            Values = FactTexts.Values(
            [
                ("number", new FactValue.Text(report.Number.ToString(CultureInfo.InvariantCulture))), ("contract-number", new FactValue.Text(contract.Number)),
                ("stage", new FactValue.Reference(report.StageId.Value)), ("stage-name", new FactValue.Text(report.StageName)), .. values,
            ]),
        };
}
