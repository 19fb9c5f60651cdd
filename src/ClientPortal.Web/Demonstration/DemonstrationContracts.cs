using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Shared;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// The studio's contracts: a website in English, whose dates moved by agreement, whose terms of payment stayed and whose
/// price is being discussed; the upkeep of a catalogue in Russian; and a website in Russian that waits for its second signature.
/// </summary>
internal static class DemonstrationContracts
{
    /// <summary>The English contract's name among what the cast remembers.</summary>
    internal const string Website = "contract: website";

    /// <summary>The name of the Russian contract in force.</summary>
    internal const string Upkeep = "contract: upkeep";

    private const string Site = "contract: site";
    private const string Later = "amendment: later";
    private const string Payment = "amendment: payment";
    private const string Dearer = "amendment: dearer";
    private const string London = "Europe/London";
    private const string Moscow = "Europe/Moscow";
    private const string Fair = "amendment: fair";

    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(200, 9, 15, cast => OfferAsync(cast, Martin, Website, Harbour, WebsiteTerms(cast))),
        Scene.On(199, 16, 20, cast => cast.VisitAsync(Tom, Harbour, ("contract", cast.Recall(Website)))),
        Scene.On(198, 8, 50, cast => SignAsync(cast, Claire, Website)),
        Scene.On(197, 10, 5, cast => SignAsync(cast, Martin, Website)),
        Scene.DayBegins(196, London),
        Scene.On(130, 7, 30, cast => OfferAsync(cast, Vera, Upkeep, Vector, UpkeepTerms(cast))),
        Scene.On(129, 9, 10, cast => SignAsync(cast, Martin, Upkeep)),
        Scene.On(128, 12, 45, cast => SignAsync(cast, Anna, Upkeep)),
        Scene.DayBegins(125, Moscow),
        Scene.On(110, 6, 15, cast => cast.VisitAsync(Igor, Vector, ("contract", cast.Recall(Upkeep)))),

        Scene.On(95, 10, 5, LaterAsync),
        Scene.On(94, 15, 30, cast => CommentAsync(
            cast, Claire, Later, "Two weeks are right for us. The opening of the shop on the quay does not depend on it.")),
        Scene.On(93, 9, 0, cast => AgreeAsync(cast, Claire, Later)),
        Scene.On(92, 9, 20, cast => SignChangeAsync(cast, Claire, Later)),
        Scene.On(92, 11, 40, cast => SignChangeAsync(cast, Martin, Later)),
        Scene.DayBegins(78, London),
        Scene.On(77, 17, 5, cast => cast.VisitAsync(Tom, Harbour, ("contract", cast.Recall(Website)), ("amendment", cast.Recall(Later)))),

        Scene.On(60, 10, 30, PaymentAsync),
        Scene.On(58, 13, 15, cast => cast.DoAsync<DiscussAmendment, AmendmentId>(Martin, async (discuss, who, command) => await discuss.DeclineAsync(
            who, command, AmendmentId.Of(cast.Recall(Payment)),
            new ReasonInput { Revision = await RevisionAsync(cast, Martin, Payment), Reason = "We pay our people and subcontractors monthly. We can offer two instalments a stage in place of a longer term." },
            cast.Cancellation))),
        Scene.On(57, 8, 0, cast => cast.VisitAsync(Claire, Harbour, ("amendment", cast.Recall(Payment)))),

        Scene.On(40, 8, 25, FairAsync),
        Scene.On(39, 7, 50, cast => AgreeAsync(cast, Vera, Fair)),
        Scene.On(38, 9, 5, cast => SignChangeAsync(cast, Martin, Fair)),
        Scene.On(37, 10, 10, cast => SignChangeAsync(cast, Anna, Fair)),
        Scene.On(37, 10, 30, cast => cast.VisitAsync(Anna, Vector, ("amendment", cast.Recall(Fair)))),
        Scene.DayBegins(35, Moscow),

