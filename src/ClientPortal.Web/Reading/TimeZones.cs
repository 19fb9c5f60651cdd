using System.Globalization;
using ClientPortal.Web.Components.Kit;

namespace ClientPortal.Web.Reading;

/// <summary>The time zones people choose from: the places of the IANA database, west to east.</summary>
public static class TimeZones
{
    private static readonly string[] Continents = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    private static readonly IReadOnlyList<TimeZoneInfo> Places =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId && Continents.Contains(zone.Id.Split('/')[0], StringComparer.Ordinal))];

    /// <summary>The choices with the offset each has at a moment.</summary>
    public static IReadOnlyList<Choice> Choices(DateTimeOffset at) =>
    [
        new Choice("UTC", "UTC"),
        .. Places.Select(zone => (zone.Id, Offset: zone.GetUtcOffset(at)))
            .OrderBy(zone => zone.Offset).ThenBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(zone => new Choice(zone.Id, $"UTC{(zone.Offset < TimeSpan.Zero ? '−' : '+')}{zone.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)} {zone.Id.Replace('_', ' ')}")),
    ];
}
