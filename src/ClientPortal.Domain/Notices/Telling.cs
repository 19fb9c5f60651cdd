using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using ClientPortal.Audit.Rows;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>Everything that is needed to tell an entry in a sentence, whatever the language.</summary>
/// <param name="Leaf">What the record holds.</param>
/// <param name="ActorName">The name of who did it; null for the portal itself.</param>
/// <param name="ClientName">The client's name; null for the installation's log, or where the reader may not see the client any more.</param>
/// <param name="Personal">The personal values that have not been erased, by name.</param>
/// <param name="Names">The names of people and clients the leaf refers to, by their identifiers, as far as the reader may see them.</param>
public sealed record Telling(
    LeafContent Leaf, string? ActorName, string? ClientName, IReadOnlyDictionary<string, string> Personal, IReadOnlyDictionary<Guid, string> Names);

/// <summary>Gathers what is needed to tell entries.</summary>
public static class Tellings
{
    /// <summary>The tellings of the entries that may be seen, by entry; five queries however many they are.</summary>
    /// <param name="db">A context that acts for the reader, or the worker's.</param>
    /// <param name="ids">Which entries.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<IReadOnlyDictionary<EntryId, Telling>> TellAsync(this PortalDb db, IReadOnlyCollection<EntryId> ids, CancellationToken cancellation)
    {
        var leaves = await db.Set<Entry>().Where(e => ids.Contains(e.Id)).Select(e => e.Leaf).ToListAsync(cancellation);
        var contents = leaves.ConvertAll(leaf => LeafReader.Read(leaf));
        var personal = (await db.Set<PersonalValue>().Where(p => ids.Contains(p.EntryId) && p.Name != RowImage.Name).Select(p => new { p.EntryId, p.Name, p.Value }).ToListAsync(cancellation))
            .ToLookup(value => value.EntryId);
        var referred = contents.SelectMany(References).Distinct().ToList();
        var people = await db.NamesAsync([.. referred.Select(PersonId.Of)], cancellation);
        var clients = contents.Select(leaf => leaf.Client).OfType<ClientId>().Concat(contents.SelectMany(Clients)).Distinct().ToList();
        var clientNames = await db.Set<Client>().Where(c => clients.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, cancellation);
        var names = people.Select(person => (Id: person.Key.Value, person.Value)).Concat(clientNames.Select(client => (Id: client.Key.Value, client.Value)))
            .ToDictionary(named => named.Id, named => named.Value);
        return contents.ToDictionary(leaf => leaf.Id, leaf => new Telling(
            leaf,
            leaf.Actor is { } actor ? names.GetValueOrDefault(actor.Value) : null,
            leaf.Client is { } client ? clientNames.GetValueOrDefault(client) : null,
            personal[leaf.Id].ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal),
            names));
    }

    private static IEnumerable<Guid> References(LeafContent leaf)
    {
        IEnumerable<Guid> actor = leaf.Actor is { } person ? [person.Value] : [];
        IEnumerable<Guid> subject = leaf.Subject.Kind == "person" ? [leaf.Subject.Id] : [];
        return [.. actor, .. subject, .. leaf.Values.Values.SelectMany(References)];
    }

    // What stands in the installation's log and concerns a client names it.
    private static IEnumerable<ClientId> Clients(LeafContent leaf) =>
        leaf.Values.GetValueOrDefault("of-client") is FactValue.Reference client ? [ClientId.Of(client.Value)] : [];

    private static IEnumerable<Guid> References(FactValue? value) => value switch
    {
        FactValue.Reference reference => [reference.Value],
        FactValue.Change change => [.. References(change.Old), .. References(change.New)],
        FactValue.Group group => group.Values.Values.SelectMany(References),
        FactValue.Sequence sequence => sequence.Values.SelectMany(References),
        _ => [],
    };
}
