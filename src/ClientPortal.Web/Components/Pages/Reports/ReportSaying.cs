using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Components.Pages.Reports;

/// <summary>What reports say, in the words of who reads the page.</summary>
public sealed class ReportSaying(IStringLocalizer<ReportWords> words, IStringLocalizer<Frame> frame, Reader reader, IOptions<PortalOptions> portal)
{
    /// <summary>A percentage of work.</summary>
    public string Percent(int progress) => MoneyFormat.Percent(progress / 100m, reader.Culture);

    /// <summary>A day.</summary>
    public string Day(DateOnly day) => reader.Day(day);

    /// <summary>A day, and how far away it is.</summary>
    public string DayAndFar(DateOnly day) => $"{reader.Day(day)} ({Distance.Say(frame, reader.Today, day)})";

    /// <summary>A moment's day by the reader's clock.</summary>
    public string Day(DateTimeOffset moment) => reader.Day(moment);

    /// <summary>Money as text.</summary>
    public string Amount(Money money) => MoneyFormat.Text(money.Amount, money.Currency.Code, reader.Culture);

    /// <summary>How large a file is.</summary>
    public string Size(int bytes) => bytes < 1024 * 1024
        ? words["Kilobytes", Math.Max(1, bytes / 1024).ToString("N0", reader.Culture)]
        : words["Megabytes", (bytes / 1024m / 1024m).ToString("N1", reader.Culture)];

    /// <summary>The name of a side.</summary>
    public string Name(Side side, string client) => side == Side.Provider ? portal.Value.ProviderName : client;

    /// <summary>Where the stage stands, in one sentence.</summary>
    public string Standing(ReportContent content, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stage);
        return content switch
        {
            { EndedOn: { } ended } when ended > stage.To => words["SaidEndedLate", stage.Name, Day(ended), Late(ended, stage)],
            { EndedOn: { } ended } => words["SaidEnded", stage.Name, Day(ended)],
            { ForecastEnd: { } end } when end > stage.To => words["SaidLate", stage.Name, Percent(content.Progress), DayAndFar(end), Late(end, stage)],
            { ForecastEnd: { } end } => words["SaidOnTime", stage.Name, Percent(content.Progress), DayAndFar(end)],
            _ => words["SaidProgress", stage.Name, Percent(content.Progress)],
        };
    }

    /// <summary>The plan of days against what is known: one sentence.</summary>
    public string Days(DateOnly? started, DateOnly? ended, DateOnly? forecast)
    {
        var began = started is { } start ? words["BeganOn", Day(start)].Value : words["NotBegun"].Value;
        var ends = (ended, forecast) switch
        {
            ({ } day, _) => words["EndedOn", Day(day)].Value,
            (_, { } day) => words["ExpectedOn", Day(day)].Value,
            _ => "",
        };
        return $"{began} {ends}".Trim();
    }

    /// <summary>Money spent against planned.</summary>
    public string Spent(Money spent, Money planned) => planned.IsZero
        ? words["SpentOfNothing", Amount(spent)]
        : words["SpentOf", Amount(spent), Amount(planned), MoneyFormat.Percent(spent.Amount / planned.Amount, reader.Culture)];

    /// <summary>What moved since the report before, each as a sentence; empty when nothing did.</summary>
    public IEnumerable<string> Moved(ReportBefore before, ReportContent content, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stage);
        if (before.PlannedEnd != stage.To) yield return words["MovedPlan", Day(before.PlannedEnd), Day(stage.To)];
        if (before.Planned != stage.Price) yield return words["MovedPrice", Amount(before.Planned), Amount(stage.Price)];
        if (before.Progress != content.Progress) yield return words["MovedProgress", Percent(before.Progress), Percent(content.Progress)];
        if (before.End is { } was && content.End is { } now && was != now) yield return words[content.EndedOn is null ? "MovedEnd" : "MovedEnded", Day(was), Day(now)];
        if (before.Spent.Amount != content.Spent) yield return words["MovedSpent", Amount(before.Spent), Amount(Money.Exactly(content.Spent, before.Spent.Currency))];
    }

    private string Late(DateOnly end, Stage stage) => words.Count("DaysLate", end.DayNumber - stage.To.DayNumber);
}
