using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>An administrator has a parked message sent once more, after the reason is gone.</summary>
public sealed class TryDeliveryAgain(PortalWork work)
{
    /// <summary>Queues it again, from the first of its pauses. One that is queued or sent meanwhile stays as it is.</summary>
    public Task<Outcome<DeliveryId>> RunAsync(PersonId actor, CommandId command, DeliveryId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Administrator));
            var delivery = await work.Db.Set<Delivery>().SingleOrDefaultAsync(d => d.Id == id, cancellation) ?? throw new NotYours();
            if (delivery.State == DeliveryState.Parked) delivery.TryAgain(work.Now);
            return id;
        }, cancellation);
}
