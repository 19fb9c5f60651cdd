using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// A company to get to know the portal with, Development only: a studio with two clients, one English and one Russian, and
/// half a year behind it. It comes in as in life, through the use cases, on a clock that moves; running it again changes nothing.
/// </summary>
/// <param name="portal">The portal's services, whole once the host is built.</param>
/// <param name="log">Says that it begins and ends, since it takes a while.</param>
internal sealed class DemonstrationCompany(IServiceCollection portal, ILogger<DemonstrationCompany> log)
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "violet harbour 41";

    /// <summary>The English client's name.</summary>
    internal const string Harbour = "Harbour Books";

    /// <summary>The Russian client's name.</summary>
    internal const string Vector = "Вектор";

    /// <summary>Who manages all clients and signs for the studio.</summary>
    internal const string Martin = "martin@northlight.example";

    /// <summary>Who manages the Russian client.</summary>
    internal const string Vera = "vera@northlight.example";

    /// <summary>Who keeps the prices.</summary>
    internal const string Felix = "felix@northlight.example";

    /// <summary>Who signs for the English client.</summary>
    internal const string Claire = "claire@harbourbooks.example";

    /// <summary>Who reads for the English client.</summary>
    internal const string Tom = "tom@harbourbooks.example";

    /// <summary>Who signs for the Russian client.</summary>
    internal const string Anna = "anna@vector.example";

    /// <summary>Who reads for the Russian client.</summary>
    internal const string Igor = "igor@vector.example";

    private const int Days = 215;

    private static readonly Whence Seed = new("192.0.2.14", "demonstration");

    /// <summary>Who is there.</summary>
    public static IReadOnlyList<Known> People { get; } =
    [
        new("Nora Lind", "nora@northlight.example", Language.English, "Europe/London", [new(Role.Administrator, null)], HasAuthenticator: true),
        new("Martin Hale", Martin, Language.English, "Europe/London", [new(Role.Manager, null)], HasAuthenticator: true, SignsForProvider: true),
        new("Вера Соколова", Vera, Language.Russian, "Europe/Moscow", [new(Role.Manager, Vector)], HasAuthenticator: true),
        new("Felix Grant", Felix, Language.English, "Europe/London", [new(Role.Finance, null)], HasAuthenticator: true),
        new("Astrid Berg", "astrid@northlight.example", Language.English, "Europe/Oslo", [new(Role.Auditor, null)], HasAuthenticator: true),
        new("Claire Whitby", Claire, Language.English, "Europe/London", [new(Role.ClientSignatory, Harbour)], HasAuthenticator: true),
        new("Tom Reyes", Tom, Language.English, "Europe/London", [new(Role.ClientViewer, Harbour)], HasAuthenticator: false),
        new("Анна Петрова", Anna, Language.Russian, "Europe/Moscow", [new(Role.ClientSignatory, Vector)], HasAuthenticator: true),
        new("Игорь Лебедев", Igor, Language.Russian, "Asia/Yekaterinburg", [new(Role.ClientViewer, Vector)], HasAuthenticator: false),
    ];

    /// <summary>A role as the demonstration names it.</summary>
    internal sealed record KnownRole(Role Role, string? Client);

    /// <summary>Somebody of the demonstration.</summary>
    internal sealed record Known(string Name, string Email, Language Language, string Zone, IReadOnlyList<KnownRole> Roles, bool HasAuthenticator, bool SignsForProvider = false);

    /// <summary>Brings the company in, unless somebody is there already.</summary>
    /// <param name="owner">The connection string of the owner's login, which invites the first administrator.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public async Task EnsureAsync(string owner, CancellationToken cancellation)
    {
        await using var story = new Story(portal, Days);
        var administrator = People[0];
        if (await Database.InviteFirstAdministratorAsync(owner, Invitation(administrator, client: null), story.Clock, cancellation) is not { } nora) return;
        // Otherwise a first start is half a minute of silence.
        log.LogInformation("The demonstration company is brought in, once; this takes about half a minute");
        Scene[] beginning =
        [
            Scene.On(Days - 1, 9, 0, async cast =>
            {
                cast.Remember(administrator.Email, nora.Value);
                await JoinAsync(cast, administrator);
                foreach (var known in People.Skip(1).Where(known => known.Roles[0].Client is null)) await InviteAsync(cast, known);
            }),
            Scene.On(Days - 1, 9, 40, async cast =>
            {
                await OpenClientsAsync(cast);
                foreach (var known in People.Where(known => known.Roles[0].Client is not null)) await InviteAsync(cast, known);
            }),
        ];
        await story.PlayAsync([.. beginning, .. DemonstrationGlossary.Scenes, .. DemonstrationPrices.Scenes, .. DemonstrationContracts.Scenes, .. DemonstrationQuotes.Scenes, .. DemonstrationReports.Scenes], cancellation);
        await story.VerifyAsync(cancellation);
        log.LogInformation("The demonstration company is there");
    }

    private static async Task OpenClientsAsync(Cast cast)
    {
        await OpenAsync(new ChangeClients.Input
        {
            Name = Harbour,
            LegalName = "Harbour Books Limited",
            Registration = "Company number 08127734",
            PostalAddress = "14 Quay Street, Bristol BS1 4JD",
            Language = Language.English,
            Zone = "Europe/London",
        });
        await OpenAsync(new ChangeClients.Input
        {
            Name = Vector,
            LegalName = "ООО «Вектор»",
            Registration = "ИНН 7701234567, ОГРН 1027700132195",
            PostalAddress = "115035, Москва, Садовническая улица, 9",
            Language = Language.Russian,
            Zone = "Europe/Moscow",
        });

        async Task OpenAsync(ChangeClients.Input input) => cast.Remember(
            input.Name!, (await cast.DoAsync<ChangeClients, ClientId>(Martin, (open, who, command) => open.OpenAsync(who, command, input, cast.Cancellation))).Value);
    }

    private static async Task InviteAsync(Cast cast, Known known)
    {
        var client = known.Roles[0].Client is { } name ? cast.Client(name) : (ClientId?)null;
        var person = await cast.DoAsync<InvitePerson, PersonId>(
            People[0].Email, (invite, who, command) => invite.RunAsync(who, command, Invitation(known, client), cast.Cancellation));
        cast.Remember(known.Email, person.Value);
        if (known.SignsForProvider)
        {
            var reason = new ReasonInput { Revision = 1, Reason = "Signs contracts of the studio" };
            await cast.DoAsync<ChangeRights, GrantId>(
                People[0].Email, (rights, who, command) => rights.GrantAsync(who, command, person, Right.SignForProvider, reason, cast.Cancellation));
        }

        await JoinAsync(cast, known);
    }

    private static async Task JoinAsync(Cast cast, Known known)
    {
        var token = await cast.UseAsync<UserManager<Person>, string>(async users =>
            await MailedLinks.InvitationTokenAsync(users, (await users.FindByIdAsync(cast.Person(known.Email).ToString()))!));
        await cast.DoAsync<MailedLinks, PersonId>(known.Email, (links, who, _) => links.AcceptInvitationAsync(
            who, token, new MailedLinks.Input { Password = Password, Repeated = Password }, Seed, cast.Cancellation));
        if (!known.HasAuthenticator) return;
        var key = Totp.NewKey();
        await cast.DoAsync<OwnAccount, PersonId>(known.Email, (account, who, command) => account.SetUpAuthenticatorAsync(
            who, command, SessionId.New(), Seed, key, Totp.CodeAt(key, cast.Now), _ => { }, cast.Cancellation));
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
}
