using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>A portal with a client, the people of both sides, and somebody of another client; contracts are brought where a test begins.</summary>
public class ContractsPortal : TestPortal
{
    private static readonly Lazy<Task<(string Database, ContractsPortal First)>> Begun = new(BeginOnceAsync);

    private int _numbers;

    public PersonId Root { get; private set; }

    public PersonId Manager { get; private set; }

    public PersonId Director { get; private set; }

    public PersonId Auditor { get; private set; }

    public PersonId Signatory { get; private set; }

    public PersonId Viewer { get; private set; }

    public PersonId Stranger { get; private set; }

    public ClientId Vector { get; private set; }

    public ClientId Elsewhere { get; private set; }

    public ClauseId PriceClause { get; } = ClauseId.New();

    public StageId Design { get; } = StageId.New();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task BeginAsync()
    {
        if (Root != default) return;
        // Those who come in are the same for each test; what it changes is its own copy's.
        var (database, first) = await Begun.Value;
        await StartAsync(database, first.Root);
        (Root, Manager, Director, Auditor, Signatory, Viewer, Stranger) = (first.Root, first.Manager, first.Director, first.Auditor, first.Signatory, first.Viewer, first.Stranger);
        (Vector, Elsewhere) = (first.Vector, first.Elsewhere);
    }

    /// <summary>The form of a contract from 1 April 2026 to the end of the year, that nothing is missing from.</summary>
    public SaveDraft.Input Whole() => new()
    {
        Number = $"C-{Interlocked.Increment(ref _numbers):000}",
        Title = "A new web shop",
        Currency = "EUR",
        Zone = "Europe/London",
        Language = Language.English,
        StartsOn = new DateOnly(2026, 4, 1),
        EndsOn = new DateOnly(2026, 12, 31),
        ResponsibleStaff = Manager.Value,
        ResponsibleClient = Viewer.Value,
        Clauses =
        [
            new() { Kind = ClauseKind.Scope, Heading = "What is done", Text = "The provider builds a web shop." },
            new() { Kind = ClauseKind.Acceptance, Heading = "Acceptance", Text = "The client accepts within ten days." },
            new() { Id = PriceClause.Value, Kind = ClauseKind.Price, Heading = "Price", Text = "The price is fixed: 30,000 euro." },
            new() { Kind = ClauseKind.Payment, Heading = "Payment", Text = "Paid within 14 days of each invoice." },
        ],
        Stages =
        [
            new() { Id = Design.Value, Name = "Design", From = new DateOnly(2026, 4, 1), To = new DateOnly(2026, 5, 31), Price = "10 000,00", Deliverables = "Drawings" },
            new() { Name = "Building", From = new DateOnly(2026, 6, 1), To = new DateOnly(2026, 10, 31), Price = "20000", Deliverables = "The shop" },
        ],
    };

    public Task<ContractId> DraftedAsync(SaveDraft.Input? input = null) =>
        Get<SaveDraft>().BeginAsync(Manager, CommandId.New(), Vector, input ?? Whole(), Cancellation).Done();

    public async Task<ContractId> OfferedAsync(SaveDraft.Input? input = null)
    {
        var id = await DraftedAsync(input);
        await Get<OfferContract>().OfferAsync(Manager, CommandId.New(), id, new OfferContract.Input { Revision = await RevisionOfAsync(id) }, Cancellation).Done();
        return id;
    }

    public async Task<ContractId> InForceAsync(SaveDraft.Input? input = null)
    {
        var id = await OfferedAsync(input);
        await SignAsync(Signatory, id).Done();
        await SignAsync(Director, id).Done();
        return id;
    }

    public async Task<Outcome<ContractId>> SignAsync(PersonId person, ContractId id, string? hash = null, SigningEvidence? evidence = null) =>
        await Get<SignContract>().RunAsync(person, CommandId.New(), id, Form(hash ?? await HashOfAsync(id)), evidence ?? await EvidenceAsync(person), Cancellation);

