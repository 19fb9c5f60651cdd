using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>The record of a contract: who, when, what, old, new, why, and who was told.</summary>
public sealed class RecordReads(PortalReads reads)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 40;

    /// <summary>The entries about a contract and its amendments, newest first. Null is "not found", which is also "not yours".</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which contract.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="after">The <see cref="RecordPage.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<RecordPage?> OfContractAsync(Actor actor, ContractId id, RecordFilter filter, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (await db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } contract) return null;
            var amendments = await db.Set<Amendment>().Where(a => a.ContractId == id).ToDictionaryAsync(a => a.Id.Value, a => a.Number, cancellation);
            Guid[] subjects = [id.Value, .. amendments.Keys];
            var entries = await Entries(db, subjects, filter, after)
                .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancellation);
            var everybody = Entries(db, subjects, new RecordFilter(), after: null).Select(e => e.ActorId);
            var people = await db.Users.Where(p => everybody.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id)
                .Select(p => new RecordPerson(p.Id, p.Name)).ToListAsync(cancellation);
            var page = entries.Take(PageSize).ToList();
            var ids = page.Select(entry => entry.Id).ToList();
            var personal = (await db.Set<PersonalValue>().Where(p => ids.Contains(p.EntryId)).ToListAsync(cancellation)).ToLookup(p => p.EntryId);
            var deliveries = (await DeliveriesAsync(db, ids, cancellation)).ToLookup(delivery => delivery.Entry);
            var actors = page.Select(entry => entry.ActorId).OfType<PersonId>().Distinct().ToList();
            var names = await db.Users.Where(p => actors.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
            return new RecordPage(
                id, contract.ClientId, contract.Number, contract.Title, contract.Zone,
                [
                    .. page.Select(entry => new RecordRow(
                        entry.Id, entry.At, entry.Code, entry.ActorId, entry.ActorId is { } who ? names.GetValueOrDefault(who) : null,
                        entry.SubjectKind, entry.SubjectId, amendments.TryGetValue(entry.SubjectId, out var number) ? number : null,
                        LeafReader.Read(entry.Leaf).Values,
                        personal[entry.Id].ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
                        [.. deliveries[entry.Id].Select(delivery => delivery.Row)])),
                ],
                people,
                entries.Count > PageSize ? new MomentKey(page[^1].At, page[^1].Id.ToString()).ToString() : null);
        }, cancellation);

    private static IQueryable<Entry> Entries(PortalDb db, Guid[] subjects, RecordFilter filter, string? after)
    {
        var entries = db.Set<Entry>().Where(e => (e.SubjectKind == ContractFacts.Kind || e.SubjectKind == AmendmentFacts.Kind) && subjects.Contains(e.SubjectId));
        if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
            entries = entries.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(key.At, EntryId.Of(last))));
        if (filter.Code is { Length: > 0 } code) entries = entries.Where(e => e.Code == code);
        if (filter.Person is { } person) entries = entries.Where(e => e.ActorId == person);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.Until is { } until) entries = entries.Where(e => e.At < until);
        return entries;
    }

    private static async Task<List<(EntryId Entry, RecordDelivery Row)>> DeliveriesAsync(PortalDb db, List<EntryId> entries, CancellationToken cancellation)
    {
        var told = await db.Set<Notice>().Where(n => entries.Contains(n.EntryId))
            .Select(n => new { n.EntryId, n.PersonId, Name = db.Users.Where(p => p.Id == n.PersonId).Select(p => p.Name).First(), n.At, n.SeenAt, n.SeenThrough })
            .OrderBy(n => n.Name).ToListAsync(cancellation);
        var sent = (await db.Set<Delivery>().Where(d => d.EntryId != null && entries.Contains(d.EntryId.Value))
            .Select(d => new { EntryId = d.EntryId!.Value, d.PersonId, d.State, d.SentAt }).ToListAsync(cancellation)).ToLookup(d => (d.EntryId, d.PersonId));
        return [.. told.Select(n => (n.EntryId, new RecordDelivery(
            n.PersonId, n.Name, n.At, sent[(n.EntryId, n.PersonId)].Select(d => (DeliveryState?)d.State).FirstOrDefault(),
            sent[(n.EntryId, n.PersonId)].Select(d => d.SentAt).FirstOrDefault(), n.SeenAt, n.SeenThrough)))];
    }
}

/// <summary>Which entries a page shows.</summary>
public sealed record RecordFilter
{
    /// <summary>Those with one fact code; empty for all.</summary>
    public string? Code { get; init; }

    /// <summary>Those of one person; null for everybody's.</summary>
    public PersonId? Person { get; init; }

    /// <summary>Those from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A page of a contract's record.</summary>
/// <param name="Contract">Of which contract.</param>
/// <param name="Client">Whose.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="People">Everybody who did something here, by name: the choices of a filter.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record RecordPage(
    ContractId Contract, ClientId Client, string Number, string Title, string Zone, IReadOnlyList<RecordRow> Rows, IReadOnlyList<RecordPerson> People, string? Next);

/// <summary>Somebody who did something.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name now.</param>
public sealed record RecordPerson(PersonId Id, string Name);

/// <summary>One entry as it is shown.</summary>
/// <param name="Id">Which entry.</param>
/// <param name="At">When.</param>
/// <param name="Code">What happened, as a stable code.</param>
/// <param name="Actor">Who did it; null when the portal itself noted it.</param>
/// <param name="ActorName">Their name now; null where it was erased.</param>
/// <param name="SubjectKind">What kind of thing it happened to.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="AmendmentNumber">The amendment's number, where it is one.</param>
/// <param name="Values">The values as they stand in the leaf; old and new where something changed.</param>
/// <param name="Personal">What people typed, and names, as far as they were not erased: the reason stands here.</param>
/// <param name="Deliveries">Who was told, and how far that got.</param>
public sealed record RecordRow(
    EntryId Id, DateTimeOffset At, string Code, PersonId? Actor, string? ActorName, string SubjectKind, Guid SubjectId, int? AmendmentNumber,
    IReadOnlyDictionary<string, FactValue> Values, IReadOnlyDictionary<string, string> Personal, IReadOnlyList<RecordDelivery> Deliveries);

/// <summary>One person who was told.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="ToldAt">When the notice lay in the portal and the mail was queued.</param>
/// <param name="Mail">How far the mail got; null when there was none.</param>
/// <param name="SentAt">When a mail server took it; null until then.</param>
/// <param name="SeenAt">When they opened the notice; null until then.</param>
/// <param name="SeenThrough">Which way they came to open it.</param>
public sealed record RecordDelivery(
    PersonId Person, string Name, DateTimeOffset ToldAt, DeliveryState? Mail, DateTimeOffset? SentAt, DateTimeOffset? SeenAt, SeenThrough? SeenThrough);
