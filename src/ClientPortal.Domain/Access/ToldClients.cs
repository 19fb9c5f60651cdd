using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>Which people of a client are told who may act for it, and who no longer may.</summary>
internal static class ToldClients
{
    /// <summary>Those who signed up and are welcome now, with one of these roles for the client.</summary>
    /// <param name="db">A context that acts for somebody who may see the client's roles.</param>
    /// <param name="client">The client.</param>
    /// <param name="roles">Which roles.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<IReadOnlyList<PersonId>> WithRoleAsync(this PortalDb db, ClientId client, Role[] roles, CancellationToken cancellation) =>
        await db.Set<Membership>().Where(m => m.ClientId == client && m.EndedAt == null && roles.Contains(m.Role))
            .Join(db.Users.Where(p => p.JoinedAt != null && p.DisabledAt == null), m => m.PersonId, p => p.Id, (m, p) => p.Id)
            .Distinct().ToListAsync(cancellation);

    /// <summary>The client's signatories; nobody for a role that is for no single client.</summary>
    public static async Task<IReadOnlyList<PersonId>> SignatoriesAsync(this PortalDb db, ClientId? client, CancellationToken cancellation) =>
        client is { } one ? await db.WithRoleAsync(one, [Role.ClientSignatory], cancellation) : [];

    /// <summary>
    /// Records what was done to somebody's access in the installation's log, as an invitation is: once for each client they act for,
    /// told to its signatories, so that no client reads of another; once and to no client where they act for none.
    /// </summary>
    /// <param name="work">The run.</param>
    /// <param name="person">Whose access it is.</param>
    /// <param name="fact">The fact for a client and who is told.</param>
    /// <param name="tellsThem">Whether the person is told too.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task RecordAccessAsync(
        this Work work, Person person, Func<ClientId?, Audience, Fact> fact, bool tellsThem, CancellationToken cancellation)
    {
        PersonId[] them = tellsThem ? [person.Id] : [];
        var clients = await work.Db.Set<Membership>()
            .Where(m => m.PersonId == person.Id && m.EndedAt == null && (m.Role == Role.ClientSignatory || m.Role == Role.ClientViewer))
            .Select(m => m.ClientId!.Value).Distinct().ToListAsync(cancellation);
        if (clients.Count == 0) work.Record(fact(null, To(them)));
        foreach (var client in clients)
        {
            var signatories = await work.Db.SignatoriesAsync(client, cancellation);
            work.Record(fact(client, To([.. them, .. signatories.Where(signatory => signatory != person.Id)])));
            them = [];
        }
    }

    /// <summary>These people; nobody when there are none.</summary>
    public static Audience To(IReadOnlyCollection<PersonId> people) => people.Count == 0 ? Audience.Nobody : Audience.Of(people);
}
