using System.Globalization;
using ClientPortal.Documents.Tables;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>The record of a contract as a table, for who may read it. That it left the portal is noted first.</summary>
internal static class RecordExport
{
    public static void AddRecord(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<Amendments.AmendmentSaying>().AddScoped<RecordSaying>();

    public static void MapRecord(this WebApplication app) =>
        app.MapGet("/contracts/{id:guid}/record.csv", ExportAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task ExportAsync(
        Guid id, string? kind, Guid? person, DateOnly? from, DateOnly? to, HttpContext context, RecordReads reads, RecordLook looks, RecordSaying say,
        Reader reader, IStringLocalizer<RecordWords> words)
    {
        var actor = context.User.Actor();
        var filter = new RecordQuery(kind, person, from, to).Filter(reader.Zone.Id);
        if (await reads.OfContractAsync(actor, ContractId.Of(id), filter, null, context.RequestAborted) is not { } first)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await looks.RecordAsync(actor.Person, new LookedAt(first.Client, "contract", id, LookKind.Exported, context.Whence().Address), context.RequestAborted);
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{string.Concat(first.Number.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'))}-record.csv");
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = name.ToString();
        context.Response.Headers.CacheControl = "private, no-store";
        await CsvTable.WriteAsync(
            context.Response.Body, [.. Columns.Select(column => words[column].Value)], RowsAsync(actor, first, filter, reads, say, words, context.RequestAborted), context.RequestAborted);
    }

    private static readonly string[] Columns =
        ["CsvAt", "CsvWho", "CsvKind", "CsvWhat", "CsvAmendment", "CsvReason", "CsvField", "CsvOld", "CsvNew", "CsvTold", "CsvEntry"];

    // One line for each old and new, so that a spreadsheet can sort by them; an entry without any has one.
    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        Actor actor, RecordPage? page, RecordFilter filter, RecordReads reads, RecordSaying say, IStringLocalizer<RecordWords> words,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (page is not null)
        {
            foreach (var row in page.Rows)
            {
                var changes = say.Changes(row.Values);
                foreach (var change in changes.DefaultIfEmpty(new RecordChange("", null, null)))
                {
                    yield return
                    [
                        row.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
                        row.ActorName ?? words[row.Actor is null ? "ThePortal" : "Somebody"],
                        row.Code,
                        say.Sentence(row),
                        row.AmendmentNumber?.ToString(CultureInfo.InvariantCulture),
                        row.Personal.GetValueOrDefault("reason") ?? row.Personal.GetValueOrDefault("text"),
                        change.What, change.Old, change.New,
                        string.Join("; ", row.Deliveries.Select(delivery => $"{delivery.Name}: {say.Delivery(delivery)}")),
                        row.Id.ToString(),
                    ];
                }
            }

            page = page.Next is { } next ? await reads.OfContractAsync(actor, page.Contract, filter, next, cancellation) : null;
        }
    }
}
