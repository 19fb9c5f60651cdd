using ClientPortal.Domain.Home;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Home;

/// <summary>How what waits and what comes up is put into words, and where it leads.</summary>
public sealed class HomeSaying(IStringLocalizer<HomeWords> words, IStringLocalizer<Frame> frame, Reader reader)
{
    private const int MostAbout = 3;

    /// <summary>What is to be done, with its name.</summary>
    public string What(Waiting waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        return words[$"What{waiting.Kind}", waiting.Title, waiting.Amendment ?? 0, waiting.Number, waiting.Stage ?? ""];
    }

    /// <summary>What an amendment touches, the first few of it; empty for anything else.</summary>
    public string About(Waiting waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var parts = waiting.Changes.Take(MostAbout).Select(change => words[$"About{change.Subject}", change.Name ?? "–"].Value).ToList();
        if (waiting.Changes.Count > MostAbout) parts.Add(words.Count("AboutMore", waiting.Changes.Count - MostAbout));
        return string.Join(", ", parts);
    }

    /// <summary>The answer the home opens with: what waits for the reader, or what stands out for who is not waited for.</summary>
    public string State(Domain.Home.HomePage home)
    {
        ArgumentNullException.ThrowIfNull(home);
        List<Waiting> yours = [.. home.Companies.SelectMany(company => company.Yours), .. home.Manager?.Yours ?? []];
        if (home.Companies.Count > 0 || home.Manager is not null) return Summary(yours);
        if (home.Finance is { } finance)
        {
            if (finance.Declined.Count > 0) return words.Count("QuotesDeclined", finance.Declined.Count);
            return finance.Quotes.Select(quote => quote.Until).Min() is { } first
                ? words.Count("QuotesWait", finance.Quotes.Count, Day(first), Far(first))
                : words["QuotesOutNone"];
        }

        if (home.Administrator is { } administrator) return words[administrator.Parked > 0 || administrator.Invited.Count > 0 ? "AdministratorActs" : "NothingWaits"];
        return words["AuditorReads"];
    }

    /// <summary>How much waits for the reader, and until when, as one sentence.</summary>
    public string Summary(IReadOnlyList<Waiting> yours)
    {
        ArgumentNullException.ThrowIfNull(yours);
        if (yours.Count == 0) return words["NothingWaits"];
        return yours.Select(waiting => waiting.WantedBy).Min() is { } first
            ? words.Count("ThingsWaitUntil", yours.Count, Day(first), Far(first))
            : words.Count("ThingsWait", yours.Count);
    }

    /// <summary>What happens on a day.</summary>
    public string Coming(ComingUp day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return words[$"Coming{day.Kind}", day.Name ?? ""];
    }

    /// <summary>A day as it stands in a sentence; the year only where it is another one.</summary>
    public string Day(DateOnly day) => day.ToString(frame[day.Year == reader.Today.Year ? "DayFormat" : "DayYearFormat"], reader.Culture);

    /// <summary>The day of a moment by the reader's clock.</summary>
    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(reader.Local(moment).DateTime));

    /// <summary>How far a day is.</summary>
    public string Far(DateOnly day) => Distance.Say(frame, reader.Today, day);

    /// <summary>How much attention a last day asks for: from a week before on it stands out.</summary>
    public Tone Urgency(DateOnly until) => (until.DayNumber - reader.Today.DayNumber) switch
    {
        < 0 => Tone.Late,
        <= 7 => Tone.Waits,
        _ => Tone.Quiet,
    };

    /// <summary>The page of what waits.</summary>
    public static string Address(Waiting waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        return waiting.Kind switch
        {
            WaitKind.SignContract or WaitKind.AnswerQuestion or WaitKind.ContractDeclined => $"/contracts/{waiting.Id}",
            WaitKind.AnswerQuote or WaitKind.WriteContract or WaitKind.QuoteDeclined => $"/quotes/{waiting.Id}",
            WaitKind.ReadReport or WaitKind.AcceptStage or WaitKind.StageRefused => $"/reports/{waiting.Id}",
            _ => $"/amendments/{waiting.Id}",
        };
    }

    /// <summary>The page a day belongs to.</summary>
    public static string Address(ComingUp day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.Kind switch
        {
            ComingKind.AmendmentApplies or ComingKind.AmendmentLapses => $"/amendments/{day.Id}",
            ComingKind.QuoteLapses => $"/quotes/{day.Id}",
            ComingKind.StageBegins or ComingKind.StageEnds => $"/contracts/{day.Id}/stages",
            _ => $"/contracts/{day.Id}",
        };
    }
}
