namespace ClientPortal.Domain.Shared;

/// <summary>The moment of which something is asked.</summary>
/// <param name="Day">The day, by the clocks of the thing's own zone where no time is given.</param>
/// <param name="Time">The minute of that day; null for its end, or for now on the day that still goes on.</param>
/// <param name="Clock">By whose clocks day and time are, since minutes are shown to people by their own: an IANA name; null for the thing's own zone.</param>
public sealed record AsOf(DateOnly Day, TimeOnly? Time = null, string? Clock = null)
{
    /// <summary>The moment, for a thing of a zone. What happened within a minute had happened "at" that minute, so its end counts; a minute that clocks skip is the first after it.</summary>
    /// <param name="zone">An IANA name.</param>
    /// <param name="now">The moment of asking.</param>
    public DateTimeOffset In(string zone, DateTimeOffset now)
    {
        if (Time is { } time) return LastOf(ZoneDays.MomentOf(Clock ?? zone, Day, time), TimeSpan.FromMinutes(1));
        return Day == ZoneDays.DayOf(zone, now) ? now : LastOf(ZoneDays.EndOf(zone, Day), TimeSpan.Zero);
    }

    // At the ends of the calendar there is nothing before or after.
    private static DateTimeOffset LastOf(DateTimeOffset moment, TimeSpan length) =>
        moment == DateTimeOffset.MinValue || DateTimeOffset.MaxValue - moment <= length ? moment : moment + length - TimeSpan.FromTicks(1);
}
