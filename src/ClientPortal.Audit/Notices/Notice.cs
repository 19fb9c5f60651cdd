using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Notices;

/// <summary>
/// That a person is told of an entry. Written in the transaction of the entry; it holds no words, they are found when it is
/// read, in the reader's language.
/// </summary>
public sealed class Notice
{
    private Notice()
    {
    }

    /// <summary>Its identifier, which stands in the links that lead to what it tells of.</summary>
    public NoticeId Id { get; private init; }

    /// <summary>The entry it tells of.</summary>
    public EntryId EntryId { get; private init; }

    /// <summary>Who is told.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Whose log the entry stands in; null for the installation's.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>The entry's code.</summary>
    public required string Code { get; init; }

    /// <summary>The entry's moment.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>When the person opened it; null until then. Set once, by the person alone.</summary>
    public DateTimeOffset? SeenAt { get; private init; }

    /// <summary>Which way they came to open it; null until then.</summary>
    public SeenThrough? SeenThrough { get; private init; }

    /// <summary>The notice of an entry to one person.</summary>
    public static Notice Of(Entry entry, PersonId person) => new()
    {
        Id = NoticeId.New(),
        EntryId = entry.Id,
        PersonId = person,
        ClientId = entry.ClientId,
        Code = entry.Code,
        At = entry.At,
    };
}

/// <summary>Which way somebody came to open a notice.</summary>
public enum SeenThrough
{
    /// <summary>From a page of the portal.</summary>
    Portal,

    /// <summary>By the link in the mail, signed in.</summary>
    MailLink,
}
