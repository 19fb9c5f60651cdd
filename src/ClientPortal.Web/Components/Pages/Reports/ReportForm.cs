using System.Globalization;
using ClientPortal.Domain.Reports;

namespace ClientPortal.Web.Components.Pages.Reports;

/// <summary>The form of a report as it was posted: whatever cannot be read is empty, so that nothing else that was typed is lost.</summary>
internal static class ReportForm
{
    /// <summary>Whether the post holds the form.</summary>
    public static bool IsIn(HttpRequest request) => request.HasFormContentType && request.Form.ContainsKey("Form.Summary");

    /// <summary>Reads it.</summary>
    public static ReportInput Read(IFormCollection form) => new()
    {
        Summary = form["Form.Summary"],
        Done = form["Form.Done"],
        Results = form["Form.Results"],
        NextSteps = form["Form.NextSteps"],
        StartedOn = Day(form, "Form.StartedOn"),
        EndedOn = Day(form, "Form.EndedOn"),
        ForecastEnd = Day(form, "Form.ForecastEnd"),
        Progress = form["Form.Progress"],
        Spent = form["Form.Spent"],
        Because = form["Form.Because"],
        Risks = [.. Rows(form, "Form.Risks", "What").Select(at => new ReportInput.RiskInput { What = form[at + "What"], Measure = form[at + "Measure"] })],
        Decisions = [.. Rows(form, "Form.Decisions", "What").Select(at => new ReportInput.DecisionInput { What = form[at + "What"], Who = form[at + "Who"], By = Day(form, at + "By") })],
    };

    private static IEnumerable<string> Rows(IFormCollection form, string list, string field)
    {
        for (var i = 0; i <= ReportContent.MostItems && form.ContainsKey($"{list}[{i}].{field}"); i++) yield return $"{list}[{i}].";
    }

    private static DateOnly? Day(IFormCollection form, string name) =>
        DateOnly.TryParseExact(form[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
