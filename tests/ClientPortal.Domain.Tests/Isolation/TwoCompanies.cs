using System.Collections.Immutable;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;
using ClientPortal.Domain.Tests.Quotes;
using ClientPortal.Domain.Tests.Reports;
using ClientPortal.Testing.Outside;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>
/// Two clients with a thing of each kind, the people who may, and the people who must not. A new kind of thing is added to
/// <see cref="SeedAsync"/>; until then the use cases that name it are reported as not tried.
/// </summary>
public sealed class TwoCompanies : ContractsPortal, IAsyncLifetime
{
    private const int MostOfOneKind = 6;

    private readonly Dictionary<Type, IReadOnlyList<object>> _things = [];

    private AmendmentId _begun;

    private ContentHash _attached;

    /// <summary>Who must not, by what is wrong with them.</summary>
    internal List<Intruder> Intruders { get; } = [];

    /// <summary>Who may, somebody for everything.</summary>
    internal List<Actor> Rightful { get; } = [];

    /// <summary>Identifiers of everything that belongs to the client whose things are tried.</summary>
    internal IReadOnlyList<string> Secrets { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await BeginAsync();
        var finance = await this.PersonAsync(Root, "Fay Finance", Role.Finance);
        await SeedAsync(finance);
        await using (var trees = await Trees.OfAsync(this)) await trees.DrainAsync(Cancellation);
        await Get<AskVerification>().RunAsync(Auditor, CommandId.New(), Cancellation).Done();
        await using (var worker = new WorkerDb(await ConnectionStringAsync(DatabaseRoles.Worker))) await new VerificationRuns(worker, Clock).RunAsync(Cancellation);
        foreach (var person in new[] { Director, Manager, finance, Signatory, Viewer, Auditor, Root }) Rightful.Add(await this.ActorAsync(person));

        Foreign("a signatory of another client", await this.ActorAsync(Stranger));
        foreach (var role in new[] { Role.ClientViewer, Role.Manager, Role.Finance })
            Foreign($"a {role} of another client", await this.ActorAsync(await this.PersonAsync(Root, $"Their {role}", role, Elsewhere)));
        Intruders.Add(new Intruder("an administrator", Wrong.Role, await this.ActorAsync(Root)));
        Intruders.Add(new Intruder("an auditor", Wrong.Auditor, await this.ActorAsync(Auditor)));
        Intruders.Add(new Intruder("a viewer of this client", Wrong.Viewer, await this.ActorAsync(Viewer)));
        Intruders.Add(new Intruder("a manager who was shut out", Wrong.ShutOut, await ShutOutAsync(Role.Manager, null)));
        Intruders.Add(new Intruder("a signatory of this client who was shut out", Wrong.ShutOut, await ShutOutAsync(Role.ClientSignatory, Vector)));
        Intruders.Add(new Intruder("nobody", Wrong.Nobody, new Actor(PersonId.New(), "Nobody", [.. Enum.GetValues<Role>().Select(role => new ActorRole(role, role.IsStaff() ? null : Vector))], [.. Enum.GetValues<Right>()])));

        await using var everything = await ConnectAsAdministratorAsync();
        var tables = await everything.ListAsync<string>(
            """
            SELECT o.table_name::text FROM information_schema.columns o JOIN information_schema.columns i USING (table_schema, table_name)
            WHERE o.table_schema = 'portal' AND o.column_name = 'client_id' AND i.column_name = 'id' AND i.udt_name = 'uuid'
                AND o.table_name NOT IN ('membership', 'delivery')
            """);
        var secrets = new List<string>();
        foreach (var table in tables) secrets.AddRange(await everything.ListAsync<string>($"SELECT id::text FROM portal.{table} WHERE client_id = '{Vector}'"));
        Secrets = secrets;
    }

    /// <summary>Identifiers of a kind of thing, those of the first client where it belongs to clients; empty when there is none.</summary>
    internal async Task<IReadOnlyList<object>> ThingsAsync(Type id)
    {
        if (_things.TryGetValue(id, out var known)) return known;
        var found = id == typeof(ClientId) ? [Vector]
            : id == typeof(PersonId) ? [Viewer, Signatory, Director]
            : await FindThingsAsync(id);
        // Clauses and stages stand under their versions, and what was only begun in no table of its own.
        return _things[id] = id == typeof(AmendmentId) ? [_begun, .. found]
            : id == typeof(ClauseId) ? [PriceClause]
            : id == typeof(StageId) ? [Design]
            : id == typeof(ContentHash) ? [_attached, .. found]
            : found;
    }

