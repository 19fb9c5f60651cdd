using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Browser.Tests;

/// <summary>A contract both sides of the demonstration company have signed, made through the use cases, for journeys that begin there.</summary>
internal sealed record ContractInForce(ContractId Id, ClauseId Payment, StageId Third)
{
    private const string Manager = "martin@northlight.example";

    /// <summary>Writes, offers and signs one.</summary>
    /// <param name="services">The portal's services.</param>
    /// <param name="client">The client's name.</param>
    /// <param name="signatory">The mail address of who signs for the client.</param>
    /// <param name="number">The contract's number.</param>
    /// <param name="zone">The zone of its days.</param>
    public static async Task<ContractInForce> MakeAsync(IServiceProvider services, string client, string signatory, string number, string zone)
    {
        await using var scope = services.CreateAsyncScope();
        var at = scope.ServiceProvider;
        var cancellation = TestContext.Current.CancellationToken;
        var users = at.GetRequiredService<UserManager<Person>>();
        var martin = (await users.FindByEmailAsync(Manager))!;
        var theirs = (await users.FindByEmailAsync(signatory))!;
        var manager = new Actor(martin.Id, martin.Name, [new ActorRole(Role.Manager, null)], [Right.SignForProvider]);
        var clients = await at.GetRequiredService<ClientReads>().ListAsync(manager, client, null, cancellation);
        var owner = clients.Rows.Single(row => row.Name == client).Id;
        var today = ZoneDays.DayOf(zone, TimeProvider.System.GetUtcNow());

        var id = Done(await at.GetRequiredService<SaveDraft>().BeginAsync(martin.Id, CommandId.New(), owner, Terms(number, zone, today, martin.Id, theirs.Id), cancellation));
        Done(await at.GetRequiredService<OfferContract>().OfferAsync(martin.Id, CommandId.New(), id, new OfferContract.Input { Revision = 1 }, cancellation));
        await SignAsync(at, new Actor(theirs.Id, theirs.Name, [new ActorRole(Role.ClientSignatory, owner)], []), id);
        await SignAsync(at, manager, id);
        var page = (await at.GetRequiredService<ContractReads>().PageAsync(manager, id, null, cancellation))!;
        return new ContractInForce(id, page.Terms!.Clauses.Single(clause => clause.Kind == ClauseKind.Payment).Id, page.Terms.Stages[2].Id);
    }

    /// <summary>The terms as they stand on a day.</summary>
    public static async Task<Terms> OnAsync(IServiceProvider services, ContractId id, DateOnly day)
    {
        await using var scope = services.CreateAsyncScope();
        var martin = (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(Manager))!;
        var page = await scope.ServiceProvider.GetRequiredService<ContractReads>()
            .PageAsync(new Actor(martin.Id, martin.Name, [new ActorRole(Role.Manager, null)], []), id, new AsOf(day), TestContext.Current.CancellationToken);
        return page!.Terms!;
    }

    private static async Task SignAsync(IServiceProvider services, Actor actor, ContractId id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var session = await services.GetRequiredService<Sessions>().BeginAsync(actor.Person, SignInMethod.PasswordAndCode, new Whence("127.0.0.1", "test"), cancellation);
        var page = (await services.GetRequiredService<SignReads>().ContractAsync(actor, id, Language.English, cancellation))!;
        Done(await services.GetRequiredService<SignContract>().RunAsync(
            actor.Person, CommandId.New(), id,
            new SignInput { DocumentHash = page.DocumentHash, ConsentVersion = page.ConsentVersion, ConsentLanguage = page.ConsentLanguage, Consents = true },
            new SigningEvidence(SignInMethod.PasswordAndCode, TimeProvider.System.GetUtcNow(), "127.0.0.1", "test", session), cancellation));
    }

    private static SaveDraft.Input Terms(string number, string zone, DateOnly today, PersonId staff, PersonId client) => new()
    {
        Number = number,
        Title = "Website and support",
        Currency = "EUR",
        Zone = zone,
        Language = Language.English,
        StartsOn = today,
        EndsOn = today.AddDays(200),
        ResponsibleStaff = staff.Value,
        ResponsibleClient = client.Value,
        Clauses =
        [
            new() { Kind = ClauseKind.Scope, Heading = "What we do", Text = "A website with a catalogue and an order form, and its support after launch." },
            new() { Kind = ClauseKind.Price, Heading = "Price", Text = "Each stage has a fixed price. It is named beside the stage and includes all work." },
            new() { Kind = ClauseKind.Payment, Heading = "Payment", Text = "Each stage is paid within 14 days after it is accepted." },
            new() { Kind = ClauseKind.Acceptance, Heading = "Acceptance", Text = "The client accepts a stage or names what is missing within 5 working days." },
        ],
        Stages =
        [
            new() { Name = "Design", From = today, To = today.AddDays(40), Price = "4000.00", Deliverables = "Drafts of all pages." },
            new() { Name = "Catalogue", From = today.AddDays(41), To = today.AddDays(90), Price = "7500.00", Deliverables = "The catalogue with search." },
            new() { Name = "Launch", From = today.AddDays(91), To = today.AddDays(180), Price = "8000.00", Deliverables = "The website in public." },
        ],
    };

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;
}
