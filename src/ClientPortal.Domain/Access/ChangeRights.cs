using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>An administrator gives a member of staff a right beyond their roles, or takes it away, and says why.</summary>
public sealed class ChangeRights(PortalWork work)
{
    /// <summary>Grants a right.</summary>
    public Task<Outcome<GrantId>> GrantAsync(PersonId actor, CommandId command, PersonId to, Right right, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, to, input.Revision, cancellation);
            var reason = input.Checked();
            var roles = await work.Db.Set<Membership>().Where(m => m.PersonId == to).ToListAsync(cancellation);
            var held = await work.Db.Set<RightGrant>().Where(g => g.PersonId == to).ToListAsync(cancellation);
            var grant = RightGrant.Grant(to, roles, held, right, actor, work.Now);
            person.RaiseRevision();
            work.Db.Add(grant);
            work.Record(AccessFacts.RightGranted(grant, person, reason));
            return grant.Id;
        }, cancellation);

    /// <summary>Revokes a right.</summary>
    public Task<Outcome<GrantId>> RevokeAsync(PersonId actor, CommandId command, PersonId from, GrantId right, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, from, input.Revision, cancellation);
            var reason = input.Checked();
            var grant = await work.Db.Set<RightGrant>().SingleOrDefaultAsync(g => g.Id == right && g.PersonId == from, cancellation) ?? throw new NotYours();
            grant.Revoke(actor, work.Now);
            person.RaiseRevision();
            work.Record(AccessFacts.RightRevoked(grant, person, reason));
            return grant.Id;
        }, cancellation);
}
