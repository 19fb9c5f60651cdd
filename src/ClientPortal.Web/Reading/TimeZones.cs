using System.Globalization;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Reading;

/// <summary>The time zones people choose from: the places of the IANA database.</summary>
public static class TimeZones
{
    private static readonly string[] Continents = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    private static readonly IReadOnlyList<TimeZoneInfo> Places =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId && Continents.Contains(zone.Id.Split('/')[0], StringComparer.Ordinal))];

    /// <summary>A zone as a sentence says it after a day: "Moscow time"; by its name in the database where there is no word for it.</summary>
    public static string Said(IStringLocalizer<Frame> words, string zone)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(zone);
        var said = words[$"Zone{zone}"];
        return said.ResourceNotFound ? words["InZone", zone.Replace('_', ' ')] : said;
    }

    /// <summary>The choices with the offset each has at a moment: by continent, and there by the name of the place, so that its first letters find it.</summary>
    public static IReadOnlyList<Choice> Choices(IStringLocalizer<Frame> words, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            new Choice("UTC", "UTC"),
            .. Places.Select(zone => (zone.Id, Place: Place(zone.Id), Continent: words[$"Zones{zone.Id.Split('/')[0]}"].Value, Offset: zone.GetUtcOffset(at)))
                .OrderBy(zone => zone.Continent, StringComparer.CurrentCulture).ThenBy(zone => zone.Place, StringComparer.Ordinal)
                .Select(zone => new Choice(zone.Id, $"{zone.Place} (UTC{(zone.Offset < TimeSpan.Zero ? '−' : '+')}{zone.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)})", zone.Continent)),
        ];
    }

    // America/Argentina/Buenos_Aires is Buenos Aires, Argentina.
    private static string Place(string zone) => string.Join(", ", zone.Split('/').Skip(1).Reverse()).Replace('_', ' ');
}
