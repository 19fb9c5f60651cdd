using ClientPortal.Documents.Records;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Logs;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Sentences;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The record as a statement: a PDF with the filters of its page, sealed with the portal's certificate where there is one.</summary>
internal static class RecordStatement
{
    /// <summary>Entries in one statement: some two hundred pages.</summary>
    public const int Most = 1_000;

    /// <summary>What the address of the record says when a statement would have been longer.</summary>
    public const string TooLong = "too-long";

    public static void MapStatement(this WebApplication app)
    {
        // What is wrong with the certificate is said at the start.
        app.Services.GetRequiredService<PortalSeal>();
        app.MapGet("/record.pdf", StateAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/contracts/{contract:guid}/record.pdf", StateAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task StateAsync(
        string? client, string? contract, string? kind, string? person, string? from, string? to,
        HttpContext context, RecordReads reads, RecordLook looks, RecordSaying say, Reader reader, IStringLocalizer<RecordWords> words,
        IStringLocalizer<Frame> frame, IOptions<PortalOptions> portal, PortalSeal seal, TimeProvider clock)
    {
        var query = RecordQuery.Read(client, contract, kind, person, from, to);
        var rows = new LeavingRows(context, query.Filter(reader.Zone.Id), reads, looks);
        if (await rows.FirstAsync() is not { } first)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await rows.AtMostAsync(first, Most) is not { } leaving)
        {
            context.Response.Redirect(query.On(context.Request.Path.Value![..^".pdf".Length], ("statement", TooLong)));
            return;
        }

        var entries = leaving.Select(row => Entry(row, say, words)).ToList();
        var now = clock.GetUtcNow();
        var of = first.Contract is { } about ? $"{about.Number}, {about.Title}" : first.Client?.Name ?? words["StatementOfAll"];
        var document = StatementDocument.Print(new StatementPaper(
            reader.Culture, portal.Value.ProviderName, of, Scope(query, first, entries.Count, context.User.Actor().Name, say.Moment(now), reader, words, frame), entries, now));
        context.Response.ContentType = "application/pdf";
        context.Response.NameFile(RecordExport.FileName(first, query, "pdf"));
        await context.Response.Body.WriteAsync(seal.Seal?.Apply(document, words["StatementSealed"], now) ?? document, context.RequestAborted);
    }

    private static List<(string Label, string Value)> Scope(
        RecordQuery query, RecordPage page, int entries, string by, string at, Reader reader, IStringLocalizer<RecordWords> words, IStringLocalizer<Frame> frame)
    {
        var scope = new List<(string Label, string Value)>();
        if (page.Client is { } client) scope.Add((words["CsvClient"], client.Name));
        if (page.Contract is { } contract) scope.Add((words["CsvContract"], $"{contract.Number}, {contract.Title}"));
        if (query.Kind is { Length: > 0 } kind) scope.Add((words["CsvKind"], FactWords.Kinds(reader.Culture).First(known => known.Code == kind).Name));
        if (query.Person is { } person) scope.Add((words["CsvActor"], page.Choices.People.FirstOrDefault(known => known.Id == person)?.Name ?? person.ToString()));
        scope.Add((words["StatementPeriod"], words["StatementDays", Day(query.From, words["StatementBeginning"]), Day(query.To, words["StatementNow"])]));
        scope.Add((words["StatementEntries"], entries.ToString(reader.Culture)));
        scope.Add((words["StatementMade"], words["StatementMadeBy", by, at]));
        scope.Add((words["StatementZone"], TimeZones.Said(frame, reader.Zone.Id)));
        if (page.Log is { } log) scope.Add((words["StatementKey"], log.Keys[^1]));
        return scope;

        string Day(DateOnly? day, string otherwise) => day?.ToString("d MMMM yyyy", reader.Culture) ?? otherwise;
    }

    private static StatementEntry Entry(RecordRow row, RecordSaying say, IStringLocalizer<RecordWords> words) => new(
        string.Join(" · ", new[] { say.Moment(row.At), row.Place is { } place ? words[place.Log == LogId.Installation ? "PlacedInstallation" : "Placed", place.Index].Value : null, row.Telling.ClientName, row.Contract?.Number }.Where(part => part is not null)),
        say.Heading(row),
        row.Telling.Personal.GetValueOrDefault("text"),
        row.Telling.Personal.GetValueOrDefault("reason"),
        [.. say.Changes(row).Select(change => (change.What, change.Old, change.New))],
        [.. row.Told.Select(told => $"{told.Name}: {string.Join("; ", say.Steps(told))}")]);
}
