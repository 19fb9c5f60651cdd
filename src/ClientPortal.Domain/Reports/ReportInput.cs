using System.Globalization;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>The editor of a report posts all of it at once, but for the files.</summary>
public sealed record ReportInput
{
    /// <summary>The draft's revision the form was rendered from; 0 for a new one.</summary>
    public int Revision { get; init; }

    /// <inheritdoc cref="ReportContent.Summary"/>
    public string? Summary { get; init; }

    /// <inheritdoc cref="ReportContent.Done"/>
    public string? Done { get; init; }

    /// <inheritdoc cref="ReportContent.Results"/>
    public string? Results { get; init; }

    /// <inheritdoc cref="ReportContent.NextSteps"/>
    public string? NextSteps { get; init; }

    /// <inheritdoc cref="ReportContent.StartedOn"/>
    public DateOnly? StartedOn { get; init; }

    /// <inheritdoc cref="ReportContent.EndedOn"/>
    public DateOnly? EndedOn { get; init; }

    /// <inheritdoc cref="ReportContent.ForecastEnd"/>
    public DateOnly? ForecastEnd { get; init; }

    /// <summary>The percent done, as it was typed.</summary>
    public string? Progress { get; init; }

    /// <summary>What was spent, as it was typed.</summary>
    public string? Spent { get; init; }

    /// <inheritdoc cref="ReportContent.Because"/>
    public string? Because { get; init; }

    /// <inheritdoc cref="ReportContent.Risks"/>
    public List<RiskInput>? Risks { get; init; }

    /// <inheritdoc cref="ReportContent.Decisions"/>
    public List<DecisionInput>? Decisions { get; init; }

    /// <summary>A risk of the form.</summary>
    public sealed record RiskInput
    {
        /// <inheritdoc cref="ReportRisk.What"/>
        public string? What { get; init; }

        /// <inheritdoc cref="ReportRisk.Measure"/>
        public string? Measure { get; init; }
    }

    /// <summary>A decision of the form.</summary>
    public sealed record DecisionInput
    {
        /// <inheritdoc cref="ReportDecision.What"/>
        public string? What { get; init; }

        /// <inheritdoc cref="ReportDecision.Who"/>
        public string? Who { get; init; }

        /// <inheritdoc cref="ReportDecision.By"/>
        public DateOnly? By { get; init; }
    }

    /// <summary>The form that says what a report says, to begin its correction with.</summary>
    internal static ReportInput Of(ReportContent content, Currency currency) => new()
    {
        Summary = content.Summary,
        Done = content.Done,
        Results = content.Results,
        NextSteps = content.NextSteps,
        StartedOn = content.StartedOn,
        EndedOn = content.EndedOn,
        ForecastEnd = content.ForecastEnd,
        Progress = content.Progress.ToString(CultureInfo.InvariantCulture),
        Spent = content.Spent.ToString($"F{currency.Digits}", CultureInfo.InvariantCulture),
        Because = content.Because,
        Risks = [.. content.Risks.Select(risk => new RiskInput { What = risk.What, Measure = risk.Measure })],
        Decisions = [.. content.Decisions.Select(one => new DecisionInput { What = one.What, Who = one.Who, By = one.By })],
    };

    /// <summary>Holds a draft to what could be kept: gaps are allowed, nonsense is not. Everything that is wrong is said at once, beside its field.</summary>
    /// <exception cref="RuleBroken">Something is wrong with it.</exception>
    internal void CheckDraft(Stage stage)
    {
        var rules = new FormRules();
        Read(rules, stage, [], whole: false);
        rules.ThrowIfBroken();
    }

