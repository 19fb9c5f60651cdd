using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>Somebody who was told of an entry.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">When the notice lay in the portal for them.</param>
/// <param name="SeenAt">When they opened the notice; null when not yet.</param>
/// <param name="SeenThrough">Which way they came; null when not yet.</param>
/// <param name="Deliveries">What was sent to them outside the portal.</param>
public sealed record Told(
    PersonId Person, string Name, DateTimeOffset At, DateTimeOffset? SeenAt, SeenThrough? SeenThrough, IReadOnlyList<ToldOutside> Deliveries);

/// <summary>One message that went out.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="SentAt">When a server took it; null when none has.</param>
/// <param name="NextAttemptAt">When it is tried next; null unless it waits.</param>
/// <param name="Failures">The attempts that failed, oldest first.</param>
public sealed record ToldOutside(
    DeliveryState State, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? NextAttemptAt, IReadOnlyList<ToldFailure> Failures);

/// <summary>An attempt that failed.</summary>
/// <param name="At">When.</param>
/// <param name="Fault">Why, as a code.</param>
public sealed record ToldFailure(DateTimeOffset At, string Fault);

/// <summary>Gathers who was told of entries, and how far that got.</summary>
internal static class ToldOf
{
    /// <summary>The people told, by entry and name; three queries however many entries there are.</summary>
    /// <param name="db">A context that acts for the reader.</param>
    /// <param name="ids">Entries the reader may see.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ILookup<EntryId, Told>> ToldAsync(this PortalDb db, IReadOnlyCollection<EntryId> ids, CancellationToken cancellation)
    {
        var notices = await db.Set<Notice>().Where(n => ids.Contains(n.EntryId))
            .Join(db.Users, n => n.PersonId, p => p.Id, (n, p) => new { n.EntryId, n.PersonId, p.Name, n.At, n.SeenAt, n.SeenThrough })
            .OrderBy(n => n.Name).ThenBy(n => n.PersonId).ToListAsync(cancellation);
        var deliveries = await db.Set<Delivery>().Where(d => d.EntryId != null && ids.Contains(d.EntryId.Value)).OrderBy(d => d.QueuedAt)
            .Select(d => new { d.Id, EntryId = d.EntryId!.Value, d.PersonId, d.State, d.QueuedAt, d.SentAt, d.NextAttemptAt }).ToListAsync(cancellation);
        var sent = deliveries.ConvertAll(d => d.Id);
        var failures = (await db.Set<DeliveryAttempt>().Where(a => sent.Contains(a.DeliveryId) && a.Fault != null).OrderBy(a => a.Number)
            .Select(a => new { a.DeliveryId, a.At, a.Fault }).ToListAsync(cancellation)).ToLookup(a => a.DeliveryId, a => new ToldFailure(a.At, a.Fault!));
        var outside = deliveries.ToLookup(d => (d.EntryId, d.PersonId), d => new ToldOutside(
            d.State, d.QueuedAt, d.SentAt, d.State == DeliveryState.Queued ? d.NextAttemptAt : null, [.. failures[d.Id]]));
        return notices.ToLookup(n => n.EntryId, n => new Told(n.PersonId, n.Name, n.At, n.SeenAt, n.SeenThrough, [.. outside[(n.EntryId, n.PersonId)]]));
    }
}
