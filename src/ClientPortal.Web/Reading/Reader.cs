using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ClientPortal.Web.Reading;

/// <summary>Who reads the page now: their culture, their time zone, their today. One for each request or circuit.</summary>
public sealed class Reader(IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>The cookie in which the browser says its own time zone, for who has not chosen one.</summary>
    public const string ZoneCookie = "portal-zone";

    private TimeZoneInfo? _zone;

    /// <summary>The zone's name; carried from the page to its islands, which have no request to ask.</summary>
    [PersistentState]
    public string? ZoneName { get; set; }

    /// <summary>The reader's time zone: the person's choice, else the browser's, else UTC.</summary>
    public TimeZoneInfo Zone => _zone ??= Find();

    /// <summary>The culture of words, dates, numbers and money.</summary>
    public CultureInfo Culture { get; } = CultureInfo.CurrentCulture;

    /// <summary>Now, in the reader's zone.</summary>
    public DateTimeOffset Now => Local(time.GetUtcNow());

    /// <summary>The day it is where the reader is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>A moment as the reader's clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>How far the reader's clock is from UTC at a moment: "UTC+03:00".</summary>
    public string OffsetAt(DateTimeOffset moment)
    {
        var offset = Local(moment).Offset;
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The day of a moment where the reader is, in words that fit into a sentence: "22 November 2026".</summary>
    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(Local(moment).DateTime));

    /// <summary>A day in words that fit into a sentence. No weekday: in Russian it would stand in the wrong case.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    private TimeZoneInfo Find()
    {
        var context = accessor.HttpContext;
        var zone = ReaderPreferences.FindZone(ZoneName)
            ?? (context is null ? null : ReaderPreferences.ZoneOf(context.User) ?? ReaderPreferences.FindZone(context.Request.Cookies[ZoneCookie]))
            ?? TimeZoneInfo.Utc;
        ZoneName = zone.Id;
        return zone;
    }
}