        Scene.On(5, 8, 0, cast => OfferAsync(cast, Vera, Site, Vector, SiteTerms(cast))),
        Scene.On(5, 8, 40, cast => cast.VisitAsync(Vera, Vector, ("contract", cast.Recall(Site)))),
        Scene.On(4, 10, 45, DearerAsync),
        Scene.On(3, 9, 30, cast => SignAsync(cast, Martin, Site)),
        Scene.On(3, 12, 0, cast => cast.VisitAsync(Igor, Vector, ("contract", cast.Recall(Site)))),
        Scene.On(3, 12, 10, cast => AskAsync(
            cast, Igor, Site, ClauseKind.ClientDuties, "Чертежи части оборудования хранятся у завода и приходят за три недели. Если мы предупредим об этом заранее, срок этапа тоже сдвинется?")),
        Scene.On(2, 7, 20, cast => AskAsync(
            cast, Vera, Site, ClauseKind.ClientDuties, "Да, на столько же рабочих дней, так сказано в пункте «Сроки». Назовите эти позиции до начала второго этапа: начнём с остальных, и сдвигать, скорее всего, не придётся.")),
        Scene.On(2, 14, 10, cast => CommentAsync(
            cast, Claire, Dearer, "How were the eight hours used so far? We want to see it before we agree to more.", stage: 2)),
        Scene.On(2, 14, 30, cast => cast.VisitAsync(Claire, Harbour, ("amendment", cast.Recall(Dearer)))),
        Scene.On(1, 9, 55, cast => CommentAsync(
            cast, Martin, Dearer, "All eight of the first month, and three beyond them that we did not charge. The last report says for what.", stage: 2)),
    ];

    private static async Task OfferAsync(Cast cast, string manager, string name, string client, SaveDraft.Input terms)
    {
        var contract = await cast.DoAsync<SaveDraft, ContractId>(manager, (save, who, command) => save.BeginAsync(who, command, cast.Client(client), terms, cast.Cancellation));
        cast.Remember(name, contract.Value);
        await cast.DoAsync<OfferContract, TermsVersionId>(
            manager, (offer, who, command) => offer.OfferAsync(who, command, contract, new OfferContract.Input { Revision = 1 }, cast.Cancellation));
    }

    private static Task SignAsync(Cast cast, string email, string name)
    {
        var contract = ContractId.Of(cast.Recall(name));
        return cast.SignAsync(
            email,
            (reads, actor) => reads.ContractAsync(actor, contract, LanguageOf(email), cast.Cancellation),
            (services, who, command, input, evidence) => services.GetRequiredService<SignContract>().RunAsync(who, command, contract, input, evidence, cast.Cancellation));
    }

    private static Task SignChangeAsync(Cast cast, string email, string name)
    {
        var amendment = AmendmentId.Of(cast.Recall(name));
        return cast.SignAsync(
            email,
            (reads, actor) => reads.AmendmentAsync(actor, amendment, LanguageOf(email), cast.Cancellation),
            (services, who, command, input, evidence) => services.GetRequiredService<SignAmendment>().RunAsync(who, command, amendment, input, evidence, cast.Cancellation));
    }

    private static async Task LaterAsync(Cast cast)
    {
        var terms = await TermsAsync(cast, Martin, Website);
        var (build, support) = (terms.Stages[1], terms.Stages[2]);
        await ProposeAsync(cast, Martin, Website, Later, -78,
            "The texts for the catalogue came fourteen days after the day agreed. Design and build end fourteen days later, and support begins as much later.",
            Dates(build, build.From, build.To.AddDays(14)), Dates(support, support.From.AddDays(14), support.To.AddDays(14)));
    }

    private static async Task PaymentAsync(Cast cast)
    {
        var clause = (await TermsAsync(cast, Claire, Website)).Clauses.Single(clause => clause.Kind == ClauseKind.Payment);
        await ProposeAsync(cast, Claire, Website, Payment, -20,
            "Our suppliers are paid within thirty days. We ask for the same term here.",
            Reworded(clause, clause.Text.Replace("ten working days", "thirty days", StringComparison.Ordinal)));
    }

    private static async Task DearerAsync(Cast cast)
    {
        var terms = await TermsAsync(cast, Martin, Website);
        var (support, duties) = (terms.Stages[2], terms.Clauses.Single(clause => clause.Kind == ClauseKind.ProviderDuties));
        await ProposeAsync(cast, Martin, Website, Dearer, 35,
            "In its first three weeks small changes took eleven hours, three more than the eight of a month, and the list of wishes is long. We propose eleven hours a month; the price rises for the months that are left.",
            Reworded(duties, duties.Text.Replace("eight hours", "eleven hours", StringComparison.Ordinal)),
            new DraftAmendment.ChangeInput { Kind = DraftAmendment.ChangeKind.StagePrice, Stage = support.Id.Value, Price = "7350" });
    }

    private static async Task FairAsync(Cast cast)
    {
        var second = (await TermsAsync(cast, Anna, Upkeep)).Stages[1];
        await ProposeAsync(cast, Anna, Upkeep, Fair, -35,
            "Выставка перенесена на неделю, каталог нужен к её открытию. Второй квартал работ заканчиваем на неделю позже.",
            Dates(second, second.From, second.To.AddDays(7)));
    }

    private static async Task ProposeAsync(
        Cast cast, string email, string contractName, string name, int effectiveIn, string reason, params List<DraftAmendment.ChangeInput> changes)
    {
        var contract = ContractId.Of(cast.Recall(contractName));
        var input = new DraftAmendment.Input { Reason = reason, EffectiveOn = cast.Today.AddDays(effectiveIn), Changes = changes };
        var amendment = await cast.DoAsync<DraftAmendment, AmendmentId>(email, (draft, who, command) => draft.BeginAsync(who, command, contract, input, cast.Cancellation));
        cast.Remember(name, amendment.Value);
        var page = await cast.ReadAsync<AmendmentReads, AmendmentDraftPage>(email, (reads, actor) => reads.DraftAsync(actor, contract, amendment, cast.Cancellation));
        await cast.DoAsync<SendAmendment, AmendmentId>(email, (send, who, command) => send.RunAsync(
            who, command, amendment, new SendAmendment.Input { DraftRevision = page.DraftRevision, Revision = page.Revision }, cast.Cancellation));
    }

    private static async Task CommentAsync(Cast cast, string email, string name, string text, int? stage = null)
    {
        var about = stage is { } index ? (await TermsAsync(cast, email, Website)).Stages[index].Id.Value : (Guid?)null;
        await cast.DoAsync<DiscussAmendment, AmendmentCommentId>(email, (discuss, who, command) => discuss.CommentAsync(
            who, command, AmendmentId.Of(cast.Recall(name)), new DiscussAmendment.CommentInput { Text = text, Stage = about }, cast.Cancellation));
    }

    private static async Task AskAsync(Cast cast, string email, string name, ClauseKind about, string text)
    {
        var clause = (await TermsAsync(cast, email, name)).Clauses.Single(clause => clause.Kind == about).Id.Value;
        await cast.DoAsync<CommentOnContract, ContractCommentId>(email, (comment, who, command) => comment.RunAsync(
            who, command, ContractId.Of(cast.Recall(name)), new CommentOnContract.Input { Offer = 1, Text = text, Clause = clause }, cast.Cancellation));
    }

    private static async Task AgreeAsync(Cast cast, string email, string name)
    {
        var revision = await RevisionAsync(cast, email, name);
        await cast.DoAsync<DiscussAmendment, AmendmentId>(email, (discuss, who, command) => discuss.AgreeAsync(
            who, command, AmendmentId.Of(cast.Recall(name)), new DiscussAmendment.AgreeInput { Revision = revision }, cast.Cancellation));
    }

    private static async Task<int> RevisionAsync(Cast cast, string email, string name) => (await cast.ReadAsync<AmendmentReads, AmendmentPage>(
        email, (reads, actor) => reads.PageAsync(actor, AmendmentId.Of(cast.Recall(name)), revision: null, cast.Cancellation))).Revision;

    private static async Task<Terms> TermsAsync(Cast cast, string email, string name) => (await cast.ReadAsync<ContractReads, ContractPage>(
        email, (reads, actor) => reads.PageAsync(actor, ContractId.Of(cast.Recall(name)), asOf: null, cast.Cancellation))).Terms!;

    private static DraftAmendment.ChangeInput Dates(Domain.Contracts.Stages.Stage stage, DateOnly from, DateOnly to) =>
        new() { Kind = DraftAmendment.ChangeKind.StageDates, Stage = stage.Id.Value, From = from, To = to };

    private static DraftAmendment.ChangeInput Reworded(Clause clause, string text) =>
        new() { Kind = DraftAmendment.ChangeKind.RewordClause, Clause = clause.Id.Value, Heading = clause.Heading, Text = text };

    private static Language LanguageOf(string email) => People.Single(known => known.Email == email).Language;

    private static SaveDraft.Input WebsiteTerms(Cast cast) => new()
    {
        Number = $"{cast.Now.Year}-001",
        Title = "Website and support",
        Currency = "GBP",
        Zone = "Europe/London",
        Language = Language.English,
        StartsOn = cast.Today.AddDays(-196),
        EndsOn = cast.Today.AddDays(168),
        ResponsibleStaff = cast.Recall(Martin),
        ResponsibleClient = cast.Recall(Claire),
        Clauses =
        [
            Clause(ClauseKind.Scope, "Scope", "Northlight Studio designs and builds a new website for Harbour Books with a catalogue, events and orders for collection in the shop, and supports it for six months after it opens.\nCopywriting, photography and payment by card are not part of this contract."),
            Clause(ClauseKind.ProviderDuties, "Duties of the studio", "The studio names one person who answers for the work, shows results every second week, and answers questions within one working day. Faults that keep visitors from ordering are mended within four working hours. Support holds eight hours of small changes a month."),
            Clause(ClauseKind.ClientDuties, "Duties of Harbour Books", "Harbour Books delivers texts, cover pictures and the list of titles at least ten working days before the stage that needs them ends, and decides open questions within three working days."),
            Clause(ClauseKind.Schedule, "Schedule", "The work is done in three stages. The first and the last day of each stand in the list of stages. When material comes late, the stage moves by the same number of working days, by an amendment."),
            Clause(ClauseKind.Acceptance, "Acceptance", "Within five working days after the results of a stage are handed over, Harbour Books accepts them in the portal or says there what does not match this contract. The portal reminds Harbour Books while these days run. Silence is not acceptance: a stage is accepted when Harbour Books says so in the portal."),
            Clause(ClauseKind.Price, "Price", "The price of each stage is fixed and stands in the list of stages; VAT is added to it. It changes only by an amendment that both sides have signed."),
            Clause(ClauseKind.Payment, "Payment", "Thirty per cent of a stage is paid when it begins, the rest within ten working days after it is accepted. Support is paid monthly in equal parts."),
            Clause(ClauseKind.Confidentiality, "Confidentiality", "Each side keeps secret what it learns about the other and is not public, during the contract and for two years after it. Sales figures and customers' data never leave the systems agreed on."),
            Clause(ClauseKind.NoticePeriod, "Changes to this contract", "Either side proposes changes in the portal. A change applies when both sides have signed it, and not before the notice periods of this contract have passed."),
        ],
        Stages =
        [
            Stage("Research and prototype", cast, -196, -150, "8400", "Interviews with five customers and three booksellers\nSite map\nClickable prototype of catalogue and order", Martin, Claire),
            Stage("Design and build", cast, -149, -35, "21600", "Design of all pages for phone and desktop\nWorking website on the agreed server\nImport of the catalogue", Martin, Claire),
            Stage("Support", cast, -34, 146, "6300", "Monthly report of visits and orders\nFaults mended in the agreed time\nSmall changes within the hours of this contract", Martin, Claire),
        ],
    };

    private static SaveDraft.Input UpkeepTerms(Cast cast) => new()
    {
        Number = $"{cast.Now.Year}-002",
        Title = "Поддержка каталога",
        Currency = "RUB",
        Zone = "Europe/Moscow",
        Language = Language.Russian,
        StartsOn = cast.Today.AddDays(-125),
        EndsOn = cast.Today.AddDays(240),
        ResponsibleStaff = cast.Recall(Vera),
        ResponsibleClient = cast.Recall(Anna),
        Clauses =
        [
            Clause(ClauseKind.Scope, "Предмет договора", "Исполнитель поддерживает каталог оборудования на действующем сайте: обновляет карточки, исправляет ошибки, готовит выгрузки для дилеров.\nРазработка нового сайта в этот договор не входит."),
            Clause(ClauseKind.ProviderDuties, "Обязанности исполнителя", "Исполнитель отвечает на заявки в течение рабочего дня, ошибки исправляет за два рабочих дня, раз в месяц присылает список сделанного."),
            Clause(ClauseKind.ClientDuties, "Обязанности заказчика", "Заказчик передаёт описания и цены не позже чем за пять рабочих дней до нужной даты."),
            Clause(ClauseKind.Acceptance, "Приёмка", "В течение пяти рабочих дней после отчёта за квартал заказчик принимает работы в портале или пишет там замечания. Молчание не означает согласия."),
            Clause(ClauseKind.Price, "Цена", "Цена каждого квартала твёрдая и указана в списке этапов; НДС начисляется сверх неё."),
            Clause(ClauseKind.Payment, "Оплата", "Заказчик платит за квартал в течение десяти рабочих дней после приёмки."),
            Clause(ClauseKind.NoticePeriod, "Изменение договора", "Каждая сторона предлагает изменения в портале. Изменение действует, когда его подписали обе стороны, и не раньше, чем пройдут сроки предупреждения по этому договору."),
        ],
        Stages =
        [
            Stage("Первый квартал", cast, -125, -35, "186000", "Обновлённые карточки 240 позиций\nВыгрузка для дилеров раз в неделю", Vera, Anna),
            Stage("Второй квартал", cast, -34, 55, "186000", "Раздел запасных частей\nКаталог к отраслевой выставке", Vera, Anna),
            Stage("Третий квартал", cast, 56, 146, "186000", "Карточки новой линейки\nВыгрузка для дилеров раз в неделю", Vera, Anna),
        ],
    };

    private static SaveDraft.Input SiteTerms(Cast cast) => new()
    {
        Number = $"{cast.Now.Year}-003",
        Title = "Сайт и поддержка",
        Currency = "RUB",
        Zone = "Europe/Moscow",
        Language = Language.Russian,
        StartsOn = cast.Today.AddDays(7),
        EndsOn = cast.Today.AddDays(310),
        ResponsibleStaff = cast.Recall(Vera),
        ResponsibleClient = cast.Recall(Anna),
        Clauses =
        [
            Clause(ClauseKind.Scope, "Предмет договора", "Исполнитель проектирует и разрабатывает новый сайт компании «Вектор» с каталогом оборудования, подбором по параметрам и заявками, а после открытия поддерживает его полгода.\nТексты, фотографии и перевод на другие языки в работы не входят."),
            Clause(ClauseKind.ProviderDuties, "Обязанности исполнителя", "Исполнитель назначает одного ответственного, показывает результаты раз в две недели и отвечает на вопросы в течение рабочего дня. Ошибки, из-за которых нельзя отправить заявку, исправляет за четыре рабочих часа."),
            Clause(ClauseKind.ClientDuties, "Обязанности заказчика", "Заказчик передаёт описания и изображения оборудования не позже чем за десять рабочих дней до конца этапа, на котором они нужны, и решает открытые вопросы за три рабочих дня."),
            Clause(ClauseKind.Schedule, "Сроки", "Работы выполняются в три этапа, их первый и последний дни указаны в списке этапов. Если материалы пришли позже, срок этапа сдвигается на столько же рабочих дней изменением договора."),
            Clause(ClauseKind.Acceptance, "Приёмка", "В течение пяти рабочих дней после передачи результатов этапа заказчик принимает их в портале или пишет там, что не соответствует договору. Пока эти дни идут, портал напоминает о них заказчику. Молчание не означает согласия: этап принят, когда заказчик сам сообщил об этом в портале."),
            Clause(ClauseKind.Price, "Цена", "Цена каждого этапа твёрдая и указана в списке этапов; НДС начисляется сверх неё. Её меняет только изменение договора, подписанное обеими сторонами."),
            Clause(ClauseKind.Payment, "Оплата", "Тридцать процентов цены этапа заказчик платит в начале этапа, остальное в течение десяти рабочих дней после приёмки. Поддержку оплачивает ежемесячно равными частями."),
            Clause(ClauseKind.Confidentiality, "Конфиденциальность", "Каждая сторона хранит в тайне непубличные сведения о другой во время действия договора и два года после него."),
            Clause(ClauseKind.NoticePeriod, "Изменение договора", "Каждая сторона предлагает изменения в портале. Изменение действует, когда его подписали обе стороны, и не раньше, чем пройдут сроки предупреждения по этому договору."),
        ],
        Stages =
        [
            Stage("Исследование и прототип", cast, 7, 48, "412000", "Интервью с шестью покупателями\nСтруктура сайта\nПрототип каталога и подбора", Vera, Anna),
            Stage("Дизайн и разработка", cast, 49, 126, "1284500,50", "Дизайн страниц для телефона и компьютера\nРаботающий сайт на сервере заказчика\nЗагрузка каталога", Vera, Anna),
            Stage("Поддержка", cast, 127, 310, "360000", "Ежемесячный отчёт о посещениях и заявках\nИсправление ошибок в согласованный срок\nДо десяти часов доработок в месяц", Vera, Anna),
        ],
    };

    private static SaveDraft.ClauseInput Clause(ClauseKind kind, string heading, string text) => new() { Kind = kind, Heading = heading, Text = text };

    private static SaveDraft.StageInput Stage(string name, Cast cast, int from, int to, string price, string deliverables, string staff, string client) => new()
    {
        Name = name,
        From = cast.Today.AddDays(from),
        To = cast.Today.AddDays(to),
        Price = price,
        Deliverables = deliverables,
        ResponsibleStaff = cast.Recall(staff),
        ResponsibleClient = cast.Recall(client),
    };
}
