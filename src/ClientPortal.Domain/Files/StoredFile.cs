using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Files;

/// <summary>The bytes of one file of one client, kept as they came. The same bytes of two clients are two rows: nothing is shared between clients.</summary>
internal sealed class StoredFile
{
    private StoredFile()
    {
    }

    public ClientId ClientId { get; private init; }

    public ContentHash Hash { get; private init; }

    public FileKind Kind { get; private init; }

    public byte[] Content { get; private init; } = [];

    public int Size { get; private init; }

    public DateTimeOffset StoredAt { get; private init; }

    public PersonId StoredBy { get; private init; }
}
