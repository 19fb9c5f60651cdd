using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>Who is told when something is wrong with the record: auditors and administrators who can sign in.</summary>
internal static class Overseers
{
    public static async Task<Audience> FindAsync(PortalDb db, CancellationToken cancellation) => ToldClients.To(await (
        from membership in db.Set<Membership>()
        join person in db.Users on membership.PersonId equals person.Id
        where (membership.Role == Role.Auditor || membership.Role == Role.Administrator) && membership.EndedAt == null && person.JoinedAt != null && person.DisabledAt == null
        select person.Id).Distinct().ToListAsync(cancellation));
}
