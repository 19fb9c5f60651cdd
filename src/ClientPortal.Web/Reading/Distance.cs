using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Reading;

/// <summary>How far a day is from today, in words: "today", "in 12 days", "3 months ago".</summary>
public static class Distance
{
    private const int DaysUntilMonths = 60;
    private const int MonthsUntilYears = 24;
    private const double DaysInMonth = 365.2425 / 12;

    /// <summary>The words for the way from <paramref name="today"/> to <paramref name="day"/>. Days up to 60, then months, from two years on years.</summary>
    public static string Say(IStringLocalizer words, DateOnly today, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(words);
        var days = day.DayNumber - today.DayNumber;
        return days switch
        {
            0 => words["Today"],
            1 => words["Tomorrow"],
            -1 => words["Yesterday"],
            _ when Math.Abs(days) <= DaysUntilMonths => days > 0 ? words.Count("InDays", days) : words.Count("DaysAgo", -days),
            _ => SayLong(words, days),
        };
    }

    private static string SayLong(IStringLocalizer words, int days)
    {
        var months = (int)Math.Round(Math.Abs(days) / DaysInMonth);
        if (months < MonthsUntilYears) return days > 0 ? words.Count("InMonths", months) : words.Count("MonthsAgo", months);
        return days > 0 ? words.Count("InYears", months / 12) : words.Count("YearsAgo", months / 12);
    }
}
