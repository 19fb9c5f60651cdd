using System.Text;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Reports;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// What was reported on the stages of the studio's contracts: a stage accepted, one that came late and over its price with a figure
/// corrected, a decision answered, and on each contract a report that nobody has read yet.
/// </summary>
internal static class DemonstrationReports
{
    private const string Prototype = "report: prototype";
    private const string Researched = "report: researched";
    private const string Half = "report: half built";
    private const string Built = "report: built";
    private const string Quarter = "report: first quarter";

    /// <summary>What happens, in any order.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(172, 15, 20, cast => PublishAsync(cast, Martin, DemonstrationContracts.Website, 0, Prototype, new ReportInput
        {
            Summary = "Half of the interviews are done and the first prototype can be clicked through. Nothing stands in the way of the day agreed.",
            Done = "Three interviews with customers and two with booksellers\nSite map, discussed with Tom on Tuesday\nPrototype of the catalogue: search, list, one title",
            Results = "Customers look for a book by its author first, then by its cover. The search begins with authors because of that.",
            NextSteps = "Two more interviews with customers\nPrototype of the order for collection",
            StartedOn = cast.Today.AddDays(-196),
            ForecastEnd = cast.Today.AddDays(-150),
            Progress = "55",
            Spent = "4100",
        })),
        Scene.On(171, 9, 10, cast => AcknowledgeAsync(cast, Tom, Prototype)),
        Scene.On(150, 16, 0, cast => PublishAsync(cast, Martin, DemonstrationContracts.Website, 0, Researched, new ReportInput
        {
            Summary = "Research and prototype are finished in time and within the price. Harbour Books can try every step from finding a title to the order for collection.",
            Done = "Eight interviews, summed up on four pages\nSite map with twenty-three pages\nPrototype of catalogue and order, tried by six people",
            Results = "Five of six people ordered a book without help. The sixth did not find the branch to collect it from; the choice of the branch stands first now.",
            NextSteps = "Design of all pages begins on Monday. We need the texts of the catalogue by the day in the schedule.",
            StartedOn = cast.Today.AddDays(-196),
            EndedOn = cast.Today.AddDays(-151),
            Progress = "100",
            Spent = "8250",
        })),
        Scene.On(149, 10, 0, cast => AcknowledgeAsync(cast, Claire, Researched)),
        Scene.On(147, 11, 30, cast => AcceptAsync(cast, Claire, Researched)),
        Scene.On(100, 17, 5, cast => PublishAsync(cast, Martin, DemonstrationContracts.Website, 1, Half, new ReportInput
        {
            Summary = "The pages are designed and the catalogue works with a hundred titles. The texts came two weeks late, so the stage will end later than planned.",
            Done = "Design of all pages for phone and desktop\nCatalogue with search on the test server\nImport of a hundred titles",
            Results = "The test server is open to everybody at Harbour Books; the address and the password went to Tom.",
            NextSteps = "Orders for collection\nImport of the remaining nine hundred titles as soon as their texts are there",
            StartedOn = cast.Today.AddDays(-149),
            ForecastEnd = cast.Today.AddDays(-21),
            Progress = "45",
            Spent = "9800",
            Because = "The texts of the catalogue came fourteen days after the day agreed. We have used the time for the design, but the import could not begin.",
            Risks = [new ReportInput.RiskInput { What = "The remaining texts may be late too", Measure = "We import what is there every Friday, so that nothing waits for the last text." }],
            Decisions = [new ReportInput.DecisionInput { What = "Should titles without a cover be shown?", Who = "Claire Whitby", By = cast.Today.AddDays(-93) }],
        })),
        Scene.On(99, 9, 40, cast => AcknowledgeAsync(cast, Claire, Half)),
        Scene.On(97, 14, 25, cast => AnswerAsync(cast, Claire, Half, "Yes, with the name of the author in place of the cover.")),
        Scene.On(22, 16, 30, cast => PublishAsync(cast, Martin, DemonstrationContracts.Website, 1, Built, Finished(cast, "22900"))),
        Scene.On(21, 10, 15, cast => AcknowledgeAsync(cast, Tom, Built)),
        Scene.On(20, 9, 30, cast => CorrectAsync(cast, Martin, Built, Finished(cast, "22400"), "One invoice of the hosting company, 500 pounds, was counted twice.")),
        Scene.On(19, 9, 50, cast => AcknowledgeAsync(cast, Claire, Built)),
        Scene.On(15, 13, 0, cast => AcceptAsync(cast, Claire, Built)),
        Scene.On(2, 16, 40, cast => PublishAsync(cast, Martin, DemonstrationContracts.Website, 2, "report: support", new ReportInput
        {
            Summary = "The website has been open for three weeks. 1,340 people looked at the catalogue and 61 ordered a book for collection. Small changes take more time than the contract holds.",
            Done = "Two faults mended within the agreed time\nReport of visits and orders\nEleven hours of small changes: new opening times, two events, a page for schools. We did not charge the three beyond the eight agreed",
            Results = "Orders for collection: 61, of which 58 were collected.",
            NextSteps = "Newsletter form\nWe wait for your answer to the amendment about the hours",
            StartedOn = cast.Today.AddDays(-20),
            ForecastEnd = cast.Today.AddDays(146),
            Progress = "12",
            Spent = "910",
            Risks = [new ReportInput.RiskInput { What = "Small changes pile up beyond the hours of the contract", Measure = "We tell you before we begin a change that goes beyond them." }],
            Decisions = [new ReportInput.DecisionInput { What = "Which three of the nine wishes on the list come first?", Who = "Tom Reyes", By = cast.Today.AddDays(6) }],
        })),

        Scene.On(36, 13, 10, cast => PublishAsync(cast, Vera, DemonstrationContracts.Upkeep, 0, Quarter, new ReportInput
        {
            Summary = "Первый квартал закончен на день раньше срока и в пределах цены. Обновлены все 240 карточек, дилеры получают выгрузку каждую пятницу.",
            Done = "Обновлены 240 карточек\nНастроена еженедельная выгрузка для дилеров\nИсправлены 11 ошибок, о которых сообщили менеджеры",
            Results = "Заявок с каталога стало больше: 74 за последний месяц против 52 за первый.",
            NextSteps = "Раздел запасных частей. Нужны схемы узлов от конструкторского отдела.",
            StartedOn = cast.Today.AddDays(-125),
            EndedOn = cast.Today.AddDays(-36),
            Progress = "100",
            Spent = "179400",
        }, new DraftReport.Attachment("карточки.csv", Encoding.UTF8.GetBytes("\uFEFFартикул;обновлена\nА-014;да\nА-015;да\nБ-102;да\n")))),
        Scene.On(34, 8, 30, cast => AcknowledgeAsync(cast, Igor, Quarter)),
        Scene.On(30, 9, 20, cast => AcceptAsync(cast, Anna, Quarter)),
        Scene.On(3, 12, 40, cast => PublishAsync(cast, Vera, DemonstrationContracts.Upkeep, 1, "report: second quarter", new ReportInput
        {
            Summary = "Раздел запасных частей открыт для половины узлов. Каталог к выставке сверстан, ждём фотографии новой линейки.",
            Done = "Раздел запасных частей: 14 узлов из 27\nМакет каталога к выставке, 48 страниц",
            Results = "За неделю раздел запасных частей открыли 310 раз.",
            NextSteps = "Остальные узлы\nФотографии новой линейки в каталог",
            StartedOn = cast.Today.AddDays(-34),
            ForecastEnd = cast.Today.AddDays(62),
            Progress = "38",
            Spent = "71500",
            Risks = [new ReportInput.RiskInput { What = "Фотографии новой линейки могут опоздать к сдаче каталога в печать", Measure = "Верстаем с рисунками, фотографии заменим до последнего дня." }],
            Decisions = [new ReportInput.DecisionInput { What = "Печатать каталог тиражом 500 или 800?", Who = "Анна Петрова", By = cast.Today.AddDays(9) }],
        })),
    ];

    private static ReportInput Finished(Cast cast, string spent) => new()
    {
        Summary = "The website is built and runs on the agreed server. It ended in time by the dates we agreed on in spring; the import cost more than planned.",
        Done = "Orders for collection in all four branches\nImport of 1,012 titles\nTraining for three people",
        Results = "The website opens on Monday. All checks of the acceptance list are passed but one: two covers are missing, and their authors' names stand there as decided.",
        NextSteps = "Support begins. The first report of visits and orders follows in three weeks.",
        StartedOn = cast.Today.AddDays(-149),
        EndedOn = cast.Today.AddDays(-22),
        Progress = "100",
        Spent = spent,
        Because = "A third of the texts had to be put in order by hand before they could be imported. The price of the stage stays as agreed.",
    };

    private static async Task PublishAsync(Cast cast, string email, string contractName, int stage, string name, ReportInput said, DraftReport.Attachment? file = null)
    {
        var contract = ContractId.Of(cast.Recall(contractName));
        var terms = (await cast.ReadAsync<ContractReads, ContractPage>(email, (reads, actor) => reads.PageAsync(actor, contract, asOf: null, cast.Cancellation))).Terms!;
        var report = await cast.DoAsync<DraftReport, ReportId>(email, (draft, who, command) => draft.BeginAsync(who, command, contract, terms.Stages[stage].Id, cast.Cancellation));
        cast.Remember(name, report.Value);
        await SaveAndPublishAsync(cast, email, report, said, file, reason: null);
    }

    private static async Task CorrectAsync(Cast cast, string email, string name, ReportInput said, string reason)
    {
        var report = ReportId.Of(cast.Recall(name));
        await cast.DoAsync<DraftReport, ReportId>(email, (draft, who, command) => draft.CorrectAsync(who, command, report, cast.Cancellation));
        await SaveAndPublishAsync(cast, email, report, said, file: null, reason);
    }

    private static async Task SaveAndPublishAsync(Cast cast, string email, ReportId report, ReportInput said, DraftReport.Attachment? file, string? reason)
    {
        var draft = await DraftAsync();
        await cast.DoAsync<DraftReport, ReportId>(email, (save, who, command) =>
            save.SaveAsync(who, command, report, said with { Revision = draft.Input.Revision }, file, detach: null, cast.Cancellation));
        draft = await DraftAsync();
        await cast.DoAsync<PublishReport, ReportId>(email, (publish, who, command) =>
            publish.RunAsync(who, command, report, new PublishReport.Input { Revision = draft.Input.Revision, Reason = reason }, cast.Cancellation));

        Task<ReportDraftPage> DraftAsync() => cast.ReadAsync<ReportReads, ReportDraftPage>(email, (reads, actor) => reads.DraftAsync(actor, report, cast.Cancellation));
    }

    private static async Task AcknowledgeAsync(Cast cast, string email, string name)
    {
        var page = await ReadAsync(cast, email, name);
        await cast.VisitAsync(email, email is Igor or Anna ? Vector : Harbour, ("report", page.Id.Value));
        await cast.DoAsync<AnswerReport, ReportId>(email, (answer, who, command) =>
            answer.AcknowledgeAsync(who, command, page.Id, new AnswerReport.Input { Revision = page.Shown.Number }, cast.Cancellation));
    }

    private static async Task AnswerAsync(Cast cast, string email, string name, string text)
    {
        var page = await ReadAsync(cast, email, name);
        await cast.DoAsync<AnswerReport, ReportCommentId>(email, (answer, who, command) =>
            answer.CommentAsync(who, command, page.Id, new AnswerReport.CommentInput { Revision = page.Shown.Number, Text = text, Decision = 1 }, cast.Cancellation));
    }

    private static async Task AcceptAsync(Cast cast, string email, string name)
    {
        var page = await ReadAsync(cast, email, name);
        await cast.DoAsync<AnswerReport, ReportId>(email, (answer, who, command) =>
            answer.AcceptStageAsync(who, command, page.Id, new AnswerReport.AcceptInput { Revision = page.Shown.Number, Confirmed = true }, cast.Cancellation));
    }

    private static Task<ReportPage> ReadAsync(Cast cast, string email, string name) => cast.ReadAsync<ReportReads, ReportPage>(
        email, (reads, actor) => reads.PageAsync(actor, ReportId.Of(cast.Recall(name)), revision: null, cast.Cancellation));
}
