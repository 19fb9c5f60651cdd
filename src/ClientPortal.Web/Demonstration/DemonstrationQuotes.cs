using System.Globalization;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Pages.Contracts;
using ClientPortal.Web.Components.Pages.Quotes;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// The studio's quotes: in English one that was accepted and became the draft of a contract, and one with an option that waits
/// for the signatory; in Russian one that was issued, and one that was declined with a reason and revised.
/// </summary>
internal static class DemonstrationQuotes
{
    private const string Calendar = "quote: calendar";
    private const string Shop = "quote: shop";
    private const string Dealers = "quote: dealers";
    private const string Editors = "quote: editors";
    private const string EditorsAgain = "quote: editors, second edition";

    private static readonly Whence Desk = new("192.0.2.61", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/141.0");

    private static readonly Guid EditorsDays = Guid.CreateVersion7();

    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(12, 9, 20, async cast => await IssueAsync(cast, Felix, Calendar, Harbour, await CalendarAsync(cast))),
        Scene.On(11, 13, 5, cast => OpenAsync(cast, Tom, Harbour, Calendar)),
        Scene.On(2, 10, 40, cast => AcceptAsync(cast, Claire, Calendar)),
        Scene.On(1, 8, 10, cast => cast.VisitAsync(Martin, Harbour, ("quote", cast.Recall(Calendar)))),
        // After Claire was here last: her home begins with what changed since.
        Scene.On(1, 11, 15, async cast => await IssueAsync(cast, Martin, Shop, Harbour, await ShopAsync(cast))),
        Scene.On(1, 16, 30, cast => OpenAsync(cast, Tom, Harbour, Shop)),

        Scene.On(16, 7, 40, async cast => await IssueAsync(cast, Vera, Editors, Vector, await EditorsAsync(cast, "4", 14, discount: null))),
        Scene.On(15, 9, 25, cast => OpenAsync(cast, Anna, Vector, Editors)),
        Scene.On(14, 12, 0, DeclineAsync),
        Scene.On(12, 8, 35, ReviseAsync),
        Scene.On(2, 6, 50, async cast => await IssueAsync(cast, Vera, Dealers, Vector, await DealersAsync(cast))),
    ];

    private static async Task IssueAsync(Cast cast, string maker, string name, string client, QuoteInput form)
    {
        var quote = await cast.DoAsync<ChangeQuotes, QuoteId>(maker, (quotes, who, command) => quotes.OpenAsync(who, command, cast.Client(client), form, cast.Cancellation));
        cast.Remember(name, quote.Value);
        await cast.DoAsync<IssueQuote, QuoteId>(maker, (issue, who, command) => issue.RunAsync(who, command, quote, 1, cast.Cancellation));
    }

    private static async Task OpenAsync(Cast cast, string email, string client, string name)
    {
        await cast.VisitAsync(email, client, ("quote", cast.Recall(name)));
        await cast.DoAsync<AnswerQuote, bool>(email, (answer, who, command) => answer.ViewAsync(who, command, QuoteId.Of(cast.Recall(name)), cast.Cancellation));
    }

    // With the options that were ticked at first, as the page is shown.
    private static async Task AcceptAsync(Cast cast, string email, string name)
    {
        var page = await PageAsync(cast, email, name);
        var input = new AnswerQuote.AcceptInput
        {
            Revision = page.Revision,
            Chosen = [.. page.Sheet.Sections.SelectMany(section => section.Lines).Where(line => line.IsChosen).Select(line => line.Key.Value)],
            Total = page.Sheet.Total.Gross.ToString(CultureInfo.InvariantCulture),
            DocumentHash = page.DocumentHash,
            Consents = true,
        };
        var evidence = new AcceptanceEvidence(SignInMethod.PasswordAndCode, cast.Now, Desk, QuoteConsent.Text(page.Language, page));
        await cast.DoAsync<AcceptQuote, QuoteAcceptanceId>(email, (accept, who, command) => accept.RunAsync(
            who, command, page.Id, input, evidence, ContractStart.OfQuote(page.Language, page.Number), cast.Cancellation));
    }

    private static async Task DeclineAsync(Cast cast)
    {
        var page = await PageAsync(cast, Anna, Editors);
        await cast.DoAsync<AnswerQuote, QuoteId>(Anna, (answer, who, command) => answer.DeclineAsync(
            who, command, page.Id, new AnswerQuote.DeclineInput { Revision = page.Revision, Reason = "Четыре дня подряд редакторы не могут отвлечься от работы. Если уложиться в два дня, согласимся." }, cast.Cancellation));
    }

    private static async Task ReviseAsync(Cast cast)
    {
        var page = await PageAsync(cast, Vera, Editors);
        var next = await cast.DoAsync<ChangeQuotes, QuoteId>(Vera, (quotes, who, command) => quotes.ReviseAsync(who, command, page.Id, page.Revision, cast.Cancellation));
        var form = await EditorsAsync(cast, "2", 30, new DiscountInput { Kind = DiscountKind.Percent, Value = "5", Reason = "Готовый учебный план от прошлой группы" });
        await cast.DoAsync<ChangeQuotes, QuoteId>(Vera, (quotes, who, command) => quotes.SaveAsync(who, command, next, form with { Revision = 1 }, cast.Cancellation));
        await cast.DoAsync<IssueQuote, QuoteId>(Vera, (issue, who, command) => issue.RunAsync(who, command, next, 2, cast.Cancellation));
        cast.Remember(EditorsAgain, next.Value);
    }

    private static Task<QuotePage> PageAsync(Cast cast, string email, string name) => cast.ReadAsync<QuoteReads, QuotePage>(
        email, (reads, actor) => reads.PageAsync(actor, QuoteId.Of(cast.Recall(name)), chosen: null, asOf: null, cast.Cancellation));

