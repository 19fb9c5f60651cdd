using System.Globalization;
using System.Security.Cryptography;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Documents.Tests;

/// <summary>Documents as a portal would print them, in both languages.</summary>
internal static class Samples
{
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    public static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");
    public static readonly DateTimeOffset MadeAt = new(2026, 2, 20, 9, 30, 0, TimeSpan.Zero);

    public static ContractPaper Contract(CultureInfo language) => Contract(language, clausesInEach: 2);

    public static ContractPaper Contract(CultureInfo language, int clausesInEach)
    {
        var russian = language == Russian;
        var clauses = Enum.GetValues<ClauseKind>()
            .SelectMany(kind => Enumerable.Range(0, clausesInEach).Select(i => new ClausePaper(kind, Clause(russian, i))))
            .ToArray();
        return new ContractPaper(
            language,
            "2026/014",
            3,
            russian ? "Сайт и его поддержка" : "Website and its support",
            Provider(russian),
            Client(russian),
            new DateOnly(2026, 3, 1),
            "Europe/Moscow",
            "RUB",
            1_234_567.5m,
            clauses,
            [
                new StagePaper(
                    russian ? "Исследование и прототип" : "Research and prototype",
                    new DateOnly(2026, 3, 1),
                    new DateOnly(2026, 4, 14),
                    234_567.5m,
                    russian ? ["Карта сайта", "Прототип главной страницы"] : ["Site map", "Prototype of the main page"],
                    russian ? "М. Орлова, И. Котов" : "M. Orlova, I. Kotov"),
                new StagePaper(
                    russian ? "Вёрстка и наполнение" : "Markup and content",
                    new DateOnly(2026, 4, 15),
                    new DateOnly(2026, 7, 31),
                    1_000_000m,
                    russian ? ["Рабочий сайт", "Руководство редактора"] : ["Working site", "Editor's manual"],
                    string.Empty),
            ],
            [
                new NoticePaper(NoticeKind.Price, 30),
                new NoticePaper(NoticeKind.Dates, 14),
                new NoticePaper(NoticeKind.Scope, 21),
                new NoticePaper(NoticeKind.Termination, 1),
            ],
            [
                new ResponsiblePaper(false, russian ? "Мария Орлова" : "Maria Orlova", russian ? "ведёт проект" : "runs the project", "orlova@provider.example"),
                new ResponsiblePaper(true, russian ? "Иван Котов" : "Ivan Kotov", russian ? "принимает работы" : "accepts the work", "+7 900 000-00-00"),
            ],
            MadeAt);
    }

    public static AmendmentPaper Amendment(CultureInfo language)
    {
        var russian = language == Russian;
        return new AmendmentPaper(
            language,
            "2",
            "2026/014",
            russian ? "Сайт и его поддержка" : "Website and its support",
            Provider(russian),
            Client(russian),
            russian
                ? "Тексты для раздела «Услуги» пришли на неделю позже, и в этап добавили перевод на английский язык."
                : "The texts for the section “Services” came a week late, and a translation into English was added to the stage.",
            russian ? "Анна Белова, заказчик" : "Anna Belova, client",
            new DateOnly(2026, 4, 1),
            new DateOnly(2026, 5, 2),
            russian ? "Прошу применить изменения сразу. А. Белова, 2 апреля" : "Please apply the changes at once. A. Belova, 2 April",
            "Europe/Moscow",
            "RUB",
            [
                new ClauseChangePaper("4.1", ClauseKind.Acceptance, russian
                    ? Redline.Between(
                        "Заказчик принимает результат в течение пяти рабочих дней и пишет замечания в портале.",
                        "Заказчик принимает результат в течение семи календарных дней и пишет замечания в портале одним списком.")
                    : Redline.Between(
                        "The client accepts the result within five working days and writes remarks in the portal.",
                        "The client accepts the result within seven calendar days and writes remarks in the portal as one list.")),
                new ClauseChangePaper("12.3", ClauseKind.Custom, Redline.Between(
                    null,
                    russian ? "Исполнитель переводит раздел «Услуги» на английский язык." : "The provider translates the section “Services” into English.")),
            ],
            [
                new StageChangePaper(
                    russian ? "Вёрстка и наполнение" : "Markup and content",
                    new StageTerms(new DateOnly(2026, 4, 15), new DateOnly(2026, 7, 31), 1_000_000m),
                    new StageTerms(new DateOnly(2026, 4, 15), new DateOnly(2026, 8, 7), 1_045_000m)),
                new StageChangePaper(russian ? "Перевод" : "Translation", null, new StageTerms(new DateOnly(2026, 8, 8), new DateOnly(2026, 8, 31), 80_000m)),
            ],
            1_234_567.5m,
            1_359_567.5m,
            MadeAt);
    }

    public static QuotePaper Quote(CultureInfo language) => Quote(language, linesInEach: 4);

