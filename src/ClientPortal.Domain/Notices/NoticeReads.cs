using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>What the bell, the list of notices and the record's page of an entry show.</summary>
public sealed class NoticeReads(PortalReads reads)
{
    private const int PageSize = 30;

    /// <summary>One notice in the person's own list.</summary>
    /// <param name="Id">The notice, which its link names.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="SeenAt">When the person opened it; null while unseen.</param>
    /// <param name="Telling">What it tells of.</param>
    public sealed record NoticeRow(NoticeId Id, DateTimeOffset At, DateTimeOffset? SeenAt, Telling Telling);

    /// <summary>A page of the person's own notices, newest first.</summary>
    /// <param name="Rows">The notices.</param>
    /// <param name="Unseen">How many are unseen in all.</param>
    /// <param name="Next">The key of the next page; null on the last.</param>
    public sealed record NoticesPage(IReadOnlyList<NoticeRow> Rows, int Unseen, string? Next);

    /// <summary>Somebody who was told of an entry.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="SeenAt">When they opened the notice; null when not yet.</param>
    /// <param name="SeenThrough">Which way they came; null when not yet.</param>
    /// <param name="Deliveries">What was sent to them outside the portal.</param>
    public sealed record ToldRow(PersonId Person, string Name, DateTimeOffset? SeenAt, SeenThrough? SeenThrough, IReadOnlyList<DeliveryRow> Deliveries);

    /// <summary>One message that went out.</summary>
    /// <param name="State">Where it stands.</param>
    /// <param name="QueuedAt">When it was queued.</param>
    /// <param name="SentAt">When a server took it; null when none has.</param>
    /// <param name="Attempts">How often it was tried in all.</param>
    /// <param name="LastFault">The code of the last failure; null when the last attempt succeeded or there was none.</param>
    public sealed record DeliveryRow(DeliveryState State, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, int Attempts, string? LastFault);

    /// <summary>How many notices the person has not seen; null when they are not welcome any more.</summary>
    public Task<int?> UnseenAsync(PersonId person, CancellationToken cancellation) => reads.RunAsync(person, db =>
        db.Users.Where(p => p.Id == person && p.JoinedAt != null && p.DisabledAt == null)
            .Select(p => (int?)db.Set<Notice>().Count(n => n.PersonId == p.Id && n.SeenAt == null))
            .SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>The person's own notices, newest first.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="after">The key a page before ended with; null for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<NoticesPage> PageAsync(PersonId person, string? after, CancellationToken cancellation) => reads.RunAsync(person, async db =>
    {
        var own = db.Set<Notice>().Where(n => n.PersonId == person);
        var unseen = await own.CountAsync(n => n.SeenAt == null, cancellation);
        if (MomentKey.Parse(after) is { } key)
            own = own.Where(n => EF.Functions.LessThan(ValueTuple.Create(n.At, n.Id), ValueTuple.Create(key.At, NoticeId.Of(key.Id))));
        var rows = await own.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(PageSize + 1)
            .Select(n => new { n.Id, n.EntryId, n.At, n.SeenAt }).ToListAsync(cancellation);
        var page = rows.Take(PageSize).ToList();
        var tellings = await db.TellAsync([.. page.Select(n => n.EntryId).Distinct()], cancellation);
        return new NoticesPage(
            [.. page.Select(n => new NoticeRow(n.Id, n.At, n.SeenAt, tellings[n.EntryId]))],
            unseen,
            rows.Count > PageSize ? new MomentKey(page[^1].At, page[^1].Id.Value).ToString() : null);
    }, cancellation);

    /// <summary>Who was told of an entry, when they opened it, and what was sent to them; null when the actor may not see the entry.</summary>
    public Task<IReadOnlyList<ToldRow>?> OfEntryAsync(Actor actor, EntryId entry, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        if (!await db.Set<Entry>().AnyAsync(e => e.Id == entry, cancellation)) return null;
        var notices = await db.Set<Notice>().Where(n => n.EntryId == entry)
            .Join(db.Users, n => n.PersonId, p => p.Id, (n, p) => new { n.PersonId, p.Name, n.SeenAt, n.SeenThrough })
            .OrderBy(n => n.Name).ThenBy(n => n.PersonId).ToListAsync(cancellation);
        var deliveries = (await db.Set<Delivery>().Where(d => d.EntryId == entry).OrderBy(d => d.QueuedAt)
            .Select(d => new
            {
                d.PersonId,
                d.State,
                d.QueuedAt,
                d.SentAt,
                Attempts = db.Set<DeliveryAttempt>().Count(a => a.DeliveryId == d.Id),
                Fault = db.Set<DeliveryAttempt>().Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).Select(a => a.Fault).FirstOrDefault(),
            }).ToListAsync(cancellation)).ToLookup(d => d.PersonId);
        return (IReadOnlyList<ToldRow>?)notices.ConvertAll(n => new ToldRow(
            n.PersonId, n.Name, n.SeenAt, n.SeenThrough,
            [.. deliveries[n.PersonId].Select(d => new DeliveryRow(d.State, d.QueuedAt, d.SentAt, d.Attempts, d.Fault))]));
    }, cancellation);
}
