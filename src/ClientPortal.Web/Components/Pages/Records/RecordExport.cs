using System.Globalization;
using System.Runtime.CompilerServices;
using ClientPortal.Documents.Tables;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Sentences;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The record as a table, with the filters of its page. That it left the portal is noted for each client before the first of its entries.</summary>
internal static class RecordExport
{
    private static readonly string[] Columns =
        ["CsvAt", "CsvClient", "CsvContract", "CsvActor", "CsvKind", "CsvWhat", "CsvReason", "CsvField", "CsvOld", "CsvNew", "CsvTold", "CsvEntry"];

    public static void AddRecord(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<Amendments.AmendmentSaying>().AddScoped<RecordSaying>().AddScoped<VerificationSaying>();

    public static void MapRecord(this WebApplication app)
    {
        app.MapGet("/record.csv", ExportAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/contracts/{contract:guid}/record.csv", ExportAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task ExportAsync(
        string? client, string? contract, string? kind, string? person, string? from, string? to,
        HttpContext context, RecordReads reads, RecordLook looks, RecordSaying say, Reader reader, IStringLocalizer<RecordWords> words)
    {
        var export = new Export(context, RecordQuery.Read(client, contract, kind, person, from, to).Filter(reader.Zone.Id), reads, looks, say, reader);
        if (await export.PageAsync(null) is not { } first)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.NameFile($"{FileName(first)}record.csv");
        await CsvTable.WriteAsync(context.Response.Body, [.. Columns.Select(column => words[column].Value)], export.RowsAsync(first, context.RequestAborted), context.RequestAborted);
    }

    private static string FileName(RecordPage page) =>
        (page.Contract?.Number ?? page.Client?.Name) is { } of ? $"{string.Concat(of.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'))}-" : "";

    private sealed class Export(HttpContext context, RecordFilter filter, RecordReads reads, RecordLook looks, RecordSaying say, Reader reader)
    {
        private readonly Actor _actor = context.User.Actor();
        private readonly HashSet<ClientId> _noted = [];

        public Task<RecordPage?> PageAsync(string? after) => reads.PageAsync(_actor, filter, after, context.RequestAborted);

        // One line for each old and new, so that a spreadsheet can sort by them; an entry without any has one.
        public async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(RecordPage? page, [EnumeratorCancellation] CancellationToken cancellation)
        {
            while (page is not null)
            {
                foreach (var row in page.Rows)
                {
                    await NoteAsync(row, page.Contract, cancellation);
                    foreach (var change in say.Changes(row).DefaultIfEmpty(new FactChange("", null, null))) yield return Cells(row, change);
                }

                page = page.Next is { } next ? await PageAsync(next) : null;
            }
        }

        private string?[] Cells(RecordRow row, FactChange change) =>
        [
            row.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            row.Telling.ClientName,
            row.Contract?.Number,
            FactWords.Actor(row.Telling, reader.Culture),
            row.Code,
            say.Sentence(row),
            row.Telling.Personal.GetValueOrDefault("reason") ?? row.Telling.Personal.GetValueOrDefault("text"),
            change.What, change.Old, change.New,
            string.Join("\n", row.Told.Select(told => $"{told.Name}: {string.Join("; ", say.Steps(told))}")),
            row.Id.ToString(),
        ];

        private async Task NoteAsync(RecordRow row, RecordContract? contract, CancellationToken cancellation)
        {
            if (row.Client is not { } client || !_noted.Add(client)) return;
            var (kind, id) = contract is null ? (RecordView.SubjectKind, client.Value) : ("contract", contract.Id.Value);
            await looks.RecordAsync(_actor.Person, new LookedAt(client, kind, id, LookKind.Exported, context.Whence().Address), cancellation);
        }
    }
}
