namespace ClientPortal.Domain.Contracts;

/// <summary>Days as they begin and end in a zone.</summary>
public static class ZoneDays
{
    /// <summary>The calendar day it is in the zone at a moment.</summary>
    /// <param name="zone">An IANA name.</param>
    /// <param name="moment">The moment.</param>
    public static DateOnly DayOf(string zone, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The moment a day begins in the zone: midnight, or the first moment after it where clocks skip it.</summary>
    public static DateTimeOffset StartOf(string zone, DateOnly day)
    {
        // At the ends of the calendar there is no room for an offset.
        if (day.DayNumber < 2) return DateTimeOffset.MinValue;
        if (day == DateOnly.MaxValue) return DateTimeOffset.MaxValue;
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Clocks put forward at midnight skip it; clocks put back from one o'clock have it twice, and the day begins with the first.
        while (info.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = info.IsAmbiguousTime(midnight) ? info.GetAmbiguousTimeOffsets(midnight).Max() : info.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
