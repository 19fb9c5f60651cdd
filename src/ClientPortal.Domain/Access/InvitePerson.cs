using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Domain.Access;

/// <summary>An administrator invites somebody and says what they will be here; the invitation goes out by mail.</summary>
public sealed class InvitePerson(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The name others will see.</summary>
        public string? Name { get; init; }

        /// <summary>Where the invitation goes, and the sign-in name.</summary>
        public string? Email { get; init; }

        /// <summary>The language of the invitation and of the person's pages.</summary>
        public Language? Language { get; init; }

        /// <summary>The IANA zone the person reads times in.</summary>
        public string? Zone { get; init; }

        /// <summary>The first role.</summary>
        public Role? Role { get; init; }

        /// <summary>The client the role is for, where it is for one.</summary>
        public Guid? Client { get; init; }
    }

    /// <summary>Invites.</summary>
    /// <returns>The person invited.</returns>
    public Task<Outcome<PersonId>> RunAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Administrator));
            var rules = new FormRules();
            var name = rules.Line(input.Name, nameof(input.Name), Person.LongestName);
            var email = rules.Email(input.Email, nameof(input.Email));
            var language = rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
            var zone = rules.Zone(input.Zone, nameof(input.Zone));
            var role = rules.OneOf(input.Role, nameof(input.Role), Enum.GetValues<Role>());
            rules.ThrowIfBroken();

            var person = Person.Invite(name, email, language, zone, actor, work.Now);
            var client = await GrantRole.FindClientAsync(work, input.Client, nameof(input.Client), cancellation);
            var membership = Membership.Grant(person.Id, [], role, client, actor, work.Now);
            await AddAsync(work, person, cancellation);
            work.Db.Add(membership);
            work.Record(AccessFacts.RoleGranted(membership, person, await work.Db.SignatoriesAsync(client, cancellation)));
            return person.Id;
        }, cancellation);

    // Identity's manager normalises the address and refuses a second person with the same one.
    internal static async Task AddAsync(Work work, Person person, CancellationToken cancellation)
    {
        work.Record(AccessFacts.Invited(person));
        var created = await work.Service<UserManager<Person>>().CreateAsync(person);
        if (!created.Succeeded) throw new RuleBroken(IdentityRefusals.Of(created, "Email"));
        work.Db.Add(Delivery.Queue(person.Id, MailKinds.Invitation, work.Now));
        await work.Db.SaveChangesAsync(cancellation);
    }
}
