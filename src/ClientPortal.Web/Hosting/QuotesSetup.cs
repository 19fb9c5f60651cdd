using System.Globalization;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Tables;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Quotes;
using ClientPortal.Web.Access;
using ClientPortal.Web.Components.Pages.Quotes;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Hosting;

/// <summary>What quotes need beside their pages: the printer, and the addresses at which document and table leave the portal.</summary>
internal static class QuotesSetup
{
    private static readonly string[] Columns =
    [
        "CsvSection", "CsvCode", "CsvWhat", "CsvQuantity", "CsvUnit", "CsvPrice", "CsvList", "CsvDiscount", "CsvNet", "CsvTaxPercent", "CsvTax", "CsvGross", "CsvOption", "CsvStage",
    ];

    public static void AddQuotes(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IQuoteRenderer, QuoteRenderer>().AddScoped<QuoteSaying>();

    public static void MapQuotes(this WebApplication app)
    {
        app.MapGet("/quotes/{id:guid}/document", DocumentAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/quotes/{id:guid}/acceptance", AcceptanceAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/quotes/{id:guid}/lines", LinesAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> DocumentAsync(Guid id, bool? save, HttpContext context, QuoteReads reads, RecordLook looks)
    {
        var document = await reads.DocumentAsync(context.User.Actor(), QuoteId.Of(id), context.RequestAborted);
        return document is null ? Results.NotFound() : await SendAsync(id, document, document.Number, save, context, looks);
    }

    private static async Task<IResult> AcceptanceAsync(Guid id, bool? save, HttpContext context, QuoteReads reads, RecordLook looks)
    {
        var document = await reads.AcceptedDocumentAsync(context.User.Actor(), QuoteId.Of(id), context.RequestAborted);
        return document is null ? Results.NotFound() : await SendAsync(id, document, $"{document.Number}-accepted", save, context, looks);
    }

    private static async Task<IResult> SendAsync(Guid id, QuoteFile document, string name, bool? save, HttpContext context, RecordLook looks)
    {
        // Noted first: what leaves the portal is recorded, or does not leave.
        await looks.RecordAsync(context.User.Actor().Person, new LookedAt(document.Client, "quote", id, LookKind.Downloaded, context.Whence().Address), context.RequestAborted);
        context.Response.NameFile($"{name}.pdf", save == true);
        return Results.Bytes(document.File.Content, "application/pdf");
    }

    private static async Task<IResult> LinesAsync(Guid id, HttpContext context, QuoteReads reads, RecordLook looks, QuoteSaying say, IStringLocalizer<QuoteWords> words)
    {
        var actor = context.User.Actor();
        if (await reads.PageAsync(actor, QuoteId.Of(id), chosen: null, asOf: null, context.RequestAborted) is not { } quote) return Results.NotFound();
        await looks.RecordAsync(actor.Person, new LookedAt(quote.Client, "quote", id, LookKind.Exported, context.Whence().Address), context.RequestAborted);
        context.Response.NameFile($"{quote.Number}.csv");
        return Results.Bytes(
            CsvTable.Write([.. Columns.Select(column => words[column, quote.Sheet.Currency.Code].Value)], [.. Rows(quote.Sheet, say, words)]), "text/csv; charset=utf-8");
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(QuoteSheet sheet, QuoteSaying say, IStringLocalizer<QuoteWords> words)
    {
        foreach (var section in sheet.Sections)
        {
            foreach (var line in section.Lines)
            {
                var (terms, amounts) = (line.Terms, line.Amounts);
                yield return
                [
                    section.Title, terms.Code, terms.Description, Number(terms.Quantity), say.Unit(terms.Unit, terms.UnitText), Number(terms.Price.Net), Number(amounts.List),
                    Number(amounts.Discount), Number(amounts.Net), Number(terms.Price.TaxPercent), Number(amounts.Tax), Number(amounts.Gross),
                    terms.IsOptional ? words[line.IsChosen ? "CsvChosen" : "CsvNotChosen"].Value : null, terms.Stage,
                ];
            }
        }

        var total = sheet.Total;
        yield return
        [
            words["Total"], null, null, null, null, null, Number(total.List), Number(total.Discount), Number(total.Net), null, Number(total.Tax), Number(total.Gross), null, null,
        ];
    }

    private static string Number(decimal number) => number.ToString("0.00##", CultureInfo.InvariantCulture);
}