    private static async Task<QuoteInput> CalendarAsync(Cast cast) => new()
    {
        Title = "Events calendar and newsletter",
        Language = Language.English,
        Currency = "GBP",
        Introduction = "As we discussed: readers see what happens in the shop, and hear of it by mail before it does.",
        ValidUntil = DayAfter(cast, 21),
        Sections =
        [
            new SectionInput
            {
                Title = "Calendar",
                Lines =
                [
                    await LineAsync(cast, "GBP", "DESIGN", "Events pages, on phone and desktop", "3", "Calendar"),
                    await LineAsync(cast, "GBP", "BUILD", "Calendar with booking of seats", "6.5", "Calendar"),
                ],
            },
            new SectionInput
            {
                Title = "Newsletter",
                Lines =
                [
                    await LineAsync(cast, "GBP", "BUILD", "Newsletter drawn from the calendar", "2", "Newsletter"),
                    await LineAsync(cast, "GBP", "COPY", "Texts of the first letters", "4", "Newsletter") with { IsOptional = true, IsSuggested = true },
                ],
            },
        ],
        Discounts = [new DiscountInput { Kind = DiscountKind.Percent, Value = "5", Reason = "Second project in one year" }],
    };

    private static async Task<QuoteInput> ShopAsync(Cast cast) => new()
    {
        Title = "Paying by card and delivery",
        Language = Language.English,
        Currency = "GBP",
        Introduction = "Readers pay in the shop's website and have their books sent. What we left out of the first contract, now that collection works well.",
        ValidUntil = DayAfter(cast, 16),
        Sections =
        [
            new SectionInput
            {
                Title = "Payment",
                Lines =
                [
                    await LineAsync(cast, "GBP", "ANALYSIS", "Steps of payment, returns and vouchers", "2", "Payment"),
                    await LineAsync(cast, "GBP", "BUILD", "Paying by card in the checkout", "7", "Payment"),
                    new LineInput
                    {
                        Key = Guid.CreateVersion7(),
                        Description = "Audit of the checkout by an independent tester",
                        Unit = PriceUnit.Piece,
                        Quantity = "1",
                        Stage = "Payment",
                        Price = new PriceInput { Base = "120", Subcontractors = "900", MarginPercent = "8", TaxPercent = "20" },
                        Justification = "In no list yet: the tester's own price and our day of preparation",
                    },
                ],
            },
            new SectionInput
            {
                Title = "Delivery",
                Lines =
                [
                    await LineAsync(cast, "GBP", "BUILD", "Delivery rates and labels", "4.5", "Delivery"),
                    await LineAsync(cast, "GBP", "TRAIN", "Half a day with the people of the shop", "0.5", "Delivery") with { IsOptional = true, IsSuggested = true },
                    await LineAsync(cast, "GBP", "CARE", "Support during the first Christmas", "2", "Delivery") with { IsOptional = true },
                ],
            },
        ],
        Discounts = [new DiscountInput { Kind = DiscountKind.Percent, Value = "7.5", Reason = "Built on what is there already" }],
    };

    private static async Task<QuoteInput> DealersAsync(Cast cast) => new()
    {
        Title = "Личный кабинет дилера",
        Language = Language.Russian,
        Currency = "RUB",
        Introduction = "Дилер видит свои заявки, сроки и цены без звонка менеджеру.",
        ValidUntil = DayAfter(cast, 20),
        Sections =
        [
            new SectionInput
            {
                Title = "Кабинет",
                Lines =
                [
                    await LineAsync(cast, "RUB", "ANALIZ", "Интервью с четырьмя дилерами", "3", "Исследование"),
                    await LineAsync(cast, "RUB", "DIZAIN", "Страницы кабинета", "5", "Кабинет"),
                    await LineAsync(cast, "RUB", "KOD", "Заявки, сроки и личные цены", "14,5", "Кабинет"),
                ],
            },
            new SectionInput
            {
                Title = "Дополнительно",
                Lines = [await LineAsync(cast, "RUB", "PODDERZHKA", "Поддержка кабинета", "6", "Поддержка") with { IsOptional = true }],
            },
        ],
        Discounts = [new DiscountInput { Kind = DiscountKind.Fixed, Value = "35000", Reason = "Анализ подбора по параметрам уже сделан" }],
    };

    private static async Task<QuoteInput> EditorsAsync(Cast cast, string days, int validDays, DiscountInput? discount) => new()
    {
        Title = "Обучение редакторов каталога",
        Language = Language.Russian,
        Currency = "RUB",
        ValidUntil = DayAfter(cast, validDays),
        Sections = [new SectionInput { Lines = [await LineAsync(cast, "RUB", "OBUCHENIE", "Занятия с редакторами в вашем офисе", days, "Обучение") with { Key = EditorsDays }] }],
        Discounts = discount is null ? [] : [discount],
    };

    private static async Task<LineInput> LineAsync(Cast cast, string currency, string code, string description, string quantity, string stage)
    {
        var found = await cast.ReadAsync<PricingReads, IReadOnlyList<PublishedPrice>>(
            Felix, async (reads, actor) => await reads.FindAsync(actor, Currency.Of(currency), code, cast.Cancellation));
        return new LineInput { Key = Guid.CreateVersion7(), Item = found.Single(price => price.Terms.Code == code).Id.Value, Description = description, Quantity = quantity, Stage = stage };
    }

    private static DateOnly DayAfter(Cast cast, int days) => DateOnly.FromDateTime(cast.Now.UtcDateTime).AddDays(days);
}
