using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// A company to get to know the portal with, Development only: a studio with two clients, one English and one Russian. It
/// comes in as in life, through the use cases; running it again changes nothing.
/// </summary>
internal sealed class DemonstrationCompany(IServiceScopeFactory scopes)
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "violet harbour 41";

    private const string Harbour = "Harbour Books";
    private const string Vector = "Вектор";

    private static readonly Whence Seed = new("127.0.0.1", "demonstration");

    /// <summary>Who is there.</summary>
    public static IReadOnlyList<Known> People { get; } =
    [
        new("Nora Lind", "nora@northlight.example", Language.English, "Europe/London", [new(Role.Administrator, null)], HasAuthenticator: true),
        new("Martin Hale", "martin@northlight.example", Language.English, "Europe/London", [new(Role.Manager, null)], HasAuthenticator: true, SignsForProvider: true),
        new("Вера Соколова", "vera@northlight.example", Language.Russian, "Europe/Moscow", [new(Role.Manager, Vector)], HasAuthenticator: true),
        new("Felix Grant", "felix@northlight.example", Language.English, "Europe/London", [new(Role.Finance, null)], HasAuthenticator: true),
        new("Astrid Berg", "astrid@northlight.example", Language.English, "Europe/Oslo", [new(Role.Auditor, null)], HasAuthenticator: true),
        new("Claire Whitby", "claire@harbourbooks.example", Language.English, "Europe/London", [new(Role.ClientSignatory, Harbour)], HasAuthenticator: true),
        new("Tom Reyes", "tom@harbourbooks.example", Language.English, "Europe/London", [new(Role.ClientViewer, Harbour)], HasAuthenticator: false),
        new("Анна Петрова", "anna@vector.example", Language.Russian, "Europe/Moscow", [new(Role.ClientSignatory, Vector)], HasAuthenticator: true),
        new("Игорь Лебедев", "igor@vector.example", Language.Russian, "Asia/Yekaterinburg", [new(Role.ClientViewer, Vector)], HasAuthenticator: false),
    ];

    /// <summary>A role as the demonstration names it.</summary>
    internal sealed record KnownRole(Role Role, string? Client);

    /// <summary>Somebody of the demonstration.</summary>
    internal sealed record Known(string Name, string Email, Language Language, string Zone, IReadOnlyList<KnownRole> Roles, bool HasAuthenticator, bool SignsForProvider = false);

    /// <summary>Brings the company in, unless somebody is there already.</summary>
    /// <param name="firstAdministrator">Invites the first administrator, on the owner's login.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public async Task EnsureAsync(Func<InvitePerson.Input, Task<PersonId?>> firstAdministrator, CancellationToken cancellation)
    {
        var administrator = People[0];
        if (await firstAdministrator(Invitation(administrator, client: null)) is not { } nora) return;
        await JoinAsync(nora, administrator, cancellation);

        var clients = new Dictionary<string, ClientId>(StringComparer.Ordinal);
        foreach (var known in People.Skip(1).OrderBy(known => known.Roles[0].Client is not null))
        {
            if (known.Roles[0].Client is { } name && clients.Count == 0) await OpenClientsAsync(clients, cancellation);
            await InviteAsync(nora, known, known.Roles[0].Client is { } client ? clients[client] : null, cancellation);
        }

        await new DemonstrationContracts(scopes).BringAsync(clients[Harbour], clients[Vector], cancellation);
    }

    private async Task OpenClientsAsync(Dictionary<string, ClientId> clients, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var martin = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(People[1].Email);
        var open = scope.ServiceProvider.GetRequiredService<ChangeClients>();
        clients[Harbour] = Done(await open.OpenAsync(martin!.Id, CommandId.New(), new ChangeClients.Input
        {
            Name = Harbour,
            LegalName = "Harbour Books Limited",
            Registration = "Company number 08127734",
            PostalAddress = "14 Quay Street, Bristol BS1 4JD",
            Language = Language.English,
            Zone = "Europe/London",
        }, cancellation));
        clients[Vector] = Done(await open.OpenAsync(martin.Id, CommandId.New(), new ChangeClients.Input
        {
            Name = Vector,
            LegalName = "ООО «Вектор»",
            Registration = "ИНН 7701234567, ОГРН 1027700132195",
            PostalAddress = "115035, Москва, Садовническая улица, 9",
            Language = Language.Russian,
            Zone = "Europe/Moscow",
        }, cancellation));
    }

    private async Task InviteAsync(PersonId administrator, Known known, ClientId? client, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var person = Done(await scope.ServiceProvider.GetRequiredService<InvitePerson>().RunAsync(administrator, CommandId.New(), Invitation(known, client), cancellation));
        if (known.SignsForProvider)
        {
            Done(await scope.ServiceProvider.GetRequiredService<ChangeRights>().GrantAsync(
                administrator, CommandId.New(), person, Right.SignForProvider, new ReasonInput { Revision = 1, Reason = "Signs contracts of the studio" }, cancellation));
        }

        await JoinAsync(person, known, cancellation);
    }

    private async Task JoinAsync(PersonId id, Known known, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var token = await MailedLinks.InvitationTokenAsync(users, (await users.FindByIdAsync(id.ToString()))!);
        Done(await scope.ServiceProvider.GetRequiredService<MailedLinks>().AcceptInvitationAsync(
            id, token, new MailedLinks.Input { Password = Password, Repeated = Password }, Seed, cancellation));
        if (!known.HasAuthenticator) return;
        var key = Totp.NewKey();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        Done(await scope.ServiceProvider.GetRequiredService<OwnAccount>().SetUpAuthenticatorAsync(
            id, CommandId.New(), SessionId.New(), Seed, key, Totp.CodeAt(key, now), _ => { }, cancellation));
    }

    private static InvitePerson.Input Invitation(Known known, ClientId? client) => new()
    {
        Name = known.Name,
        Email = known.Email,
        Language = known.Language,
        Zone = known.Zone,
        Role = known.Roles[0].Role,
        Client = client?.Value,
    };

    private static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done done
        ? done.Value
        : throw new InvalidOperationException($"The demonstration company could not be brought in: {outcome}");
}