    public static QuotePaper Quote(CultureInfo language, int linesInEach)
    {
        var russian = language == Russian;
        var names = russian ? new[] { "Проектирование", "Разработка", "Сопровождение" } : ["Design", "Development", "Support"];
        var sections = names.Select((name, s) =>
        {
            var lines = Enumerable.Range(0, linesInEach).Select(i => Line(russian, s, i)).ToArray();
            return new QuoteSectionPaper(name, lines, lines.Where(line => line.Choice != LineChoice.OptionNotChosen).Sum(line => line.Amount));
        }).ToArray();
        var subtotal = sections.Sum(section => section.Total);
        const decimal discount = 15_000m;
        var tax = decimal.Round((subtotal - discount) * 0.2m, 2);
        return new QuotePaper(
            language,
            "Q-2026-014-r2",
            "Q-2026-014",
            russian ? "Сайт для «Вектора»" : "Website for Vector",
            russian ? "Как договорились при встрече." : "As we said when we met.",
            Provider(russian),
            Client(russian),
            new DateOnly(2026, 11, 30),
            "Europe/Moscow",
            "RUB",
            sections,
            subtotal,
            [new DiscountPaper(russian ? "за объём" : "for volume", russian ? "больше трёх разделов, правило 4" : "more than three sections, rule 4", discount)],
            [new TaxPaper(20m, tax)],
            subtotal - discount + tax,
            [new StageTotalPaper(russian ? "Первый этап" : "First stage", sections[0].Total), new StageTotalPaper(russian ? "Второй этап" : "Second stage", sections[1].Total + sections[2].Total)],
            new string('7', 64),
            MadeAt);
    }

    public static QuotePaper Accepted(CultureInfo language) => Quote(language) with
    {
        Acceptance = new AcceptancePaper(
            language == Russian ? "Иван Котов" : "Ivan Kotov", new DateTimeOffset(2026, 2, 21, 18, 3, 11, TimeSpan.FromHours(3)), SignInMethod.PasswordAndCode, "203.0.113.7", "Firefox 140, Linux",
            language == Russian ? "Я принимаю это предложение." : "I accept this quote.", new string('5', 64)),
    };

    public static SignedPaper Signed(CultureInfo language, byte[] offered)
    {
        var russian = language == Russian;
        var digest = Convert.ToHexString(SHA256.HashData(offered));
        var consent = russian
            ? "Я прочитала документ целиком, согласна с ним и подписываю его от имени заказчика простой электронной подписью."
            : "I have read the whole document, agree to it and sign it for the client with an electronic signature.";
        return new SignedPaper(
            language,
            "2026/014",
            russian ? "Сайт и его поддержка" : "Website and its support",
            Provider(russian).Name,
            offered,
            [
                new SignatureEvidence(
                    Provider(russian).Signatory, Provider(russian).SignatoryPosition, Provider(russian).Name,
                    new DateTimeOffset(2026, 2, 21, 18, 3, 11, TimeSpan.FromHours(3)), "Europe/Moscow",
                    SignInMethod.PasswordAndCode, "203.0.113.7", "Firefox 140, Linux", digest, consent),
                new SignatureEvidence(
                    Client(russian).Signatory, Client(russian).SignatoryPosition, Client(russian).Name,
                    new DateTimeOffset(2026, 2, 22, 10, 15, 0, TimeSpan.FromHours(5)), "Asia/Yekaterinburg",
                    SignInMethod.Passkey, "2001:db8::17", "Safari 26, iPhone", digest, consent),
            ]);
    }

    private static QuoteLinePaper Line(bool russian, int section, int i)
    {
        var quantity = i % 3 + 1.5m;
        var parts = new CompositionPaper(4_000m + 310 * i, 700m, 250.25m, 120m, 18m, 912.6m + i);
        var choice = i switch { 1 => LineChoice.OptionChosen, 2 => LineChoice.OptionNotChosen, _ => LineChoice.Included };
        return new QuoteLinePaper(
            russian ? $"Работа {section + 1}-{i + 1}: макет страницы" : $"Work {section + 1}-{i + 1}: layout of a page",
            i % 2 == 0 ? null : russian ? "с двумя кругами правок" : "with two rounds of edits",
            quantity,
            russian ? "час" : "hour",
            parts.Price,
            decimal.Round(quantity * parts.Price, 2),
            choice,
            parts);
    }

    private static PartyPaper Provider(bool russian) => russian
        ? new PartyPaper("ООО «Ромашка»", "ИНН 7701234567\n101000, Москва, ул. Мясницкая, 1", "Пётр Петров", "директор, по уставу")
        : new PartyPaper("Daisy LLC", "Company No. 7701234567\n1 Market Street, London", "Peter Peterson", "director, by the charter");

    private static PartyPaper Client(bool russian) => russian
        ? new PartyPaper("АО «Вектор»", "ИНН 6601234567\n620000, Екатеринбург, пр. Ленина, 5", "Анна Белова", "по доверенности №~7 от 3 марта 2025 г.".Replace('~', '\u00A0'))
        : new PartyPaper("Vector JSC", "Company No. 6601234567\n5 Hill Road, Leeds", "Anna Belova", "by power of attorney No. 7 of 3 March 2025");

    private static string Clause(bool russian, int i) => russian
        ? $"Положение {i + 1}. Исполнитель делает работу, описанную в этапах, в названные там сроки и за названную там цену; всё, что этапы не называют, делают по отдельному соглашению — письменно и заранее. Замечания к результату заказчик пишет в портале, и каждое из них получает ответ в срок до двух рабочих дней."
        : $"Provision {i + 1}. The provider does the work described in the stages, by the dates and for the price named there; whatever the stages do not name is done under a separate agreement, in writing and in advance. The client writes remarks on the result in the portal, and each of them is answered within two working days.";
}