    public async Task<Outcome<AmendmentId>> SignAsync(PersonId person, AmendmentId id, string? hash = null) =>
        await Get<SignAmendment>().RunAsync(person, CommandId.New(), id, Form(hash ?? await HashOfAsync(id)), await EvidenceAsync(person), Cancellation);

    /// <summary>Begins and sends an amendment.</summary>
    public async Task<Outcome<AmendmentId>> ProposeAsync(PersonId person, ContractId contract, DateOnly effectiveOn, params List<DraftAmendment.ChangeInput> changes)
    {
        var begun = await Get<DraftAmendment>().BeginAsync(
            person, CommandId.New(), contract, new DraftAmendment.Input { Reason = "Rates of subcontractors rose.", EffectiveOn = effectiveOn, Changes = changes }, Cancellation);
        return begun is Outcome<AmendmentId>.Done { Value: var id }
            ? await Get<SendAmendment>().RunAsync(person, CommandId.New(), id, new SendAmendment.Input { DraftRevision = 2 }, Cancellation)
            : begun;
    }

    /// <summary>Saves and sends an answer to an amendment.</summary>
    public async Task<Outcome<AmendmentId>> CounterAsync(PersonId person, AmendmentId id, DateOnly effectiveOn, params List<DraftAmendment.ChangeInput> changes)
    {
        var saved = await Get<DraftAmendment>().SaveAsync(
            person, CommandId.New(), id, new DraftAmendment.Input { Reason = "We meet in the middle.", EffectiveOn = effectiveOn, Changes = changes }, Cancellation);
        return saved is Outcome<AmendmentId>.Done
            ? await Get<SendAmendment>().RunAsync(person, CommandId.New(), id, new SendAmendment.Input { DraftRevision = 2, Revision = await RevisionOfAsync(id) }, Cancellation)
            : saved;
    }

    public async Task<Outcome<AmendmentId>> AgreeAsync(PersonId person, AmendmentId id) =>
        await Get<DiscussAmendment>().AgreeAsync(person, CommandId.New(), id, new DiscussAmendment.AgreeInput { Revision = await RevisionOfAsync(id) }, Cancellation);

    /// <summary>An amendment that both have signed.</summary>
    public async Task<AmendmentId> SignedAsync(ContractId contract, DateOnly effectiveOn, params List<DraftAmendment.ChangeInput> changes)
    {
        var id = await ProposeAsync(Manager, contract, effectiveOn, changes).Done();
        await AgreeAsync(Signatory, id).Done();
        await SignAsync(Director, id).Done();
        await SignAsync(Signatory, id).Done();
        return id;
    }

    public async Task<ReasonInput> ReasonAsync(AmendmentId id) => new() { Revision = await RevisionOfAsync(id), Reason = "For good reasons." };

    public async Task<ReasonInput> ReasonAsync(ContractId id) => new() { Revision = await RevisionOfAsync(id), Reason = "For good reasons." };

    public DraftAmendment.ChangeInput DesignCosts(string price) => new() { Kind = DraftAmendment.ChangeKind.StagePrice, Stage = Design.Value, Price = price };

    public DraftAmendment.ChangeInput DesignLasts(DateOnly from, DateOnly to) => new() { Kind = DraftAmendment.ChangeKind.StageDates, Stage = Design.Value, From = from, To = to };

    public async Task<ContractPage> PageAsync(PersonId person, ContractId id, AsOf? asOf = null) =>
        await Get<ContractReads>().PageAsync(await this.ActorAsync(person), id, asOf, Cancellation) ?? throw new InvalidOperationException("Not found.");

    public Task<ContractPage> PageAsync(PersonId person, ContractId id, DateOnly day) => PageAsync(person, id, new AsOf(day));

    public async Task<AmendmentPage> PageAsync(PersonId person, AmendmentId id) =>
        await Get<AmendmentReads>().PageAsync(await this.ActorAsync(person), id, null, Cancellation) ?? throw new InvalidOperationException("Not found.");

