using System.Globalization;
using ClientPortal.Domain.Contracts;

namespace ClientPortal.Domain.Reports;

/// <summary>What a correction says differently, part by part.</summary>
internal static class ReportDifferences
{
    private static readonly (string Field, Func<ReportContent, string> Text)[] Parts =
    [
        (nameof(ReportContent.Summary), content => content.Summary),
        (nameof(ReportContent.Done), content => content.Done),
        (nameof(ReportContent.Results), content => content.Results),
        (nameof(ReportContent.StartedOn), content => Day(content.StartedOn)),
        (nameof(ReportContent.EndedOn), content => Day(content.EndedOn)),
        (nameof(ReportContent.ForecastEnd), content => Day(content.ForecastEnd)),
        (nameof(ReportContent.Progress), content => content.Progress.ToString(CultureInfo.CurrentCulture)),
        (nameof(ReportContent.Spent), content => content.Spent.ToString("N2", CultureInfo.CurrentCulture)),
        (nameof(ReportContent.Because), content => content.Because),
        (nameof(ReportContent.Risks), content => string.Join('\n', content.Risks.Select(risk => $"{risk.What} — {risk.Measure}"))),
        (nameof(ReportContent.Decisions), content => string.Join('\n', content.Decisions.Select(one => $"{one.What} — {one.Who}, {Day(one.By)}"))),
        (nameof(ReportContent.NextSteps), content => content.NextSteps),
        (nameof(ReportContent.Files), content => string.Join('\n', content.Files.Select(file => $"{file.Name} ({file.Hash.Hex[..12]}…)"))),
    ];

    /// <summary>The parts that differ, in the order of the report.</summary>
    public static IReadOnlyList<ReportDifference> Between(ReportContent before, ReportContent after) =>
    [
        .. from part in Parts
           let old = part.Text(before)
           let now = part.Text(after)
           where old != now
           select new ReportDifference(part.Field, WordDiff.Between(old, now)),
    ];

    private static string Day(DateOnly? day) => day?.ToString("d", CultureInfo.CurrentCulture) ?? string.Empty;
}
