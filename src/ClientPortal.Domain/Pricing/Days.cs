namespace ClientPortal.Domain.Pricing;

/// <summary>Calendar days in a zone.</summary>
public static class Days
{
    /// <summary>The day a moment falls on in a zone.</summary>
    public static DateOnly At(DateTimeOffset moment, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The first moment after a day has ended in a zone, in UTC; where clocks skip midnight, the moment they skip to.</summary>
    public static DateTimeOffset EndOf(DateOnly day, string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // A zone that moves its clocks at midnight has no such moment; the day begins when the gap ends.
        while (found.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        // Where midnight comes twice the day ends at its first coming.
        var offset = found.IsAmbiguousTime(midnight) ? found.GetAmbiguousTimeOffsets(midnight).Max() : found.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
