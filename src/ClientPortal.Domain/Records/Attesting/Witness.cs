using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>
/// Somebody who cosigns checkpoints (C2SP tlog-witness), and only those that continue what they saw of the log before. Who is removed stays known: what they
/// signed is verified with their key.
/// </summary>
public sealed class Witness : Root, IRecorded
{
    /// <summary>As many may cosign at once; each adds a line to every receipt.</summary>
    public const int Most = 10;

    /// <summary>The most characters of an address.</summary>
    public const int LongestAddress = 500;

    /// <summary>The most characters of a verifier key.</summary>
    public const int LongestKey = 500;

    private Witness()
    {
    }

    /// <summary>Its identifier.</summary>
    public WitnessId Id { get; private init; }

    /// <summary>What requests' paths begin with, without a slash at its end.</summary>
    public required string Address { get; init; }

    /// <summary>The verifier key as it is printed, of the kind that witnesses sign with.</summary>
    public required string Key { get; init; }

    /// <summary>Who brought it in.</summary>
    public PersonId AddedBy { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Who removed it; null while it is asked.</summary>
    public PersonId? RemovedBy { get; private set; }

    /// <summary>When; null while it is asked.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The name that its key carries.</summary>
    public string Name => Key[..Key.IndexOf('+', StringComparison.Ordinal)];

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>A witness is asked from now on.</summary>
    public static Witness Add(string address, string key, PersonId by, DateTimeOffset at) => new() { Id = WitnessId.New(), Address = address, Key = key, AddedBy = by, AddedAt = at };

    /// <summary>It is not asked any more.</summary>
    /// <exception cref="StaleRevision">It was removed already.</exception>
    public void Remove(PersonId by, DateTimeOffset at)
    {
        if (RemovedAt is not null) throw new StaleRevision();
        (RemovedBy, RemovedAt) = (by, at);
        RaiseRevision();
    }
}
