using ClientPortal.Domain.Pricing;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>The prices the demonstration's quotes take: one list in pounds, one in roubles, both published half a year ago.</summary>
internal static class DemonstrationQuotePrices
{
    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(210, 10, 0, cast => PublishAsync(cast, "GBP", "Europe/London", "Services of the studio", string.Empty,
        [
            new("ANALYSIS", "Analysis and interviews", string.Empty, PriceUnit.Day, "420", "20", string.Empty, "25"),
            new("DESIGN", "Design of pages", string.Empty, PriceUnit.Day, "440", "15", string.Empty, "25"),
            new("BUILD", "Programming", string.Empty, PriceUnit.Day, "480", "10", string.Empty, "22.5"),
            new("COPY", "Copywriting", string.Empty, PriceUnit.Page, "35", string.Empty, "60", "15"),
            new("TRAIN", "Training at your place", string.Empty, PriceUnit.Day, "390", "45", string.Empty, "20"),
            new("CARE", "Support after launch", string.Empty, PriceUnit.Month, "310", "25", "40", "20"),
        ])),
        Scene.On(210, 10, 30, cast => PublishAsync(cast, "RUB", "Europe/Moscow", string.Empty, "Услуги студии",
        [
            new("ANALIZ", string.Empty, "Анализ и интервью", PriceUnit.Day, "24000", "1500", string.Empty, "25"),
            new("DIZAIN", string.Empty, "Дизайн страниц", PriceUnit.Day, "26000", "800", string.Empty, "25"),
            new("KOD", string.Empty, "Программирование", PriceUnit.Day, "29500", "600", string.Empty, "22,5"),
            new("OBUCHENIE", string.Empty, "Обучение редакторов", PriceUnit.Day, "21000", "2500", string.Empty, "20"),
            new("PODDERZHKA", string.Empty, "Поддержка после запуска", PriceUnit.Month, "18500", "1200", "4000", "20"),
        ])),
    ];

    private static async Task PublishAsync(Cast cast, string currency, string zone, string english, string russian, Known[] prices)
    {
        var list = await cast.DoAsync<ChangePriceLists, PriceListId>(Felix, (lists, who, command) => lists.OpenAsync(who, command, new ChangePriceLists.Input
        {
            NameEnglish = english,
            NameRussian = russian,
            Currency = currency,
            Zone = zone,
            EffectiveFrom = DateOnly.FromDateTime(cast.Now.UtcDateTime),
        }, cast.Cancellation));
        foreach (var price in prices)
        {
            var revision = await RevisionAsync(cast, list);
            await cast.DoAsync<ChangePriceItems, PriceItemId>(Felix, (items, who, command) => items.AddAsync(who, command, list, new ChangePriceItems.Input
            {
                Revision = revision,
                Code = price.Code,
                NameEnglish = price.English,
                NameRussian = price.Russian,
                Unit = price.Unit,
                Price = new PriceInput { Base = price.Base, Other = price.Other, Subcontractors = price.Subcontractors, MarginPercent = price.Margin, TaxPercent = "20" },
            }, cast.Cancellation));
        }

        var last = await RevisionAsync(cast, list);
        await cast.DoAsync<PublishPriceList, PriceListVersionId>(Felix, (publish, who, command) => publish.RunAsync(
            who, command, list, new PublishPriceList.Input { Revision = last, Reason = english.Length > 0 ? "The first list in the portal" : "Первый прайс-лист в портале" }, cast.Cancellation));
    }

    private static async Task<int> RevisionAsync(Cast cast, PriceListId list) =>
        (await cast.ReadAsync<PricingReads, PriceDraftPage>(Felix, (reads, actor) => reads.DraftAsync(actor, list, cast.Cancellation))).Revision;

    private sealed record Known(string Code, string English, string Russian, PriceUnit Unit, string Base, string Other, string Subcontractors, string Margin);
}
