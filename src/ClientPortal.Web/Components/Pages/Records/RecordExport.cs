using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ClientPortal.Documents.Tables;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Records;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Sentences;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The record as a table, with the filters of its page. That it left the portal is noted for each client before the first of its entries.</summary>
internal static class RecordExport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const int Narrow = 22, Wide = 60;

    private static readonly (string Word, XlsxKind Kind, int Width)[] Columns =
    [
        ("CsvAt", XlsxKind.Moment, Narrow), ("CsvClient", XlsxKind.Text, Narrow), ("CsvContract", XlsxKind.Text, Narrow), ("CsvActor", XlsxKind.Text, Narrow), ("CsvKind", XlsxKind.Text, Narrow),
        ("CsvWhat", XlsxKind.Text, Wide), ("CsvReason", XlsxKind.Text, Wide), ("CsvField", XlsxKind.Text, Narrow), ("CsvOld", XlsxKind.Text, Wide), ("CsvNew", XlsxKind.Text, Wide),
        ("CsvTold", XlsxKind.Text, Wide), ("CsvEntry", XlsxKind.Text, Narrow), ("CsvLog", XlsxKind.Text, Narrow), ("CsvNumber", XlsxKind.Number, Narrow),
    ];

    public static void AddRecord(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<Amendments.AmendmentSaying>().AddScoped<RecordSaying>().AddScoped<VerificationSaying>();

    public static void MapRecord(this WebApplication app)
    {
        foreach (var (format, write) in Formats)
        {
            app.MapGet($"/record.{format}", Export).RequireAuthorization(Policies.SignedIn);
            app.MapGet($"/contracts/{{contract:guid}}/record.{format}", Export).RequireAuthorization(Policies.SignedIn);

            Task Export(
                string? client, string? contract, string? kind, string? person, string? from, string? to,
                HttpContext context, RecordReads reads, RecordLook looks, RecordSaying say, Reader reader, IStringLocalizer<RecordWords> words) =>
                ExportAsync(format, write, new Export(RecordQuery.Read(client, contract, kind, person, from, to), context, reads, looks, say, reader), context, words);
        }
    }

    private static readonly (string Name, Func<Export, RecordPage, HttpResponse, IStringLocalizer<RecordWords>, Task> Write)[] Formats = [("csv", CsvAsync), ("xlsx", XlsxAsync), ("json", JsonAsync)];

    private static async Task ExportAsync(
        string format, Func<Export, RecordPage, HttpResponse, IStringLocalizer<RecordWords>, Task> write, Export export, HttpContext context, IStringLocalizer<RecordWords> words)
    {
        if (await export.Rows.FirstAsync() is not { } first)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.NameFile(FileName(first, export.Query, format));
        await write(export, first, context.Response, words);
    }

    private static Task CsvAsync(Export export, RecordPage first, HttpResponse response, IStringLocalizer<RecordWords> words)
    {
        response.ContentType = "text/csv; charset=utf-8";
        return CsvTable.WriteAsync(response.Body, [.. Columns.Select(column => words[column.Word].Value)], export.CellsAsync(first), response.HttpContext.RequestAborted);
    }

    private static Task XlsxAsync(Export export, RecordPage first, HttpResponse response, IStringLocalizer<RecordWords> words)
    {
        response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        XlsxColumn[] header = [.. Columns.Select(column => new XlsxColumn(words[column.Word].Value, column.Kind, column.Width))];
        return XlsxTable.WriteAsync(response.Body, words["RecordTitle"], header, export.CellsAsync(first), response.HttpContext.RequestAborted);
    }

    private static async Task JsonAsync(Export export, RecordPage first, HttpResponse response, IStringLocalizer<RecordWords> words)
    {
        response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.Body, export.EntriesAsync(first), Json, response.HttpContext.RequestAborted);
    }

    /// <summary>The name of a file: the contract's number or the client's name, where it is of one, and the days where they were asked for.</summary>
    internal static string FileName(RecordPage page, RecordQuery query, string format)
    {
        var of = page.Contract?.Number ?? page.Client?.Name;
        string?[] parts = [of is null ? null : string.Concat(of.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')), "record", Day(query.From), Day(query.To)];
        return $"{string.Join('-', parts.OfType<string>())}.{format}";

        static string? Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    }

    private sealed class Export(RecordQuery query, HttpContext context, RecordReads reads, RecordLook looks, RecordSaying say, Reader reader)
    {
        public RecordQuery Query => query;

        public LeavingRows Rows { get; } = new(context, query.Filter(reader.Zone.Id), reads, looks);

        // One line for each old and new, so that a spreadsheet can sort by them; an entry without any has one.
        public async IAsyncEnumerable<IReadOnlyList<string?>> CellsAsync(RecordPage first)
        {
            await foreach (var row in Rows.AllAsync(first))
            {
                foreach (var change in say.Changes(row).DefaultIfEmpty(new FactChange("", null, null))) yield return Cells(row, change);
            }
        }

        public async IAsyncEnumerable<ExportedEntry> EntriesAsync(RecordPage first)
        {
            await foreach (var row in Rows.AllAsync(first)) yield return Entry(row);
        }

        private ExportedEntry Entry(RecordRow row) => new(
            row.Id.ToString(), row.At.ToUniversalTime(), row.Code, row.Client?.ToString(), row.Telling.ClientName, row.Contract?.Id.ToString(), row.Contract?.Number,
            row.Actor?.ToString(), FactWords.Actor(row.Telling, reader.Culture), say.Sentence(row), RecordSaying.Why(row),
            [.. say.Changes(row).Select(change => new ExportedChange(change.What, change.Old, change.New))],
            [.. row.Told.Select(told => new ExportedTelling(
                told.Person.ToString(), told.Name, told.At.ToUniversalTime(), told.SeenAt?.ToUniversalTime(), told.SeenThrough?.ToString(), [.. told.Deliveries.Select(Mail)],
                [.. say.ExportedSteps(told)]))],
            row.Place?.Log.ToString(), row.Place?.Index);

        private static ExportedMail Mail(ToldOutside mail) => new(
            mail.State.ToString(), mail.QueuedAt.ToUniversalTime(), mail.SentAt?.ToUniversalTime(), mail.NextAttemptAt?.ToUniversalTime(),
            [.. mail.Failures.Select(failure => new ExportedFailure(failure.At.ToUniversalTime(), failure.Fault))]);

        private string?[] Cells(RecordRow row, FactChange change) =>
        [
            row.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            row.Telling.ClientName,
            row.Contract?.Number,
            FactWords.Actor(row.Telling, reader.Culture),
            row.Code,
            say.Sentence(row),
            RecordSaying.Why(row),
            change.What, change.Old, change.New,
            string.Join("\n", row.Told.Select(told => $"{told.Name}: {string.Join("; ", say.ExportedSteps(told))}")),
            row.Id.ToString(),
            row.Place?.Log.ToString(),
            row.Place?.Index.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private sealed record ExportedEntry(
        string Id, DateTimeOffset At, string Code, string? ClientId, string? Client, string? ContractId, string? Contract, string? ActorId, string Actor, string Sentence, string? Why,
        IReadOnlyList<ExportedChange> Changes, IReadOnlyList<ExportedTelling> Told, string? Log, long? Number);

    private sealed record ExportedChange(string What, string? Old, string? New);

    private sealed record ExportedTelling(
        string PersonId, string Who, DateTimeOffset ToldAt, DateTimeOffset? SeenAt, string? SeenThrough, IReadOnlyList<ExportedMail> Mail, IReadOnlyList<string> Steps);

    private sealed record ExportedMail(string State, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? NextAttemptAt, IReadOnlyList<ExportedFailure> Failures);

    private sealed record ExportedFailure(DateTimeOffset At, string Fault);
}
