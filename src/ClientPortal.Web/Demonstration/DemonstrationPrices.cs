using ClientPortal.Domain.Pricing;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// The studio's price lists: one in pounds with English names and one in roubles with Russian ones, each published twice, months apart
/// and with a reason, and each with a next version in work.
/// </summary>
internal static class DemonstrationPrices
{
    private const string Pounds = "prices: pounds";
    private const string Roubles = "prices: roubles";

    private static IReadOnlyList<ChangePriceItems.Input> EnglishItems { get; } =
    [
        Item("ANALYSIS", "Analysis and interviews", "", PriceUnit.Day, "Day rate of a senior analyst, travel within the town", "420", "", "", "20", "25", "20"),
        Item("DESIGN", "Design of pages", "", PriceUnit.Day, "Day rate of a senior designer", "420", "", "", "15", "25", "20"),
        Item("BUILD", "Programming", "", PriceUnit.Day, "Day rate of a developer with five years of experience", "460", "", "", "10", "22.5", "20"),
        Item("COPY", "Copywriting", "", PriceUnit.Page, "Offer of the copywriter and our own reading", "35", "", "60", "", "15", "20"),
        Item("TRAIN", "Training at your place", "", PriceUnit.Day, "Day rate of a trainer, travel and printed matter", "390", "", "", "45", "20", "20"),
        Item("PHOTO", "Product photograph", "", PriceUnit.Piece, "Offer of the photographer", "", "2.50", "18", "1.25", "12.5", "20"),
        Item("CARE", "Support after launch", "", PriceUnit.Month, "Six hours of a developer, the offer of the data centre", "310", "", "40", "25", "20", "20"),
    ];

