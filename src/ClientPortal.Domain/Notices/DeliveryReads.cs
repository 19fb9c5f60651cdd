using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>What an administrator sees of messages that did not go out at once.</summary>
public sealed class DeliveryReads(PortalReads reads)
{
    private const int PageSize = 50;

    /// <summary>One message in trouble. What it tells is not shown: an administrator, as such, sees no client's content.</summary>
    /// <param name="Id">The delivery.</param>
    /// <param name="Person">To whom.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their address.</param>
    /// <param name="Kind">The code of what is sent.</param>
    /// <param name="State">Parked, or queued to be tried again.</param>
    /// <param name="QueuedAt">When it was queued.</param>
    /// <param name="NextAttemptAt">When it is tried again; null when parked.</param>
    /// <param name="Attempts">How often it was tried in all.</param>
    /// <param name="LastAttemptAt">When it was last tried.</param>
    /// <param name="LastFault">The code of the last failure.</param>
    public sealed record TroubledRow(
        DeliveryId Id, PersonId Person, string Name, string Email, string Kind, DeliveryState State, DateTimeOffset QueuedAt,
        DateTimeOffset? NextAttemptAt, int Attempts, DateTimeOffset? LastAttemptAt, string? LastFault);

    /// <summary>Messages in trouble.</summary>
    /// <param name="Rows">This page of them, those queued last first.</param>
    /// <param name="Parked">How many are parked in all.</param>
    /// <param name="Retried">How many wait to be tried again in all.</param>
    /// <param name="Next">The key of the next page; null on the last.</param>
    public sealed record TroubledPage(IReadOnlyList<TroubledRow> Rows, int Parked, int Retried, string? Next);

    /// <summary>Parked deliveries and those that failed and are tried again; administrators only.</summary>
    /// <exception cref="NotYours">The actor is no administrator.</exception>
    public Task<TroubledPage> TroubledAsync(Actor actor, string? after, CancellationToken cancellation)
    {
        NotYours.Unless(actor.Is(Role.Administrator));
        return reads.RunAsync(actor, async db =>
        {
            var troubled = db.Set<Delivery>().Where(d => d.State == DeliveryState.Parked || (d.State == DeliveryState.Queued && d.Attempts > 0));
            var parked = await troubled.CountAsync(d => d.State == DeliveryState.Parked, cancellation);
            var retried = await troubled.CountAsync(d => d.State == DeliveryState.Queued, cancellation);
            if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
                troubled = troubled.Where(d => EF.Functions.LessThan(ValueTuple.Create(d.QueuedAt, d.Id), ValueTuple.Create(key.At, DeliveryId.Of(last))));
            var rows = await troubled.OrderByDescending(d => d.QueuedAt).ThenByDescending(d => d.Id).Take(PageSize + 1)
                .Join(db.Users, d => d.PersonId, p => p.Id, (d, p) => new TroubledRow(
                    d.Id, p.Id, p.Name, p.Email!, d.Kind, d.State, d.QueuedAt,
                    d.State == DeliveryState.Queued ? d.NextAttemptAt : null,
                    db.Set<DeliveryAttempt>().Count(a => a.DeliveryId == d.Id),
                    db.Set<DeliveryAttempt>().Where(a => a.DeliveryId == d.Id).Max(a => (DateTimeOffset?)a.At),
                    db.Set<DeliveryAttempt>().Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).Select(a => a.Fault).FirstOrDefault()))
                .ToListAsync(cancellation);
            var page = rows.OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Id.Value).Take(PageSize).ToList();
            return new TroubledPage(page, parked, retried, rows.Count > PageSize ? new MomentKey(page[^1].QueuedAt, page[^1].Id.ToString()).ToString() : null);
        }, cancellation);
    }
}
