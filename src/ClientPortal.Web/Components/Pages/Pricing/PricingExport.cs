using System.Globalization;
using System.Runtime.CompilerServices;
using ClientPortal.Documents.Tables;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Pricing;

/// <summary>A published version as a table, for everybody who is signed in. What is public to all clients leaves no note of who took it.</summary>
internal static class PricingExport
{
    private static readonly string[] Columns =
        ["CsvCode", "NameEnglish", "NameRussian", "Unit", "CsvCurrency", "Base", "Materials", "Subcontractors", "Other", "MarginPercent", "Margin", "CsvNet", "TaxPercent", "Tax", "CsvGross", "Basis"];

    public static void AddPricing(this WebApplicationBuilder builder) => builder.Services.AddScoped<PricingSaying>();

    public static void MapPricing(this WebApplication app) =>
        app.MapGet("/prices/{id:guid}/prices.csv", ExportAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task ExportAsync(
        Guid id, int? version, HttpContext context, PricingReads reads, PricingSaying say, IStringLocalizer<PricingWords> words)
    {
        var actor = context.User.Actor();
        if (await reads.PublishedAsync(actor, PriceListId.Of(id), new PublishedQuery { Number = version }, context.RequestAborted) is not { } first)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.NameFile($"{PriceCodes.FromName(first.Version.NameIn(PricingSaying.Language))}-{first.Version.Number}.csv");
        await CsvTable.WriteAsync(
            context.Response.Body, [.. Columns.Select(column => words[column].Value)], RowsAsync(actor, first, reads, say, context.RequestAborted), context.RequestAborted);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        Actor actor, PriceVersionPage? page, PricingReads reads, PricingSaying say, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (page is not null)
        {
            foreach (var item in page.Items) yield return Row(item, page.Currency, say);
            page = page.Next is { } next ? await reads.VersionAsync(actor, page.Version.Id, next, cancellation) : null;
        }
    }

    private static string?[] Row(PublishedPrice item, Currency currency, PricingSaying say)
    {
        var (terms, price) = (item.Terms, item.Price);
        return
        [
            terms.Code, terms.NameEnglish, terms.NameRussian, say.Unit(terms), currency.Code, Amount(price.Base), Amount(price.Materials), Amount(price.Subcontractors), Amount(price.Other),
            Number(price.MarginPercent), Amount(price.Margin), Amount(price.Net), Number(price.TaxPercent), Amount(price.Tax), Amount(price.Gross), terms.Basis,
        ];

        string Amount(decimal amount) => amount.ToString($"F{currency.Digits}", CultureInfo.InvariantCulture);

        static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