    /// <summary>How many rows each table has, and a sum over all they hold.</summary>
    internal async Task<ImmutableSortedDictionary<string, string>> TablesAsync()
    {
        await using var everything = await ConnectAsAdministratorAsync();
        var tables = await everything.ListAsync<string>("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'portal' AND table_type = 'BASE TABLE'");
        var counts = await everything.ListAsync<string>(string.Join(
            " UNION ALL ", tables.Select(table => $"SELECT '{table}=' || count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) FROM portal.{table} t")));
        return counts.Select(count => count.Split('=')).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    protected override void AddServices(IServiceCollection services)
    {
        base.AddServices(services);
        services.AddSingleton<IQuoteRenderer>(new QuotePortal.PlainRenderer()).AddSingleton<RecordLook>();
    }

    private async Task SeedAsync(PersonId finance)
    {
        // Contracts and amendments in every state in which somebody may do something with them.
        await DraftedAsync();
        await Get<CommentOnContract>().RunAsync(Viewer, CommandId.New(), await OfferedAsync(), new CommentOnContract.Input { Offer = 1, Text = "What does it cover?" }, Cancellation).Done();
        var contract = await InForceAsync();
        // Before it is sent it stands in no table of its own, and is named all the same.
        _begun = await Get<DraftAmendment>().BeginAsync(Manager, CommandId.New(), contract, new DraftAmendment.Input { Reason = "A draft.", Changes = [DesignCosts("11000")] }, Cancellation).Done();
        var proposed = await ProposeAsync(Manager, contract, new DateOnly(2026, 5, 1), DesignCosts("12000")).Done();
        await Get<DiscussAmendment>().CommentAsync(Signatory, CommandId.New(), proposed, new DiscussAmendment.CommentInput { Text = "Why so much?" }, Cancellation).Done();
        await AgreeAsync(Signatory, await ProposeAsync(Manager, contract, new DateOnly(2026, 5, 1), DesignCosts("13000")).Done()).Done();
        await SignedAsync(await InForceAsync(), new DateOnly(2026, 5, 1), DesignCosts("14000"));
        await ReportedAsync(contract);
        await ReportedAsync(await InForceAsync());
        await Get<SaveDraft>().BeginAsync(Manager, CommandId.New(), Elsewhere, Whole() with { ResponsibleClient = null }, Cancellation).Done();

        // Prices, and quotes over them.
        var list = await this.ListAsync(finance, "EUR");
        await this.PriceAsync(finance, list, "DEV", "Development", "600.00");
        await this.PublishAsync(finance, list);
        await this.PriceAsync(finance, list, "TEST", "Testing", "300.00");
        await this.PublishAsync(finance, list);
        // What is in work, and not in the version published last.
        await this.PriceAsync(finance, list, "CARE", "Support", "150.00");
        // Two files, so that one is left when the other was taken away.
        await KeepFileAsync(finance, list, "EUR");
        await KeepFileAsync(finance, await this.ListAsync(finance, "GBP"), "GBP");
        foreach (var client in new[] { Vector, Elsewhere })
        {
            await QuotedAsync(client);
            await Get<IssueQuote>().RunAsync(Manager, CommandId.New(), await QuotedAsync(client), 1, Cancellation).Done();
        }

        await Get<ExplainTerms>().ExplainAsync(
            Manager, CommandId.New(), new ExplainTerms.Input { Language = Language.English, Word = "Prototype", Meaning = "What can be tried before it is built." }, Cancellation).Done();
        await VouchedForAsync();
        await Get<RecordLook>().RecordAsync(Viewer, new LookedAt(Vector, "contract", contract.Value, LookKind.Viewed, "203.0.113.7"), Cancellation);
    }

    // Nobody is asked: no server runs here.
    private async Task VouchedForAsync()
    {
        await using var authority = new TestAuthority(Clock);
        await using var witness = new TestWitness(Clock);
        await Get<SetAuthority>().UseAsync(
            Root, CommandId.New(), new SetAuthority.Input { Address = "http://stamps.example/", Certificates = authority.Root, Minutes = 60, Reason = "Others shall say when." }, Cancellation).Done();
        await Get<ChangeWitnesses>().AddAsync(
            Root, CommandId.New(), new ChangeWitnesses.Input { Address = "https://witness.example", Key = witness.Key.ToString(), Reason = "Others shall see the same." }, Cancellation).Done();
    }

    // A stage that is said to have ended, with a file and a correction that was begun, and a report on another stage that was begun.
    private async Task ReportedAsync(ContractId contract)
    {
        var report = await Get<DraftReport>().BeginAsync(Manager, CommandId.New(), contract, Design, Cancellation).Done();
        var said = ReportSteps.Ended(new DateOnly(2026, 3, 2)) with { Revision = 2 };
        await Get<DraftReport>().SaveAsync(Manager, CommandId.New(), report, said, new DraftReport.Attachment("notes.txt", "Notes"u8.ToArray()), null, Cancellation).Done();
        _attached = ContentHash.Of("Notes"u8);
        await Get<PublishReport>().RunAsync(Manager, CommandId.New(), report, new PublishReport.Input { Revision = 4 }, Cancellation).Done();
        await Get<DraftReport>().CorrectAsync(Manager, CommandId.New(), report, Cancellation).Done();
        await Get<DraftReport>().BeginAsync(Manager, CommandId.New(), contract, (await PageAsync(Manager, contract)).Terms!.Stages[1].Id, Cancellation).Done();
    }

    private async Task KeepFileAsync(PersonId finance, PriceListId list, string currency)
    {
        await Get<KeepPriceFile>().KeepAsync(finance, CommandId.New(), list, "prices.csv", "Code;Name;Price\nA;Alpha;10\n"u8.ToArray(), Cancellation).Done();
        await Get<KeepPriceFile>().ChooseAsync(finance, CommandId.New(), list, new ImportInput
        {
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Price },
            NameLanguage = Language.English,
            Currency = currency,
            Unit = PriceUnit.Hour,
            Template = new TemplateInput { BaseShare = "80", MaterialsShare = "20", MarginPercent = "15", TaxPercent = "20" },
        }, Cancellation).Done();
    }

