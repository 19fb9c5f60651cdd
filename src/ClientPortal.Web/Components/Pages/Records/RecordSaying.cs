using System.Globalization;
using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Records;
using ClientPortal.Web.Deliveries;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Sentences;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>Entries and who was told of them, in the words of who reads the page. What facts say stands in <see cref="FactWords"/>.</summary>
public sealed class RecordSaying(IStringLocalizer<RecordWords> words, IStringLocalizer<NoticeWords> notices, Reader reader)
{
    /// <summary>What happened, without reason and changes, which stand beside it.</summary>
    public string Heading(RecordRow row) => FactWords.Heading(Of(row), null, reader.Culture, reader.Zone);

    /// <summary>What happened, whole.</summary>
    public string Sentence(RecordRow row) => FactWords.Sentence(Of(row), null, reader.Culture, reader.Zone);

    /// <summary>The reason or what was said; null where there is neither.</summary>
    public static string? Why(RecordRow row) => Of(row).Personal.GetValueOrDefault("reason") ?? row.Telling.Personal.GetValueOrDefault("text");

    /// <summary>What changed, each with old and new.</summary>
    public IReadOnlyList<FactChange> Changes(RecordRow row) => FactParts.Changes(Of(row), reader.Culture, reader.Zone);

    /// <summary>Everything else the entry holds.</summary>
    public IReadOnlyList<FactDetail> Details(RecordRow row) => FactParts.Details(Of(row), reader.Culture, reader.Zone);

    /// <summary>The kinds of entries to choose from, by what they happen to.</summary>
    /// <param name="ofContract">Only those that stand in the record of a contract.</param>
    public IEnumerable<IGrouping<string, (string Code, string Name)>> Kinds(bool ofContract) => FactWords.Kinds(reader.Culture)
        .Where(kind => !ofContract || Area(kind.Code) is "contract" or "amendment" or "terms" or "report" or "stage")
        .OrderBy(kind => kind.Name, StringComparer.Create(reader.Culture, ignoreCase: true))
        .GroupBy(kind => words[$"KindOf{Pascal(Area(kind.Code))}"] is { ResourceNotFound: false } known ? known.Value : words["KindOfOther"].Value, StringComparer.Ordinal)
        .OrderBy(area => area.Key, StringComparer.Create(reader.Culture, ignoreCase: true));

    /// <summary>How far a person was told, step by step: in the portal, by mail with every failure, and whether they saw it.</summary>
    public IEnumerable<string> Steps(Told told) => Steps(told, Moment);

    /// <summary>The same for a table that is read far from the page: each moment in UTC as ISO 8601 writes it, like the moments in its other columns.</summary>
    public IEnumerable<string> ExportedSteps(Told told) => Steps(told, at => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    /// <summary>A moment by the reader's clock.</summary>
    public string Moment(DateTimeOffset moment) => $"{reader.Day(moment)}, {reader.Local(moment).ToString("HH:mm", reader.Culture)}";

    private IEnumerable<string> Steps(Told told, Func<DateTimeOffset, string> moment)
    {
        yield return words["InPortal", moment(told.At)];
        if (told.Deliveries.Count == 0) yield return words["NoMail"];
        foreach (var delivery in told.Deliveries)
        {
            foreach (var failure in delivery.Failures) yield return words["FaultAt", moment(failure.At), notices.Fault(failure.Fault)];
            yield return delivery switch
            {
                { SentAt: { } at } => words["MailSent", moment(at)],
                { State: DeliveryState.Parked } => words["MailGivenUp"],
                { State: DeliveryState.Dropped } => words["MailDropped"],
                { Failures.Count: > 0, NextAttemptAt: { } next } => words["MailNextAttempt", moment(next)],
                _ => words["MailWaits", moment(delivery.QueuedAt)],
            };
        }

        yield return told switch
        {
            { SeenAt: null } => words["NotSeen"],
            { SeenAt: { } at, SeenThrough: SeenThrough.MailLink } => words["SeenMailLink", moment(at)],
            { SeenAt: { } at } => words["SeenPortal", moment(at)],
        };
    }

    private static Telling Of(RecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Telling;
    }

    private static string Area(string code) => code.Split('.')[0];

    private static string Pascal(string area) => string.Concat(area.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
