using ClientPortal.Domain.Data;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>
/// A setting of the timestamp authority. Each change is a new one, and the newest counts: tokens stay verifiable with the certificates that were set when
/// they came.
/// </summary>
public sealed class TimestampAuthority : IRecorded
{
    /// <summary>The most characters of an address.</summary>
    public const int LongestAddress = 500;

    /// <summary>The most characters of the certificates.</summary>
    public const int LongestCertificates = 60_000;

    /// <summary>How often at most a log may be stamped, in minutes.</summary>
    public static readonly IReadOnlyList<int> Paces = [5, 15, 60, 360, 1440];

    /// <summary>How often at most a log is stamped when nobody said otherwise, in minutes.</summary>
    public const int UsualPace = 60;

    private TimestampAuthority()
    {
    }

    /// <summary>Its identifier.</summary>
    public AuthorityId Id { get; private init; }

    /// <summary>The how manieth setting it is, from 1. Forms carry it as their revision.</summary>
    public int Number { get; private init; }

    /// <summary>Where requests are posted (RFC 3161 over HTTP); null while no authority is used.</summary>
    public string? Address { get; private init; }

    /// <summary>The certificates its tokens must lead to, in PEM; null with the address.</summary>
    public string? Certificates { get; private init; }

    /// <summary>How often at most a log is stamped, in minutes; null with the address.</summary>
    public int? Minutes { get; private init; }

    /// <summary>Who set it.</summary>
    public PersonId SetBy { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>An authority is used from now on.</summary>
    /// <param name="number">The number of the setting before; 0 when there was none.</param>
    /// <param name="address">Where requests are posted.</param>
    /// <param name="certificates">What its tokens must lead to, in PEM.</param>
    /// <param name="minutes">One of <see cref="Paces"/>.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="at">When.</param>
    public static TimestampAuthority Use(int number, string address, string certificates, int minutes, PersonId by, DateTimeOffset at) =>
        new() { Id = AuthorityId.New(), Number = number + 1, Address = address, Certificates = certificates, Minutes = minutes, SetBy = by, SetAt = at };

    /// <summary>No authority is used from now on.</summary>
    public TimestampAuthority Stop(PersonId by, DateTimeOffset at) => new() { Id = AuthorityId.New(), Number = Number + 1, SetBy = by, SetAt = at };
}