    private Task<QuoteId> QuotedAsync(ClientId client) => Get<ChangeQuotes>().OpenAsync(Manager, CommandId.New(), client, new QuoteInput
    {
        Title = "A portal",
        Language = Language.English,
        Currency = "EUR",
        ValidUntil = new DateOnly(2026, 3, 31),
        Sections = [new SectionInput { Title = "Work", Lines = [new LineInput { Key = Guid.CreateVersion7(), Description = "Training", Unit = PriceUnit.Piece, Quantity = "1", Stage = "Build", Price = QuoteSteps.Price("100"), Justification = "In no list yet" }] }],
    }, Cancellation).Done();

    private async Task<Actor> ShutOutAsync(Role role, ClientId? client)
    {
        var person = await this.PersonAsync(Root, $"Gone {role}", role, client);
        // As they were when they signed in: what a request may still hold in its hands.
        var actor = await this.ActorAsync(person);
        await Get<ChangeAccess>().DisableAsync(Root, CommandId.New(), person, await this.ReasonAsync(person), Cancellation).Done();
        return actor;
    }

    private void Foreign(string who, Actor actor) => Intruders.Add(new Intruder(who, Wrong.Client, actor));

    private async Task<IReadOnlyList<object>> FindThingsAsync(Type id)
    {
        // What is known by its client and something more is known by that.
        var tables = await this.SeeAllAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Select(entity => (Entity: entity, Key: entity.FindPrimaryKey()?.Properties.Where(part => part.ClrType != typeof(ClientId)).ToList()))
            .Where(keyed => keyed.Key is [var only] && only.ClrType == id)
            .Select(keyed => (Table: keyed.Entity.GetTableName()!, Column: keyed.Key![0].GetColumnName(), IsOwned: keyed.Entity.FindProperty("ClientId") is not null))
            .Distinct().ToList()));
        await using var everything = await ConnectAsAdministratorAsync();
        var found = new List<object>();
        foreach (var (table, column, isOwned) in tables)
        {
            var rows = $"SELECT {column} FROM portal.{table} {(isOwned ? $"WHERE client_id = '{Vector}'" : string.Empty)} ORDER BY {column} LIMIT {MostOfOneKind}";
            if (id == typeof(ContentHash)) found.AddRange((await everything.ListAsync<byte[]>(rows)).Select(hash => (object)ContentHash.FromBytes(hash)));
            else found.AddRange((await everything.ListAsync<Guid>(rows)).Select(value => Activator.CreateInstance(id, value)!));
        }

        return found;
    }
}

/// <summary>Why somebody must not.</summary>
internal enum Wrong
{
    /// <summary>They belong to another client.</summary>
    Client,

    /// <summary>Their role sees nothing of it.</summary>
    Role,

    /// <summary>They read everything that is recorded and change nothing.</summary>
    Auditor,

    /// <summary>They read what is their client's and decide nothing.</summary>
    Viewer,

    /// <summary>They were disabled since they signed in.</summary>
    ShutOut,

    /// <summary>There is nobody by this id, whatever they say they are.</summary>
    Nobody,
}

/// <summary>Somebody who must not.</summary>
internal sealed record Intruder(string Who, Wrong Wrong, Actor Actor)
{
    /// <summary>The argument that says who acts.</summary>
    public object As(UseCase useCase) => useCase.Method.GetParameters()[0].ParameterType == typeof(Actor) ? Actor : Actor.Person;
}
