using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Demonstration;

/// <summary>The studio's contracts: one in force in English, one in Russian that waits for the client's signature. Their days follow the day they are brought in.</summary>
internal sealed class DemonstrationContracts(IServiceScopeFactory scopes)
{
    private static readonly Whence Seed = new("127.0.0.1", "demonstration");

    /// <summary>Brings them in through the use cases.</summary>
    public async Task BringAsync(ClientId harbour, ClientId vector, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var martin = await PersonAsync(users, "martin@northlight.example");
        var claire = await PersonAsync(users, "claire@harbourbooks.example");
        var vera = await PersonAsync(users, "vera@northlight.example");
        var anna = await PersonAsync(users, "anna@vector.example");
        var today = DateOnly.FromDateTime(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().Date);

        var english = await OfferAsync(martin, harbour, Harbour(today, martin, claire), cancellation);
        await SignAsync(martin, english, Language.English, cancellation);
        await SignAsync(claire, english, Language.English, cancellation);
        var russian = await OfferAsync(vera, vector, Vector(today, vera, anna), cancellation);
        await SignAsync(martin, russian, Language.English, cancellation);
    }

    private async Task<ContractId> OfferAsync(PersonId manager, ClientId client, SaveDraft.Input input, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var contract = Done(await scope.ServiceProvider.GetRequiredService<SaveDraft>().BeginAsync(manager, CommandId.New(), client, input, cancellation));
        Done(await scope.ServiceProvider.GetRequiredService<OfferContract>().OfferAsync(manager, CommandId.New(), contract, new OfferContract.Input { Revision = 1 }, cancellation));
        return contract;
    }

    private async Task SignAsync(PersonId signatory, ContractId contract, Language language, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var actor = (await services.GetRequiredService<Sessions>().ResumeAsync(await BeginAsync(services, signatory, cancellation), signatory, cancellation))!;
        var page = (await services.GetRequiredService<SignReads>().ContractAsync(actor.Actor, contract, language, cancellation))!;
        var evidence = new SigningEvidence(SignInMethod.PasswordAndCode, services.GetRequiredService<TimeProvider>().GetUtcNow(), Seed.Address, Seed.Device, actor.Session);
        Done(await services.GetRequiredService<SignContract>().RunAsync(signatory, CommandId.New(), contract, new SignInput
        {
            DocumentHash = page.DocumentHash,
            ConsentVersion = page.ConsentVersion,
            ConsentLanguage = language,
            Consents = true,
        }, evidence, cancellation));
        await services.GetRequiredService<Sessions>().EndAsync(actor.Session, signatory, Seed, cancellation);
    }

    private static Task<SessionId> BeginAsync(IServiceProvider services, PersonId person, CancellationToken cancellation) =>
        services.GetRequiredService<Sessions>().BeginAsync(person, SignInMethod.PasswordAndCode, Seed, cancellation);

    private static async Task<PersonId> PersonAsync(UserManager<Person> users, string email) => (await users.FindByEmailAsync(email))!.Id;

    private static SaveDraft.Input Harbour(DateOnly today, PersonId staff, PersonId client) => new()
    {
        Number = $"{today.Year}-001",
        Title = "Website and support",
        Currency = "GBP",
        Zone = "Europe/London",
        Language = Language.English,
        StartsOn = today,
        EndsOn = today.AddDays(364),
        ResponsibleStaff = staff.Value,
        ResponsibleClient = client.Value,
        Clauses =
        [
            Clause(ClauseKind.Scope, "Scope", "Northlight Studio designs and builds a new website for Harbour Books with a catalogue, events and orders for collection in the shop, and supports it for six months after it opens.\nCopywriting, photography and payment by card are not part of this contract."),
            Clause(ClauseKind.ProviderDuties, "Duties of the studio", "The studio names one person who answers for the work, shows results every second week, and answers questions within one working day. Faults that keep visitors from ordering are mended within four working hours."),
            Clause(ClauseKind.ClientDuties, "Duties of Harbour Books", "Harbour Books delivers texts, cover pictures and the list of titles at least ten working days before the stage that needs them ends, and decides open questions within three working days."),
            Clause(ClauseKind.Schedule, "Schedule", "The work is done in three stages. The first and the last day of each stand in the list of stages. When material comes late, the stage moves by the same number of working days, by an amendment."),
            Clause(ClauseKind.Acceptance, "Acceptance", "Harbour Books accepts the results of a stage, or says in the portal what does not match this contract, within five working days after they are handed over. What nobody objects to within that time is accepted."),
            Clause(ClauseKind.Price, "Price", "The price of each stage is fixed and stands in the list of stages, without VAT. It changes only by an amendment that both sides have signed."),
            Clause(ClauseKind.Payment, "Payment", "Thirty per cent of a stage is paid when it begins, the rest within ten working days after it is accepted. Support is paid monthly in equal parts."),
            Clause(ClauseKind.Confidentiality, "Confidentiality", "Each side keeps secret what it learns about the other and is not public, during the contract and for two years after it. Sales figures and customers' data never leave the systems agreed on."),
            Clause(ClauseKind.NoticePeriod, "Changes to this contract", "Either side proposes changes in the portal. A change applies when both sides have signed it, and not before the notice periods of this contract have passed."),
        ],
        Stages =
        [
            Stage("Research and prototype", today, today.AddDays(41), "8400", "Interviews with five customers and three booksellers\nSite map\nClickable prototype of catalogue and order", staff, client),
            Stage("Design and build", today.AddDays(42), today.AddDays(139), "21600", "Design of all pages for phone and desktop\nWorking website on the agreed server\nImport of the catalogue", staff, client),
            Stage("Support", today.AddDays(140), today.AddDays(322), "6300", "Monthly report of visits and orders\nFaults mended in the agreed time\nUp to eight hours of small changes a month", staff, client),
        ],
    };

