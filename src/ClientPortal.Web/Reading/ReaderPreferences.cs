using System.Globalization;
using System.Security.Claims;

namespace ClientPortal.Web.Reading;

/// <summary>What a signed-in person said about how they read. It travels as claims, so that rendering a page asks no database.</summary>
public static class ReaderPreferences
{
    /// <summary>The claim that holds a language: <c>en</c> or <c>ru</c>.</summary>
    public const string LanguageClaim = "portal:language";

    /// <summary>The claim that holds a time zone by its IANA name, e.g. <c>Europe/Moscow</c>.</summary>
    public const string ZoneClaim = "portal:zone";

    /// <summary>The person's language, or null where they chose none we speak.</summary>
    public static CultureInfo? LanguageOf(ClaimsPrincipal person) => Languages.Find(person.FindFirst(LanguageClaim)?.Value);

    /// <summary>The person's time zone, or null where they chose none this machine knows.</summary>
    public static TimeZoneInfo? ZoneOf(ClaimsPrincipal person) => FindZone(person.FindFirst(ZoneClaim)?.Value);

    /// <summary>The zone of an IANA name, or null where this machine knows none of that name.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        !string.IsNullOrWhiteSpace(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
