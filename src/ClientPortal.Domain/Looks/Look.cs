namespace ClientPortal.Domain.Looks;

/// <summary>How somebody came to see something.</summary>
public enum LookKind
{
    /// <summary>On a page. The same person's views of the same thing within <see cref="Look.OneView"/> are one.</summary>
    Viewed,

    /// <summary>As a file that left the portal.</summary>
    Downloaded,

    /// <summary>As a table or a statement made for it.</summary>
    Exported,
}

/// <summary>That a person looked at something of a client. Kept as it happened; the client sees it.</summary>
public sealed class Look
{
    /// <summary>Repeated views within this time count once.</summary>
    public static readonly TimeSpan OneView = TimeSpan.FromMinutes(10);

    private Look()
    {
    }

    /// <summary>Its identifier.</summary>
    public LookId Id { get; private init; }

    /// <summary>Whose data.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Who looked.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What kind of thing, in the record's own words: <c>contract</c>, <c>amendment</c>, <c>document</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Which one.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>How.</summary>
    public LookKind Kind { get; private init; }

    /// <summary>From where, as the server saw it.</summary>
    public required string Address { get; init; }
}

/// <summary>What a page knows when it shows something.</summary>
/// <param name="Client">Whose data.</param>
/// <param name="SubjectKind">What kind of thing, in the record's own words.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Kind">How.</param>
/// <param name="Address">From where, as the server saw it; cut to 64 characters.</param>
public sealed record LookedAt(ClientId Client, string SubjectKind, Guid SubjectId, LookKind Kind, string Address);