    private static SaveDraft.Input Vector(DateOnly today, PersonId staff, PersonId client) => new()
    {
        Number = $"{today.Year}-002",
        Title = "Сайт и поддержка",
        Currency = "RUB",
        Zone = "Europe/Moscow",
        Language = Language.Russian,
        StartsOn = today.AddDays(7),
        EndsOn = today.AddDays(310),
        ResponsibleStaff = staff.Value,
        ResponsibleClient = client.Value,
        Clauses =
        [
            Clause(ClauseKind.Scope, "Предмет договора", "Исполнитель проектирует и разрабатывает новый сайт компании «Вектор» с каталогом оборудования, подбором по параметрам и заявками, а после открытия поддерживает его полгода.\nТексты, фотографии и перевод на другие языки в работы не входят."),
            Clause(ClauseKind.ProviderDuties, "Обязанности исполнителя", "Исполнитель назначает одного ответственного, показывает результаты раз в две недели и отвечает на вопросы в течение рабочего дня. Ошибки, из-за которых нельзя отправить заявку, исправляет за четыре рабочих часа."),
            Clause(ClauseKind.ClientDuties, "Обязанности заказчика", "Заказчик передаёт описания и изображения оборудования не позже чем за десять рабочих дней до конца этапа, на котором они нужны, и решает открытые вопросы за три рабочих дня."),
            Clause(ClauseKind.Schedule, "Сроки", "Работы выполняются в три этапа, их первый и последний дни указаны в списке этапов. Если материалы пришли позже, срок этапа сдвигается на столько же рабочих дней изменением договора."),
            Clause(ClauseKind.Acceptance, "Приёмка", "Заказчик принимает результаты этапа или сообщает в портале, что не соответствует договору, в течение пяти рабочих дней после передачи. Если за это время возражений нет, результаты приняты."),
            Clause(ClauseKind.Price, "Цена", "Цена каждого этапа твёрдая и указана в списке этапов, НДС не облагается. Её меняет только изменение договора, подписанное обеими сторонами."),
            Clause(ClauseKind.Payment, "Оплата", "Тридцать процентов цены этапа заказчик платит в начале этапа, остальное в течение десяти рабочих дней после приёмки. Поддержку оплачивает ежемесячно равными частями."),
            Clause(ClauseKind.Confidentiality, "Конфиденциальность", "Каждая сторона хранит в тайне непубличные сведения о другой во время действия договора и два года после него."),
            Clause(ClauseKind.NoticePeriod, "Изменение договора", "Каждая сторона предлагает изменения в портале. Изменение действует, когда его подписали обе стороны, и не раньше, чем пройдут сроки предупреждения по этому договору."),
        ],
        Stages =
        [
            Stage("Исследование и прототип", today.AddDays(7), today.AddDays(48), "412000", "Интервью с шестью покупателями\nСтруктура сайта\nПрототип каталога и подбора", staff, client),
            Stage("Дизайн и разработка", today.AddDays(49), today.AddDays(126), "1284500,50", "Дизайн страниц для телефона и компьютера\nРаботающий сайт на сервере заказчика\nЗагрузка каталога", staff, client),
            Stage("Поддержка", today.AddDays(127), today.AddDays(310), "360000", "Ежемесячный отчёт о посещениях и заявках\nИсправление ошибок в согласованный срок\nДо десяти часов доработок в месяц", staff, client),
        ],
    };

    private static SaveDraft.ClauseInput Clause(ClauseKind kind, string heading, string text) => new() { Kind = kind, Heading = heading, Text = text };

    private static SaveDraft.StageInput Stage(string name, DateOnly from, DateOnly to, string price, string deliverables, PersonId staff, PersonId client) => new()
    {
        Name = name,
        From = from,
        To = to,
        Price = price,
        Deliverables = deliverables,
        ResponsibleStaff = staff.Value,
        ResponsibleClient = client.Value,
    };

    private static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done done
        ? done.Value
        : throw new InvalidOperationException(outcome is Outcome<T>.Refused refused
            ? $"The demonstration's contract was refused: {string.Join(", ", refused.Refusals)}"
            : $"The demonstration's contract could not be brought in: {outcome}");
}
