using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>What people are called.</summary>
internal static class Names
{
    /// <summary>The names of some people by their ids; nothing else of them is read.</summary>
    public static async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(this PortalDb db, IReadOnlyCollection<PersonId> people, CancellationToken cancellation) =>
        people.Count == 0
            ? new Dictionary<PersonId, string>()
            : await db.Users.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
}