    public async Task<int> RevisionOfAsync(ContractId id) => (int)(await ScalarAsync($"SELECT revision FROM portal.contract WHERE id = '{id}'"))!;

    public async Task<int> RevisionOfAsync(AmendmentId id) => (int)(await ScalarAsync($"SELECT revision FROM portal.amendment WHERE id = '{id}'"))!;

    public async Task<SigningEvidence> EvidenceAsync(PersonId person, SignInMethod method = SignInMethod.Passkey, TimeSpan ago = default)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var session = Session.Begin(person, method, "203.0.113.7", "Firefox on Linux", Clock.Now - TimeSpan.FromMinutes(30));
        session.See(Clock.Now);
        db.Add(session);
        await db.SaveChangesAsync(Cancellation);
        return new SigningEvidence(method, Clock.Now - ago, "203.0.113.7", "Firefox on Linux", session.Id);
    }

    /// <summary>What the database says past every guard.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    /// <summary>Runs SQL as one of the logins, on somebody's behalf.</summary>
    public async Task<int> ExecuteAsync(string role, PersonId? person, string sql)
    {
        await using var connection = await ConnectAsync(role);
        if (person is { } who)
        {
            await using var setting = new NpgsqlCommand("SELECT set_config('app.person', $1, false)", connection);
            setting.Parameters.Add(new NpgsqlParameter { Value = who.ToString() });
            await setting.ExecuteNonQueryAsync(Cancellation);
        }

        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async Task<int> RunDueAsync()
    {
        await using var worker = new WorkerDb(await ConnectionStringAsync(DatabaseRoles.Worker));
        return await new ContractsDue(worker, Clock).RunAsync(Cancellation);
    }

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<IDocumentRenderer, PlainRenderer>();

    private static async Task<(string Database, ContractsPortal First)> BeginOnceAsync()
    {
        var portal = new ContractsPortal();
        await portal.BringInAsync();
        return (await portal.KeepAsync(), portal);
    }

    private async Task BringInAsync()
    {
        Root = await this.AdministratorAsync();
        Manager = await this.PersonAsync(Root, "Mary Manager", Role.Manager);
        Vector = await this.ClientAsync(Manager, "Vector");
        Elsewhere = await this.ClientAsync(Manager, "Elsewhere");
        Director = await this.PersonAsync(Root, "Dora Director", Role.Manager);
        await this.GrantAsync(Root, Director, Right.SignForProvider);
        Auditor = await this.PersonAsync(Root, "Alan Auditor", Role.Auditor);
        Signatory = await this.PersonAsync(Root, "Simon Signatory", Role.ClientSignatory, Vector);
        Viewer = await this.PersonAsync(Root, "Vera Viewer", Role.ClientViewer, Vector);
        Stranger = await this.PersonAsync(Root, "Sid Stranger", Role.ClientSignatory, Elsewhere);
    }

    private static SignInput Form(string hash) => new() { DocumentHash = hash, ConsentVersion = Consent.Current, ConsentLanguage = Language.English, Consents = true };

    private async Task<string> HashOfAsync(ContractId id) => (string)(await ScalarAsync(
        $"SELECT encode(d.content_hash, 'hex') FROM portal.contract_document d JOIN portal.contract c ON c.offered_version_id = d.version_id WHERE c.id = '{id}' AND d.kind = 'Contract'"))!;

    private async Task<string> HashOfAsync(AmendmentId id) => (string?)await ScalarAsync(
        $"""
        SELECT encode(d.content_hash, 'hex') FROM portal.contract_document d JOIN portal.amendment_revision r ON r.id = d.revision_id
        JOIN portal.amendment a ON a.id = r.amendment_id AND a.latest_revision = r.number WHERE a.id = '{id}' AND d.kind = 'Protocol'
        """) ?? new string('0', 64);
}
