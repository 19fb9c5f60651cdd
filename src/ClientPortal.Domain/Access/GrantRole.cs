using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>An administrator gives somebody one more role.</summary>
public sealed class GrantRole(PortalWork work)
{
    private const long PeopleLock = 7163810;

    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision of the person the form was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>Which role.</summary>
        public Role? Role { get; init; }

        /// <summary>The client it is for, where it is for one.</summary>
        public Guid? Client { get; init; }
    }

    /// <summary>Grants.</summary>
    public Task<Outcome<GrantId>> RunAsync(PersonId actor, CommandId command, PersonId to, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await FindPersonAsync(work, to, input.Revision, cancellation);
            var rules = new FormRules();
            var role = rules.OneOf(input.Role, nameof(input.Role), Enum.GetValues<Role>());
            rules.ThrowIfBroken();

            var held = await work.Db.Set<Membership>().Where(m => m.PersonId == to && m.EndedAt == null).ToListAsync(cancellation);
            var client = await FindClientAsync(work, input.Client, nameof(input.Client), cancellation);
            var membership = Membership.Grant(to, held, role, client, actor, work.Now);
            person.RaiseRevision();
            work.Db.Add(membership);
            work.Record(AccessFacts.RoleGranted(membership, person, await work.Db.SignatoriesAsync(client, cancellation)));
            return membership.Id;
        }, cancellation);

    /// <summary>The person an administrator acts on, at the revision the form was rendered from.</summary>
    internal static async Task<Person> FindPersonAsync(Work work, PersonId id, int revision, CancellationToken cancellation)
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        // One at a time: two administrators who take each other's access away at the same moment would leave none.
        await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PeopleLock})", cancellation);
        NotYours.Unless((await work.Db.FindActorAsync(work.Actor.Person, cancellation))?.Is(Role.Administrator) == true);
        var person = await work.Db.Users.SingleOrDefaultAsync(p => p.Id == id, cancellation) ?? throw new NotYours();
        person.ExpectRevision(revision);
        return person;
    }

    internal static async Task<ClientId?> FindClientAsync(Work work, Guid? chosen, string field, CancellationToken cancellation)
    {
        if (chosen is not { } value) return null;
        var client = ClientId.Of(value);
        if (await work.Db.Set<Client>().AnyAsync(c => c.Id == client, cancellation)) return client;
        throw new RuleBroken(Rule.NotOffered, field);
    }
}
