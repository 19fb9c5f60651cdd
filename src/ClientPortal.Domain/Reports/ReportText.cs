using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>A report's content as the text that is kept and hashed: canonical JSON (RFC 8785) that names its own format.</summary>
internal static class ReportText
{
    public static string Write(ReportContent content) => Encoding.UTF8.GetString(CanonicalJson.Write(Members(
        ("format", "clientportal.report.v1"),
        ("summary", content.Summary), ("done", content.Done), ("results", content.Results), ("next", content.NextSteps),
        ("started", Day(content.StartedOn)), ("ended", Day(content.EndedOn)), ("forecast", Day(content.ForecastEnd)),
        ("progress", (long)content.Progress), ("spent", content.Spent.ToString("0.####", CultureInfo.InvariantCulture)), ("because", content.Because),
        ("risks", content.Risks.Select(object? (risk) => Members(("what", risk.What), ("measure", risk.Measure))).ToList()),
        ("decisions", content.Decisions.Select(object? (one) => Members(("what", one.What), ("who", one.Who), ("by", Day(one.By)))).ToList()),
        ("files", content.Files.Select(object? (file) => Members(("name", file.Name), ("sha256", file.Hash.Hex), ("size", (long)file.Size))).ToList()))));

    public static ReportContent Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new ReportContent
        {
            Summary = Text(root, "summary"),
            Done = Text(root, "done"),
            Results = Text(root, "results"),
            NextSteps = Text(root, "next"),
            StartedOn = DayIn(root, "started"),
            EndedOn = DayIn(root, "ended"),
            ForecastEnd = DayIn(root, "forecast"),
            Progress = root.GetProperty("progress").GetInt32(),
            Spent = decimal.Parse(Text(root, "spent"), CultureInfo.InvariantCulture),
            Because = Text(root, "because"),
            Risks = [.. root.GetProperty("risks").EnumerateArray().Select(risk => new ReportRisk(Text(risk, "what"), Text(risk, "measure")))],
            Decisions = [.. root.GetProperty("decisions").EnumerateArray().Select(one => new ReportDecision(Text(one, "what"), Text(one, "who"), DayIn(one, "by")!.Value))],
            Files =
            [
                .. root.GetProperty("files").EnumerateArray().Select(file => new ReportFile(
                    Text(file, "name"), ContentHash.Parse(Text(file, "sha256"))!.Value, file.GetProperty("size").GetInt32())),
            ],
        };
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static DateOnly? DayIn(JsonElement from, string name) =>
        from.GetProperty(name).GetString() is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Members(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