    /// <summary>Reads what is to be published.</summary>
    /// <param name="stage">The stage by the terms that apply.</param>
    /// <param name="files">What lies beside it.</param>
    /// <param name="today">The day it is in the contract's zone.</param>
    /// <param name="corrects">Whether it corrects a report, whose days ahead may have passed meanwhile.</param>
    /// <exception cref="RuleBroken">Something is missing or contradicts itself.</exception>
    internal ReportContent ToPublish(Stage stage, IReadOnlyList<ReportFile> files, DateOnly today, bool corrects)
    {
        var rules = new FormRules();
        var content = Read(rules, stage, files, whole: true);
        foreach (var (day, field) in new[] { (StartedOn, nameof(StartedOn)), (EndedOn, nameof(EndedOn)) })
        {
            if (day > today) rules.Refuse(Rule.DayNotYet, field, today);
        }

        if (content.ForecastEnd < StartedOn) rules.Refuse(Rule.EndsBeforeItStarts, nameof(ForecastEnd));
        else if (content.ForecastEnd < today && !corrects) rules.Refuse(Rule.DayPassed, nameof(ForecastEnd), today);
        for (var i = 0; !corrects && i < content.Decisions.Count; i++)
        {
            if (Decisions![i].By < today) rules.Refuse(Rule.DayPassed, $"{nameof(Decisions)}[{i}].{nameof(DecisionInput.By)}", today);
        }

        if (EndedOn is not null && StartedOn is null) rules.Refuse(Rule.Required, nameof(StartedOn));
        if (EndedOn is null && ForecastEnd is null) rules.Refuse(Rule.Required, nameof(ForecastEnd));
        if (EndedOn is not null && content.Progress != 100) rules.Refuse(Rule.EndedNotWhole, nameof(Progress));
        rules.ThrowIfBroken();
        return content;
    }

    private ReportContent Read(FormRules rules, Stage stage, IReadOnlyList<ReportFile> files, bool whole)
    {
        var spent = string.IsNullOrWhiteSpace(Spent) && !whole ? 0 : rules.Amount(Spent, nameof(Spent), stage.Price.Currency);
        var late = (EndedOn ?? ForecastEnd) > stage.To;
        if (EndedOn < StartedOn) rules.Refuse(Rule.EndsBeforeItStarts, nameof(EndedOn));
        return new ReportContent
        {
            Summary = Text(Summary, nameof(Summary), whole),
            Done = Text(Done, nameof(Done), whole),
            Results = Text(Results, nameof(Results), required: false),
            NextSteps = Text(NextSteps, nameof(NextSteps), whole),
            StartedOn = rules.Day(StartedOn, nameof(StartedOn)),
            EndedOn = rules.Day(EndedOn, nameof(EndedOn)),
            ForecastEnd = EndedOn is null ? rules.Day(ForecastEnd, nameof(ForecastEnd)) : null,
            Progress = Percent(rules, whole),
            Spent = spent,
            Because = Text(Because, nameof(Because), whole && (late || spent > stage.Price.Amount)),
            Risks = [.. Counted(rules, Risks, nameof(Risks)).Select((risk, i) => new ReportRisk(
                Text(risk.What, $"{nameof(Risks)}[{i}].{nameof(risk.What)}", whole), Text(risk.Measure, $"{nameof(Risks)}[{i}].{nameof(risk.Measure)}", whole)))],
            Decisions = [.. Counted(rules, Decisions, nameof(Decisions)).Select((one, i) => Decision(one, $"{nameof(Decisions)}[{i}]."))],
            Files = files,
        };

        string Text(string? text, string field, bool required) => rules.Text(text, field, ReportContent.LongestText, required);

        ReportDecision Decision(DecisionInput one, string prefix)
        {
            if (one.By is null && whole) rules.Refuse(Rule.Required, prefix + nameof(one.By));
            return new ReportDecision(
                Text(one.What, prefix + nameof(one.What), whole), rules.Line(one.Who, prefix + nameof(one.Who), ReportContent.LongestName, whole),
                rules.Day(one.By, prefix + nameof(one.By)) ?? default);
        }
    }

    private int Percent(FormRules rules, bool whole)
    {
        var percent = rules.Percent(Progress, nameof(Progress), 100, required: whole);
        if (percent == decimal.Truncate(percent)) return (int)percent;
        rules.Refuse(Rule.TooManyDecimals, nameof(Progress), 0);
        return 0;
    }

    private static List<T> Counted<T>(FormRules rules, List<T>? items, string field)
    {
        if (items is not { Count: > ReportContent.MostItems }) return items ?? [];
        rules.Refuse(Rule.TooMany, field, ReportContent.MostItems);
        return [];
    }
}
