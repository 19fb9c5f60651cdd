using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>An administrator takes a role away, and says why.</summary>
public sealed class EndRole(PortalWork work)
{
    /// <summary>Ends the role. Rights that only staff have end with the last role of staff.</summary>
    public Task<Outcome<GrantId>> RunAsync(PersonId actor, CommandId command, PersonId from, GrantId role, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, from, input.Revision, cancellation);
            var reason = input.Checked();
            var held = await work.Db.Set<Membership>().Where(m => m.PersonId == from).ToListAsync(cancellation);
            var membership = held.SingleOrDefault(m => m.Id == role) ?? throw new NotYours();
            membership.End(actor, work.Now);
            person.RaiseRevision();
            work.Record(AccessFacts.RoleEnded(membership, person, reason, await work.Db.SignatoriesAsync(membership.ClientId, cancellation)));
            if (!held.Exists(m => m.EndedAt is null && m.Role.IsStaff())) await RevokeAllAsync(work, person, reason, cancellation);
            return membership.Id;
        }, cancellation);

    private static async Task RevokeAllAsync(Work work, Person person, string reason, CancellationToken cancellation)
    {
        foreach (var grant in await work.Db.Set<RightGrant>().Where(g => g.PersonId == person.Id && g.RevokedAt == null).ToListAsync(cancellation))
        {
            grant.Revoke(work.Actor.Person, work.Now);
            work.Record(AccessFacts.RightRevoked(grant, person, reason));
        }
    }
}
