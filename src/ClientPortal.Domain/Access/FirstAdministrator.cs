using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Access;

/// <summary>
/// Begins a new installation: somebody must be the first administrator, and nobody is there to invite them. Runs on the
/// owner's login, from the command line, and only while there is no administrator.
/// </summary>
public sealed class FirstAdministrator(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Invites the first administrator.</summary>
    /// <returns>The person; null when an administrator is there already.</returns>
    /// <exception cref="RuleBroken">Name, address or zone break the rules of an invitation.</exception>
    public async Task<PersonId?> InviteAsync(InvitePerson.Input input, CancellationToken cancellation)
    {
        var rules = new FormRules();
        var name = rules.Line(input.Name, nameof(input.Name), Person.LongestName);
        var email = rules.Email(input.Email, nameof(input.Email));
        var language = rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
        var zone = rules.Zone(input.Zone, nameof(input.Zone));
        rules.ThrowIfBroken();

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var now = clock.GetUtcNow();
        db.Now = now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<Membership>().AnyAsync(m => m.Role == Role.Administrator && m.EndedAt == null, cancellation)) return null;
        var person = Person.Invite(name, email, language, zone, by: null, now);
        var membership = Membership.Grant(person.Id, [], Role.Administrator, client: null, by: null, now);
        db.Record(AccessFacts.Invited(person));
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person);
        if (!created.Succeeded) throw new RuleBroken(IdentityRefusals.Of(created, nameof(input.Email)));
        db.Add(membership);
        db.Record(AccessFacts.RoleGranted(membership, person, []));
        db.Add(Delivery.Queue(person.Id, MailKinds.Invitation, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person.Id;
    }
}
