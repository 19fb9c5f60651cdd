using System.Globalization;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Sentences;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The filters of a record as they stand in its address.</summary>
/// <param name="Client">One client; null for all that may be seen.</param>
/// <param name="Contract">One contract; null for everything.</param>
/// <param name="Kind">A fact code; empty for all.</param>
/// <param name="Person">One person; null for everybody.</param>
/// <param name="From">The first day by the reader's clock.</param>
/// <param name="To">The last day by the reader's clock.</param>
public sealed record RecordQuery(Guid? Client, Guid? Contract, string? Kind, Guid? Person, DateOnly? From, DateOnly? To)
{
    /// <summary>The filters as an address holds them; what cannot be read filters nothing.</summary>
    public static RecordQuery Read(string? client, string? contract, string? kind, string? person, string? from, string? to) =>
        new(Id(client), Id(contract), Known(kind), Id(person), Day(from), Day(to));

    /// <summary>Whether anything is filtered.</summary>
    public bool Any => Parts().Any(part => !string.IsNullOrEmpty(part.Value));

    /// <summary>Whether the last day is before the first, which nothing can answer.</summary>
    public bool IsBackwards => From > To;

    /// <summary>The filter for the read.</summary>
    /// <param name="zone">The IANA name of the reader's zone, in which the days begin and end.</param>
    public RecordFilter Filter(string zone) => new()
    {
        Client = Client is { } client ? ClientId.Of(client) : null,
        Contract = Contract is { } contract ? ContractId.Of(contract) : null,
        Code = Kind,
        Person = Person is { } person ? PersonId.Of(person) : null,
        From = From is { } from ? ZoneDays.StartOf(zone, from) : null,
        Until = To is { } to && to < DateOnly.MaxValue ? ZoneDays.StartOf(zone, to.AddDays(1)) : null,
    };

    /// <summary>An address with these filters.</summary>
    public string On(string path, params (string Name, string Value)[] more) => QueryHelpers.AddQueryString(
        path, Parts().Where(part => !string.IsNullOrEmpty(part.Value)).Concat(more.Select(part => new KeyValuePair<string, string?>(part.Name, part.Value))));

    private static string? Known(string? kind) => FactWords.Kinds(CultureInfo.InvariantCulture).Any(known => known.Code == kind) ? kind : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private IEnumerable<KeyValuePair<string, string?>> Parts()
    {
        yield return new("client", Client?.ToString());
        yield return new("contract", Contract?.ToString());
        yield return new("kind", Kind);
        yield return new("person", Person?.ToString());
        yield return new("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return new("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
