namespace ClientPortal.Web.Demonstration;

/// <summary>Something that happens in the demonstration's past.</summary>
/// <param name="DaysAgo">How many days before the day the demonstration is brought in, 1 or more, so that it has happened whatever the hour.</param>
/// <param name="At">The time of day.</param>
/// <param name="Zone">The IANA zone of the day and its time.</param>
/// <param name="PlayAsync">What happens, through the use cases.</param>
internal sealed record Scene(int DaysAgo, TimeOnly At, string Zone, Func<Cast, Task> PlayAsync)
{
    /// <summary>A scene at an hour and a minute in UTC.</summary>
    public static Scene On(int daysAgo, int hour, int minute, Func<Cast, Task> play) => new(daysAgo, new TimeOnly(hour, minute), "UTC", play);

    /// <summary>Nobody acts, but a day begins in a zone, and with it what was agreed for that day.</summary>
    public static Scene DayBegins(int daysAgo, string zone) => new(daysAgo, new TimeOnly(0, 1), zone, _ => Task.CompletedTask);

    /// <summary>When it happens, seen from a day.</summary>
    public DateTimeOffset Moment(DateOnly today) =>
        new(TimeZoneInfo.ConvertTimeToUtc(today.AddDays(-DaysAgo).ToDateTime(At), TimeZoneInfo.FindSystemTimeZoneById(Zone)), TimeSpan.Zero);
}
