using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>The people who deal with each other about a client, as they are now.</summary>
public sealed class ContractPeople
{
    private readonly Dictionary<PersonId, ContractPerson> _all;

    internal ContractPeople(IEnumerable<ContractPerson> all) => _all = all.ToDictionary(person => person.Id);

    /// <summary>All of them by name.</summary>
    public IEnumerable<ContractPerson> All => _all.Values.OrderBy(person => person.Name, StringComparer.CurrentCulture);

    /// <summary>Those of a side.</summary>
    public IEnumerable<ContractPerson> Of(Side side) => All.Where(person => person.Side == side);

    /// <summary>Those who can sign for a side.</summary>
    public IEnumerable<ContractPerson> SignatoriesOf(Side side) => Of(side).Where(person => person.Signs);

    /// <summary>Whether somebody stands on a side.</summary>
    public bool Has(PersonId person, Side side) => _all.TryGetValue(person, out var found) && found.Side == side;

    /// <summary>Whether a notice that reaches this person has reached the client: a signatory, or who answers for the contract.</summary>
    internal bool SpeaksForClient(PersonId person, Terms terms) =>
        person == terms.ResponsibleClient || (_all.TryGetValue(person, out var found) && found is { Side: Side.Client, Signs: true });

    /// <summary>Who is told of what happens to a contract: the client's signatories and who answers for it on both sides, but not who did it.</summary>
    /// <param name="terms">Where the responsible people stand.</param>
    /// <param name="actor">Who did it; null for the portal itself.</param>
    /// <param name="signatories">Whether the provider's signatories are told too, since something waits for them.</param>
    internal Audience Told(Terms terms, PersonId? actor, bool signatories = false) => Told(ContractData.PeopleIn(terms), actor, signatories);

    /// <param name="responsible">Who answers for it.</param>
    /// <param name="actor">Who did it; null for the portal itself.</param>
    /// <param name="signatories">Whether the provider's signatories are told too.</param>
    /// <param name="ofClient">Whether the client's signatories are told; not of a draft, which they do not see.</param>
    internal Audience Told(IEnumerable<PersonId> responsible, PersonId? actor, bool signatories = false, bool ofClient = true)
    {
        var people = (ofClient ? SignatoriesOf(Side.Client) : []).Select(person => person.Id)
            .Concat(responsible)
            .Concat(signatories ? SignatoriesOf(Side.Provider).Select(person => person.Id) : [])
            .Where(person => person != actor && _all.ContainsKey(person))
            .ToList();
        return people.Count == 0 ? Audience.Nobody : Audience.Of(people);
    }

    /// <summary>
    /// Who is told on one side of what the other said: those of it whom it concerns, and who signs for the client. A side where none of
    /// these is left is told as a whole, so that no question is lost.
    /// </summary>
    /// <param name="side">The side that is told.</param>
    /// <param name="concerned">Who answers for it or took part; those of the other side among them are left out.</param>
    internal Audience Told(Side side, IEnumerable<PersonId> concerned)
    {
        var people = concerned.Where(person => Has(person, side))
            .Concat(side == Side.Client ? SignatoriesOf(side).Select(person => person.Id) : [])
            .ToList();
        if (people.Count == 0) people = [.. Of(side).Select(person => person.Id)];
        return people.Count == 0 ? Audience.Nobody : Audience.Of(people);
    }

    internal static async Task<ContractPeople> FindAsync(PortalDb db, ClientId client, CancellationToken cancellation)
    {
        var rows = await db.Database
            .SqlQuery<Row>($"SELECT person_id, name, email, is_staff, signs, joined FROM portal.people_of({client.Value})")
            .ToListAsync(cancellation);
        return new ContractPeople(rows.Select(row =>
            new ContractPerson(PersonId.Of(row.PersonId), row.Name, row.Email, row.IsStaff ? Side.Provider : Side.Client, row.Signs, row.Joined)));
    }

    private sealed record Row(Guid PersonId, string Name, string Email, bool IsStaff, bool Signs, bool Joined);
}

/// <summary>Somebody who deals with the other side about a client.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Side">On which side they stand.</param>
/// <param name="Signs">Whether they can sign for it.</param>
/// <param name="Joined">Whether they have accepted their invitation.</param>
public sealed record ContractPerson(PersonId Id, string Name, string Email, Side Side, bool Signs, bool Joined);
