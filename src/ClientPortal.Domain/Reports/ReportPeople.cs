using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>Who is told of what happens to a report.</summary>
internal static class ReportPeople
{
    /// <summary>Everybody of the client, who reads reports, and who answers for contract and stage at the provider; not the actor, who knows.</summary>
    public static async Task<Audience> BothSidesAsync(PortalDb db, StagePlan plan, PersonId actor, CancellationToken cancellation)
    {
        var people = await ContractPeople.FindAsync(db, plan.Contract.ClientId, cancellation);
        return Of([.. people.Of(Side.Client).Select(person => person.Id), .. plan.Responsible.Where(person => people.Has(person, Side.Provider))], actor);
    }

    /// <summary>Those of these people who work with the client for the provider; not the actor, who knows.</summary>
    public static async Task<Audience> ProviderAsync(PortalDb db, ClientId client, IEnumerable<PersonId> people, PersonId? actor, CancellationToken cancellation)
    {
        var known = await ContractPeople.FindAsync(db, client, cancellation);
        return Of(people.Where(person => known.Has(person, Side.Provider)), actor);
    }

    private static Audience Of(IEnumerable<PersonId> people, PersonId? actor)
    {
        var told = people.Distinct().Where(person => person != actor).ToList();
        return told.Count == 0 ? Audience.Nobody : Audience.Of(told);
    }
}
