using System.Globalization;
using ClientPortal.Domain.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The filters of a record as they stand in its address.</summary>
/// <param name="Kind">A fact code; empty for all.</param>
/// <param name="Person">One person; null for everybody.</param>
/// <param name="From">The first day by the reader's clock.</param>
/// <param name="To">The last day by the reader's clock.</param>
public sealed record RecordQuery(string? Kind, Guid? Person, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether anything is filtered.</summary>
    public bool Any => !string.IsNullOrEmpty(Kind) || Person is not null || From is not null || To is not null;

    /// <summary>The filter for the read.</summary>
    /// <param name="zone">The IANA name of the reader's zone, in which the days begin and end.</param>
    public RecordFilter Filter(string zone) => new()
    {
        Code = Kind,
        Person = Person is { } person ? PersonId.Of(person) : null,
        From = From is { } from ? ZoneDays.StartOf(zone, from) : null,
        Until = To is { } to && to < DateOnly.MaxValue ? ZoneDays.StartOf(zone, to.AddDays(1)) : null,
    };

    /// <summary>An address with these filters.</summary>
    public string On(string path) => QueryHelpers.AddQueryString(path, Parts().Where(part => !string.IsNullOrEmpty(part.Value)));

    private IEnumerable<KeyValuePair<string, string?>> Parts()
    {
        yield return new("kind", Kind);
        yield return new("person", Person?.ToString());
        yield return new("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return new("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
