using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Leaves;
using ClientPortal.Audit.Rows;

namespace ClientPortal.Audit.Entries;

/// <summary>One entry of the record. Written in the transaction of the change it tells of, and never changed.</summary>
public sealed class Entry
{
    private Entry()
    {
    }

    /// <summary>The entry's own identifier, which stands in its leaf.</summary>
    public EntryId Id { get; private init; }

    /// <summary>Whose log it stands in; null for the installation's log.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>The stable code of what happened.</summary>
    public required string Code { get; init; }

    /// <summary>When, in UTC, to the microsecond.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who did it; null when the portal itself did, on a date that was agreed.</summary>
    public PersonId? ActorId { get; private init; }

    /// <summary>The kind of thing it happened to.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The thing it happened to.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>The exact bytes that are hashed: canonical JSON in leaf format 1.</summary>
    public byte[] Leaf { get; private set; } = [];

    /// <summary>The personal values behind the leaf's commitments.</summary>
    public IReadOnlyList<PersonalValue> Personal { get; private set; } = [];

    /// <summary>The entry for a fact.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="actor">Who did it; null for the portal itself.</param>
    /// <param name="at">When; cut to the microsecond, which is what the database keeps.</param>
    /// <param name="rows">The rows that are written with it.</param>
    public static Entry For(Fact fact, PersonId? actor, DateTimeOffset at, params IReadOnlyCollection<RowImage> rows)
    {
        var entry = new Entry
        {
            Id = EntryId.New(),
            ClientId = fact.Client,
            Code = fact.Code,
            At = new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
            ActorId = actor,
            SubjectKind = fact.Subject.Kind,
            SubjectId = fact.Subject.Id,
        };
        IEnumerable<KeyValuePair<string, string>> images = rows.Count == 0 ? [] : [new(RowImage.Name, RowImage.Write(rows))];
        entry.Personal = [.. fact.Personal.Concat(images).Select(pair => PersonalValue.Of(entry, pair.Key, pair.Value))];
        entry.Leaf = LeafV1.Write(entry, fact, entry.Personal.ToDictionary(value => value.Name, value => value.Commit(), StringComparer.Ordinal));
        return entry;
    }
}
