using System.Data.Common;
using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Web.Deliveries;

/// <summary>
/// Sends what is due. A delivery is held by its row lock while it is sent: other nodes pass over it, and when this one
/// dies the lock goes with its connection and another takes the delivery at once. Sending and recording cannot be one
/// step, so a message may go out twice, under one Message-ID; it is never lost.
/// </summary>
internal sealed class Dispatcher(WorkerDb worker, LetterWriter writer, IMailer mailer, TimeProvider clock, ILogger<Dispatcher> log)
{
    // A notice of a client's log carries the receipt of its entry, which is there within seconds. It does not wait for ever: what was told late is worse than told without.
    private static readonly TimeSpan MostWaitForReceipt = TimeSpan.FromMinutes(1);

    // What may go out once its time has come; {0} is the kind of notices, {1} when those were queued that wait no longer for a receipt. Who has not joined
    // cannot open what a notice links to: it waits for them, while their invitation goes out.
    private const string Ready =
        """
        SELECT d.* FROM portal.delivery d JOIN portal.person p ON p.id = d.person_id
        WHERE d.state = 'Queued' AND (d.kind <> {0} OR p.joined_at IS NOT NULL OR p.disabled_at IS NOT NULL)
            AND (d.client_id IS NULL OR d.queued_at <= {1} OR NOT EXISTS (SELECT FROM portal.log_waiting w WHERE w.entry_id = d.entry_id))
        """;

    // How many messages this node sends at once. A server that wants fewer says so with 421 and gets them later.
    private const int Lanes = 4;

    /// <summary>Sends until nothing is due, and says how many attempts that took.</summary>
    public async Task<int> DispatchAsync(CancellationToken stop) =>
        (await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => DrainAsync(stop)))).Sum();

    /// <summary>When the next delivery becomes due; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        await using var db = worker.Open();
        return await db.Set<Delivery>().FromSqlRaw(Ready, DeliveryKinds.Notice, clock.GetUtcNow() - MostWaitForReceipt)
            .MinAsync(d => (DateTimeOffset?)d.NextAttemptAt, cancellation);
    }

    private async Task<int> DrainAsync(CancellationToken stop)
    {
        var attempts = 0;
        while (await SendNextAsync(stop)) attempts++;
        return attempts;
    }

    private async Task<bool> SendNextAsync(CancellationToken stop)
    {
        await using var db = worker.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await TakeAsync(db, stop) is not { } delivery) return false;
        var fault = await TryAsync(db, delivery, stop);

        // The message is out, or refused: this is written down whoever asks us to stop.
        var at = clock.GetUtcNow();
        var number = await db.Set<DeliveryAttempt>().CountAsync(a => a.DeliveryId == delivery.Id, CancellationToken.None) + 1;
        db.Add(DeliveryAttempt.Of(delivery.Id, number, at, fault?.Code));
        if (fault is null) delivery.Succeed(at);
        else if (fault.IsNeedless) delivery.Drop();
        else delivery.Fail(at, fault.IsFinal);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task<Delivery?> TakeAsync(PortalDb db, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Delivery>().FromSqlRaw(
            Ready + " AND d.next_attempt_at <= {2} ORDER BY d.next_attempt_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED",
            DeliveryKinds.Notice, now - MostWaitForReceipt, now).ToListAsync(stop);
        return due.SingleOrDefault();
    }

    private async Task<MailFault?> TryAsync(PortalDb db, Delivery delivery, CancellationToken stop)
    {
        try
        {
            var letter = await writer.WriteAsync(db, delivery, stop);
            await mailer.SendAsync(letter, stop);
            return null;
        }
        catch (Exception fault) when (fault is not DbException && !(fault is OperationCanceledException && stop.IsCancellationRequested))
        {
            if (MailFaults.Of(fault) is { } known)
            {
                log.Log(known.IsNeedless ? LogLevel.Debug : LogLevel.Warning, "Delivery {Delivery} was not sent: {Fault}", delivery.Id, known.Code);
                return known;
            }

            // Ours, not the server's: it is tried again, since the next version may have it right.
            log.LogError(fault, "Delivery {Delivery} could not be made", delivery.Id);
            return new MailFault("portal-fault", IsFinal: false);
        }
    }
}
