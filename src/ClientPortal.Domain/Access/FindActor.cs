using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>Reads who somebody is at this moment.</summary>
public static class FindActor
{
    /// <summary>The person with their roles and rights; null when there is none, they have not joined, or they are shut out.</summary>
    public static async Task<Actor?> FindActorAsync(this PortalDb db, PersonId person, CancellationToken cancellation)
    {
        var found = await db.Users.AsNoTracking()
            .Where(p => p.Id == person && p.JoinedAt != null && p.DisabledAt == null)
            .Select(p => new
            {
                p.Name,
                Roles = db.Set<Membership>().Where(m => m.PersonId == p.Id && m.EndedAt == null).Select(m => new { m.Role, m.ClientId }).ToList(),
                Rights = db.Set<RightGrant>().Where(g => g.PersonId == p.Id && g.RevokedAt == null).Select(g => g.Right).ToList(),
            })
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancellation);
        return found is null ? null : new Actor(person, found.Name, [.. found.Roles.Select(held => new ActorRole(held.Role, held.ClientId))], [.. found.Rights]);
    }
}
