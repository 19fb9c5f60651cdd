using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>Whom a price list concerns.</summary>
internal static class PricePeople
{
    /// <summary>
    /// Everybody who works with prices, and the people of every client with an open or accepted quote priced from the list; not the
    /// actor, who knows. Quotes are no matter of this area and other clients' are hidden, so the database says it.
    /// </summary>
    public static async Task<Audience> ToldAsync(Work work, PriceListId list, CancellationToken cancellation)
    {
        var people = await work.Db.Database.SqlQuery<Guid>($"SELECT person_id AS \"Value\" FROM portal.people_of_prices({list.Value})").ToListAsync(cancellation);
        var told = people.Select(PersonId.Of).Where(person => person != work.Actor.Person).ToList();
        return told.Count == 0 ? Audience.Nobody : Audience.Of(told);
    }
}
