using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>That the client's signatory gave up the notice period, in writing, for these very changes. Never changed and never deleted.</summary>
public sealed class NoticeWaiver : IRecorded
{
    private NoticeWaiver()
    {
    }

    /// <summary>Its identifier.</summary>
    public NoticeWaiverId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which amendment.</summary>
    public AmendmentId AmendmentId { get; private init; }

    /// <summary>The revision that was the latest then.</summary>
    public int RevisionNumber { get; private init; }

    /// <summary>The fingerprint of the changes it holds for: a later revision with the same changes and another day is covered, one with other changes is not.</summary>
    public ContentHash ChangesHash { get; private init; }

    /// <summary>Who waived.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Why, in the signatory's own words.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public Guid RecordedAs => AmendmentId.Value;

    internal static NoticeWaiver Of(AmendmentRevision latest, string reason, PersonId by, DateTimeOffset at) => new()
    {
        Id = NoticeWaiverId.New(),
        ClientId = latest.ClientId,
        AmendmentId = latest.AmendmentId,
        RevisionNumber = latest.Number,
        ChangesHash = latest.ChangesHash,
        PersonId = by,
        At = at,
        Reason = reason,
    };
}
