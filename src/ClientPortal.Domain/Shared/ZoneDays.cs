namespace ClientPortal.Domain.Shared;

/// <summary>Days as they begin and end in a zone.</summary>
public static class ZoneDays
{
    /// <summary>The calendar day it is in the zone at a moment.</summary>
    /// <param name="zone">An IANA name.</param>
    /// <param name="moment">The moment.</param>
    public static DateOnly DayOf(string zone, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The moment a day begins in the zone: midnight, or the first moment after it where clocks skip it.</summary>
    public static DateTimeOffset StartOf(string zone, DateOnly day) => MomentOf(zone, day, TimeOnly.MinValue);

    /// <summary>The first moment after a day has ended in the zone.</summary>
    public static DateTimeOffset EndOf(string zone, DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(zone, day.AddDays(1));

    /// <summary>The moment clocks of the zone show a time: the first one where they show it twice, and the first after it where they skip it.</summary>
    public static DateTimeOffset MomentOf(string zone, DateOnly day, TimeOnly time)
    {
        // At the ends of the calendar there is no room for an offset.
        if (day.DayNumber < 2) return DateTimeOffset.MinValue;
        if (day == DateOnly.MaxValue) return DateTimeOffset.MaxValue;
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = day.ToDateTime(time);
        while (info.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Max() : info.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
