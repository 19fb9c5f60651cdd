using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>Lets what is done with one person's access be done one after the other.</summary>
internal static class OneAtATime
{
    /// <summary>
    /// Waits until nobody else holds the person, and holds them to the end of the transaction: a link opened twice is good for the first, and of two last
    /// factors that are removed at the same moment the second stays. What is read afterwards is what the other left.
    /// </summary>
    public static Task WaitForOthersAsync(this PortalDb db, PersonId person, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"SELECT 1 FROM portal.person WHERE id = {person.Value} FOR UPDATE", cancellation);
}
