using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Components.Pages.Reports;

/// <summary>One thing a correction says differently.</summary>
/// <param name="Field">Which part of the report, by the name of its property.</param>
/// <param name="Words">The texts, word by word.</param>
internal sealed record ReportDifference(string Field, IReadOnlyList<Segment> Words);

/// <summary>What a correction says differently, part by part, as the reader writes days and money.</summary>
internal static class ReportDifferences
{
    /// <summary>The parts that differ, in the order of the report.</summary>
    public static IReadOnlyList<ReportDifference> Between(ReportContent before, ReportContent after, Currency currency, ReportSaying say) =>
    [
        .. from parts in PartsOf(before, currency, say).Zip(PartsOf(after, currency, say))
           where parts.First.Text != parts.Second.Text
           select new ReportDifference(parts.First.Field, WordDiff.Between(parts.First.Text, parts.Second.Text)),
    ];

    private static IReadOnlyList<(string Field, string Text)> PartsOf(ReportContent content, Currency currency, ReportSaying say) =>
    [
        (nameof(content.Summary), content.Summary),
        (nameof(content.Done), content.Done),
        (nameof(content.Results), content.Results),
        (nameof(content.StartedOn), content.StartedOn is { } start ? say.Day(start) : ""),
        (nameof(content.EndedOn), content.EndedOn is { } end ? say.Day(end) : ""),
        (nameof(content.ForecastEnd), content.ForecastEnd is { } forecast ? say.Day(forecast) : ""),
        (nameof(content.Progress), say.Percent(content.Progress)),
        (nameof(content.Spent), say.Amount(Money.Exactly(content.Spent, currency))),
        (nameof(content.Because), content.Because),
        (nameof(content.Risks), string.Join('\n', content.Risks.Select(risk => $"{risk.What} — {risk.Measure}"))),
        (nameof(content.Decisions), string.Join('\n', content.Decisions.Select(one => $"{one.What} — {one.Who}, {say.Day(one.By)}"))),
        (nameof(content.NextSteps), content.NextSteps),
        (nameof(content.Files), string.Join('\n', content.Files.Select(file => $"{file.Name} ({file.Hash.Hex[..12]}…)"))),
    ];
}
