namespace ClientPortal.Web.Demonstration;

/// <summary>Something that happens in the demonstration's past.</summary>
/// <param name="DaysAgo">How many days before the day the demonstration is brought in, 1 or more, so that it has happened whatever the hour.</param>
/// <param name="At">The time of day, in UTC.</param>
/// <param name="PlayAsync">What happens, through the use cases.</param>
internal sealed record Scene(int DaysAgo, TimeOnly At, Func<Cast, Task> PlayAsync)
{
    /// <summary>A scene at an hour and a minute.</summary>
    public static Scene On(int daysAgo, int hour, int minute, Func<Cast, Task> play) => new(daysAgo, new TimeOnly(hour, minute), play);

    /// <summary>Nobody acts, but a day begins, in London or in Moscow, and with it what was agreed for that day.</summary>
    public static Scene DayBegins(int daysAgo, bool inMoscow) =>
        // In Moscow at nine in the evening before; in London at midnight, or an hour earlier in summer.
        inMoscow ? On(daysAgo + 1, 21, 1, _ => Task.CompletedTask) : On(daysAgo, 0, 1, _ => Task.CompletedTask);
}