    private static IReadOnlyList<ChangePriceItems.Input> RussianItems { get; } =
    [
        Item("ANALIZ", "", "Анализ и интервью", PriceUnit.Day, "Дневная ставка старшего аналитика, поездки по городу", "24000", "", "", "1500", "25", "20"),
        Item("DIZAIN", "", "Дизайн страниц", PriceUnit.Day, "Дневная ставка старшего дизайнера", "26000", "", "", "800", "25", "20"),
        Item("KOD", "", "Программирование", PriceUnit.Day, "Дневная ставка разработчика с опытом от пяти лет", "27800", "", "", "600", "22.5", "20"),
        Item("KARTOCHKA", "", "Карточка товара", PriceUnit.Piece, "Полчаса редактора и обработка снимков", "640", "35", "180", "", "18", "20"),
        Item("OBUCHENIE", "", "Обучение редакторов", PriceUnit.Day, "Дневная ставка преподавателя, поездка, раздатка", "21000", "", "", "2500", "20", "20"),
        Item("PODDERZHKA", "", "Поддержка после запуска", PriceUnit.Month, "Шесть часов разработчика, предложение дата-центра", "18500", "", "4000", "1200", "20", "20"),
    ];

    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(203, 9, 0, cast => OpenAsync(cast, Pounds, "Services and rates", "", "GBP", "Europe/London", EnglishItems)),
        Scene.On(203, 9, 40, cast => PublishAsync(cast, Pounds, 0, 150, null, "", "First list in the portal: the rates we have worked at since the beginning of the year.")),
        Scene.On(202, 7, 0, cast => OpenAsync(cast, Roubles, "", "Услуги и ставки", "RUB", "Europe/Moscow", RussianItems)),
        Scene.On(202, 7, 30, cast => PublishAsync(cast, Roubles, 0, 160, null, "", "Первый список в портале: ставки, по которым мы работаем с начала года.")),
        Scene.On(70, 10, 0, cast => RaiseAsync(cast, Pounds, ("DESIGN", "440"), ("BUILD", "480"))),
        Scene.On(70, 10, 20, cast => PublishAsync(cast, Pounds, 30, 12, "3.6", "Consumer prices of the last twelve months", "Pay of designers and developers rose in spring. Everything else stays as it was.")),
        Scene.On(68, 8, 0, cast => RaiseAsync(cast, Roubles, ("KOD", "29500"))),
        Scene.On(68, 8, 30, cast => PublishAsync(cast, Roubles, 30, 20, "8.2", "Рост потребительских цен за год", "Подорожала работа разработчиков. Остальные ставки прежние.")),
        Scene.On(2, 11, 0, cast => RaiseAsync(cast, Pounds, ("CARE", "330"))),
        Scene.On(2, 11, 20, cast => AddAsync(cast, Felix, Pounds, new ChangePriceItems.Input
        {
            Code = "AUD",
            NameEnglish = "Accessibility audit",
            Unit = PriceUnit.Custom,
            UnitText = "per site",
            Basis = "An offer of the auditor is asked for.",
        })),
        Scene.On(1, 8, 0, cast => RaiseAsync(cast, Roubles, ("DIZAIN", "27200"))),
    ];

    private static async Task OpenAsync(Cast cast, string name, string english, string russian, string currency, string zone, IReadOnlyList<ChangePriceItems.Input> items)
    {
        var list = await cast.DoAsync<ChangePriceLists, PriceListId>(Felix, (change, who, command) => change.OpenAsync(
            who, command, new ChangePriceLists.Input { NameEnglish = english, NameRussian = russian, Currency = currency, Zone = zone }, cast.Cancellation));
        cast.Remember(name, list.Value);
        foreach (var item in items) await AddAsync(cast, Felix, name, item);
    }

    private static async Task AddAsync(Cast cast, string email, string name, ChangePriceItems.Input item)
    {
        var list = PriceListId.Of(cast.Recall(name));
        var revision = (await DraftAsync(cast, name)).Revision;
        await cast.DoAsync<ChangePriceItems, PriceItemId>(email, (change, who, command) => change.AddAsync(who, command, list, item with { Revision = revision }, cast.Cancellation));
    }

    private static async Task RaiseAsync(Cast cast, string name, params (string Code, string Base)[] raised)
    {
        var list = PriceListId.Of(cast.Recall(name));
        foreach (var (code, cost) in raised)
        {
            var draft = await DraftAsync(cast, name);
            var item = draft.Items.Single(item => item.Terms.Code == code);
            var input = (name == Pounds ? EnglishItems : RussianItems).Single(known => known.Code == code);
            await cast.DoAsync<ChangePriceItems, PriceItemId>(Felix, (change, who, command) => change.ChangeAsync(
                who, command, list, item.Id, input with { Revision = draft.Revision, Price = input.Price! with { Base = cost } }, cast.Cancellation));
        }
    }

    private static async Task PublishAsync(Cast cast, string name, int from, int review, string? index, string indexReason, string reason)
    {
        var list = PriceListId.Of(cast.Recall(name));
        var draft = await DraftAsync(cast, name);
        await cast.DoAsync<ChangePriceLists, PriceListId>(Felix, (change, who, command) => change.ChangeAsync(
            who, command, list,
            new ChangePriceLists.Input
            {
                Revision = draft.Revision,
                NameEnglish = draft.Details.NameEnglish,
                NameRussian = draft.Details.NameRussian,
                EffectiveFrom = draft.Today.AddDays(from),
                ReviewOn = draft.Today.AddDays(from + review),
                IndexPercent = index,
                IndexReason = indexReason,
            },
            cast.Cancellation));
        var revision = (await DraftAsync(cast, name)).Revision;
        await cast.DoAsync<PublishPriceList, PriceListVersionId>(Felix, (publish, who, command) => publish.RunAsync(
            who, command, list, new PublishPriceList.Input { Revision = revision, Reason = reason }, cast.Cancellation));
    }

    private static Task<PriceDraftPage> DraftAsync(Cast cast, string name) =>
        cast.ReadAsync<PricingReads, PriceDraftPage>(Felix, (reads, actor) => reads.DraftAsync(actor, PriceListId.Of(cast.Recall(name)), cast.Cancellation));

    private static ChangePriceItems.Input Item(
        string code, string english, string russian, PriceUnit unit, string basis, string work, string materials, string subcontractors, string other, string margin, string tax) => new()
        {
            Code = code,
            NameEnglish = english,
            NameRussian = russian,
            Unit = unit,
            Basis = basis,
            Price = new PriceInput { Base = work, Materials = materials, Subcontractors = subcontractors, Other = other, MarginPercent = margin, TaxPercent = tax },
        };
}
