using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Testing;

/// <summary>Brings people and clients into a test portal the way they come in life: through the use cases.</summary>
public static class People
{
    /// <summary>The password of everybody the tests invite.</summary>
    public const string Password = "violet harbour 41";

    private static readonly Whence Somewhere = new("203.0.113.7", "tests");

    /// <summary>The first administrator, joined; the same one at each call.</summary>
    public static async Task<PersonId> AdministratorAsync(this TestPortal portal)
    {
        if (portal.Administrator is { } there) return there;
        await portal.StartAsync();
        await using var owner = portal.Wire(await portal.ConnectionStringAsync(DatabaseRoles.Owner));
        var invited = await owner.GetRequiredService<FirstAdministrator>().InviteAsync(
            new InvitePerson.Input { Name = "Ada Root", Email = "ada@provider.test", Language = Language.English, Zone = "Europe/London" }, CancellationToken.None);
        var administrator = invited ?? throw new InvalidOperationException("There is an administrator already.");
        await portal.JoinAsync(administrator);
        portal.Administrator = administrator;
        return administrator;
    }

    /// <summary>Somebody invited with one role, and joined.</summary>
    public static async Task<PersonId> PersonAsync(this TestPortal portal, PersonId administrator, string name, Role role, ClientId? client = null, Language language = Language.English)
    {
        var person = await portal.Get<InvitePerson>().RunAsync(administrator, CommandId.New(), new InvitePerson.Input
        {
            Name = name,
            Email = $"{name.Replace(' ', '.').ToLowerInvariant()}@people.test",
            Language = language,
            Zone = "Europe/London",
            Role = role,
            Client = client?.Value,
        }, CancellationToken.None).Done();
        await portal.JoinAsync(person);
        return person;
    }

    /// <summary>Gives a right.</summary>
    public static async Task GrantAsync(this TestPortal portal, PersonId administrator, PersonId to, Right right)
    {
        var revision = await portal.RevisionAsync(to);
        await portal.Get<ChangeRights>().GrantAsync(administrator, CommandId.New(), to, right, new ReasonInput { Revision = revision, Reason = "their work" }, CancellationToken.None).Done();
    }

    /// <summary>A client opened by somebody who manages all of them.</summary>
    public static Task<ClientId> ClientAsync(this TestPortal portal, PersonId manager, string name = "Vector") =>
        portal.Get<ChangeClients>().OpenAsync(manager, CommandId.New(), new ChangeClients.Input
        {
            Name = name,
            LegalName = $"{name} Ltd",
            Registration = "Company number 01234567",
            PostalAddress = "1 Harbour Street, Bristol",
            Language = Language.English,
            Zone = "Europe/London",
        }, CancellationToken.None).Done();

    /// <summary>Gives a client a new name.</summary>
    public static async Task RenameAsync(this TestPortal portal, PersonId manager, ClientId client, string name)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActFor(manager);
        await portal.Get<ChangeClients>().ChangeAsync(manager, CommandId.New(), client, new ChangeClients.Input
        {
            Revision = await db.Set<Client>().Where(c => c.Id == client).Select(c => c.Revision).SingleAsync(),
            Name = name,
            LegalName = "Vector Ltd",
            Reason = "They moved.",
            Registration = "Company number 01234567",
            PostalAddress = "1 Harbour Street, Bristol",
            Language = Language.English,
            Zone = "Europe/London",
        }, CancellationToken.None).Done();
    }

    /// <summary>The actor as the database knows them now.</summary>
    public static async Task<Actor> ActorAsync(this TestPortal portal, PersonId person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActFor(person);
        return await db.FindActorAsync(person, CancellationToken.None) ?? throw new InvalidOperationException("Nobody by this id is welcome.");
    }

    /// <summary>The revision a form about this person would carry now.</summary>
    public static async Task<int> RevisionAsync(this TestPortal portal, PersonId person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDb>().Users.Where(p => p.Id == person).Select(p => p.Revision).SingleAsync();
    }

    private static async Task JoinAsync(this TestPortal portal, PersonId person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var invited = await users.FindByIdAsync(person.ToString());
        var token = await MailedLinks.InvitationTokenAsync(users, invited!);
        await portal.Get<MailedLinks>().AcceptInvitationAsync(person, token, new MailedLinks.Input { Password = Password, Repeated = Password }, Somewhere, CancellationToken.None).Done();
    }
}
