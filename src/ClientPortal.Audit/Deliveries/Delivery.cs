using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Deliveries;

/// <summary>One message to one person over one channel. Queued in the transaction of what it tells of, sent afterwards.</summary>
/// <remarks>Holds neither address nor text: both are made when it is sent, in the language the person has then.</remarks>
public sealed class Delivery
{
    private Delivery()
    {
    }

    /// <summary>Its identifier, from which the Message-ID is made, so that a second sending is known as the same message.</summary>
    public DeliveryId Id { get; private init; }

    /// <summary>To whom.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Which client it is about; null when none.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>The entry it tells of; null for mail that only opens a door, such as an invitation.</summary>
    public EntryId? EntryId { get; private init; }

    /// <summary>The stable code of what is sent, by which the words are found.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset QueuedAt { get; private init; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next; meaningless unless <see cref="State"/> is <see cref="DeliveryState.Queued"/>.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>When a server took it; null until then.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>A message waiting to be sent.</summary>
    public static Delivery Queue(PersonId to, string kind, DateTimeOffset at, ClientId? client = null, EntryId? entry = null) => new()
    {
        Id = DeliveryId.New(),
        PersonId = to,
        ClientId = client,
        EntryId = entry,
        Kind = kind,
        QueuedAt = at,
        NextAttemptAt = at,
    };

    /// <summary>A server took the message.</summary>
    public void Succeed(DateTimeOffset at)
    {
        EnsureQueued();
        Attempts++;
        (State, SentAt) = (DeliveryState.Sent, at);
    }

    /// <summary>The attempt failed: tried again after a growing pause, or parked when the pauses are used up or the fault is final.</summary>
    public void Fail(DateTimeOffset at, bool final)
    {
        EnsureQueued();
        if (final || Attempts >= Pauses.Length) State = DeliveryState.Parked;
        else NextAttemptAt = at + Pauses[Attempts];
        Attempts++;
    }

    /// <summary>What it was to bring about has happened without it, such as joining before the invitation went out.</summary>
    public void Drop()
    {
        EnsureQueued();
        Attempts++;
        State = DeliveryState.Dropped;
    }

    /// <summary>An administrator wants it tried once more, from the beginning.</summary>
    /// <exception cref="InvalidOperationException">It is not parked.</exception>
    public void TryAgain(DateTimeOffset at)
    {
        if (State != DeliveryState.Parked) throw new InvalidOperationException("Only a parked delivery is tried again by hand.");
        (State, Attempts, NextAttemptAt) = (DeliveryState.Queued, 0, at);
    }

    // About two days in all: a mail server that is gone for an hour, or for a weekend night, loses nothing.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    private void EnsureQueued()
    {
        if (State != DeliveryState.Queued) throw new InvalidOperationException($"Delivery {Id} is {State}, not queued.");
    }
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its next attempt.</summary>
    Queued,

    /// <summary>A server took it.</summary>
    Sent,

    /// <summary>Given up; an administrator sees it and decides.</summary>
    Parked,

    /// <summary>Not needed any more, and never sent.</summary>
    Dropped,
}

/// <summary>One attempt, kept as it happened.</summary>
public sealed class DeliveryAttempt
{
    private DeliveryAttempt()
    {
    }

    /// <summary>What was attempted.</summary>
    public DeliveryId DeliveryId { get; private init; }

    /// <summary>Counts the attempts since the message was queued, those by hand included; from 1.</summary>
    public int Number { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Why it failed, as a short code without an address in it; null when it succeeded.</summary>
    public string? Fault { get; private init; }

    /// <summary>An attempt at this moment.</summary>
    public static DeliveryAttempt Of(DeliveryId delivery, int number, DateTimeOffset at, string? fault) =>
        new() { DeliveryId = delivery, Number = number, At = at, Fault = fault };
}
