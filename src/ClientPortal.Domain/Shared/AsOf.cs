namespace ClientPortal.Domain.Shared;

/// <summary>The moment of which something is asked, by the clocks of its own zone.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The minute of that day; null for its end, or for now on the day that still goes on.</param>
public sealed record AsOf(DateOnly Day, TimeOnly? Time = null)
{
    /// <summary>The moment by the clocks of a zone. What happened within a minute had happened "at" that minute, so its end counts; a minute that clocks skip is the first after it.</summary>
    /// <param name="zone">An IANA name.</param>
    /// <param name="now">The moment of asking.</param>
    public DateTimeOffset In(string zone, DateTimeOffset now)
    {
        if (Time is { } time) return LastOf(ZoneDays.MomentOf(zone, Day, time), TimeSpan.FromMinutes(1));
        return Day == ZoneDays.DayOf(zone, now) ? now : LastOf(ZoneDays.EndOf(zone, Day), TimeSpan.Zero);
    }

    // At the ends of the calendar there is nothing before or after.
    private static DateTimeOffset LastOf(DateTimeOffset moment, TimeSpan length) =>
        moment == DateTimeOffset.MinValue || DateTimeOffset.MaxValue - moment <= length ? moment : moment + length - TimeSpan.FromTicks(1);
}
