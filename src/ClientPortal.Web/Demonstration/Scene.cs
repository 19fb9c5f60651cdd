namespace ClientPortal.Web.Demonstration;

/// <summary>Something that happens in the demonstration's past.</summary>
/// <param name="DaysAgo">How many days before the day the demonstration is brought in, 1 or more, so that it has happened whatever the hour.</param>
/// <param name="At">The time of day, in UTC.</param>
/// <param name="PlayAsync">What happens, through the use cases.</param>
internal sealed record Scene(int DaysAgo, TimeOnly At, Func<Cast, Task> PlayAsync)
{
    /// <summary>A scene at an hour and a minute.</summary>
    public static Scene On(int daysAgo, int hour, int minute, Func<Cast, Task> play) => new(daysAgo, new TimeOnly(hour, minute), play);

    /// <summary>Nobody acts, and what begins with that day begins: a minute after midnight in the zone.</summary>
    public static Scene DayBegins(int daysAgo, string zone)
    {
        // Midnight east of Greenwich is in the evening before; an hour is enough for summer time.
        var hour = zone == "Europe/Moscow" ? 21 : 1;
        return new Scene(hour == 21 ? daysAgo + 1 : daysAgo, new TimeOnly(hour, 1), _ => Task.CompletedTask);
    }
}
