using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Files;

/// <summary>
/// The one way to keep and to fetch files: bytes in the database, known by their SHA-256, belonging to one client and
/// never changed. Names of files belong to whatever they are attached to.
/// </summary>
public sealed class PortalFiles(PortalReads reads)
{
    /// <summary>The most bytes of a file: 20 MB.</summary>
    public const int Largest = 20 * 1024 * 1024;

    /// <summary>Notes beside the field what is wrong with a file somebody gives: empty, too large, of a kind that is not kept, not what its name says.</summary>
    /// <returns>The kind, or null when it was refused.</returns>
    public static FileKind? Check(FormRules rules, string? fileName, ReadOnlySpan<byte> content, string field, params IReadOnlyCollection<FileKind> offered)
    {
        if (content.IsEmpty)
        {
            rules.Refuse(Rule.FileEmpty, field);
        }
        else if (content.Length > Largest)
        {
            rules.Refuse(Rule.FileTooLarge, field, Largest / 1024 / 1024);
        }
        else if (FileKinds.Claimed(fileName) is not { } kind || (offered.Count > 0 && !offered.Contains(kind)))
        {
            rules.Refuse(Rule.FileKindNotKept, field);
        }
        else if (!kind.Begins(content))
        {
            rules.Refuse(Rule.FileNotWhatItSays, field);
        }
        else
        {
            return kind;
        }

        return null;
    }

    /// <summary>Keeps bytes within a use case. Bytes the client has already are kept once.</summary>
    /// <exception cref="ArgumentException">They are empty, too large or not of the kind: what people give goes through <see cref="Check"/> first.</exception>
    public static async Task<ContentHash> KeepAsync(Work work, ClientId client, FileKind kind, byte[] content, CancellationToken cancellation)
    {
        if (content.Length is 0 or > Largest || !kind.Begins(content))
            throw new ArgumentException($"{content.Length} bytes are not a {kind} the portal keeps.", nameof(content));
        var hash = ContentHash.Of(content);
        if (await work.Db.Set<StoredFile>().AnyAsync(f => f.ClientId == client && f.Hash == hash, cancellation)) return hash;
        // Somebody else may keep the same bytes at this very moment: the first one in is enough.
        await work.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO portal.file (client_id, hash, kind, content, size, stored_at, stored_by)
            VALUES ({client.Value}, {hash.ToBytes()}, {kind.ToString()}, {content}, {content.Length}, {work.Now}, {work.Actor.Person.Value})
            ON CONFLICT DO NOTHING
            """,
            cancellation);
        return hash;
    }

    /// <summary>A client's file with this hash; null when there is none the actor may see.</summary>
    public Task<FileContent?> FindAsync(Actor actor, ClientId client, ContentHash hash, CancellationToken cancellation) =>
        reads.RunAsync(actor, db => FindAsync(db, client, hash, cancellation), cancellation);

    internal static Task<FileContent?> FindAsync(PortalDb db, ClientId client, ContentHash hash, CancellationToken cancellation) =>
        db.Set<StoredFile>().Where(f => f.ClientId == client && f.Hash == hash)
            .Select(f => new FileContent(f.Hash, f.Kind, f.Content))
            .SingleOrDefaultAsync(cancellation);
}

/// <summary>A file's bytes.</summary>
/// <param name="Hash">Their SHA-256.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Content">The bytes, as they were kept.</param>
public sealed record FileContent(ContentHash Hash, FileKind Kind, byte[] Content);
