using System.Text.Json;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>
/// A file between its upload and its prices being taken into a draft, with how the person wants it read so far. It is one
/// person's own, one for each list, and goes when the prices are taken over, when another file comes in its place, or when
/// the person leaves it.
/// </summary>
public sealed class PriceUpload
{
    /// <summary>The most characters of a file's name that are kept.</summary>
    public const int LongestName = 200;

    private PriceUpload()
    {
    }

    /// <summary>Its identifier.</summary>
    public PriceUploadId Id { get; private init; }

    /// <summary>Into whose draft it goes.</summary>
    public PriceListId PriceListId { get; private init; }

    /// <summary>Who sent it.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>The file's name, for the person to know it by.</summary>
    public required string FileName { get; init; }

    /// <summary>Its bytes as they came.</summary>
    public byte[] Content { get; private init; } = [];

    /// <summary>What was chosen so far, as JSON; null before the first choice.</summary>
    public string? Saved { get; private set; }

    /// <summary>When it came.</summary>
    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>What was chosen so far; null before the first choice.</summary>
    public ImportInput? Choices => Saved is null ? null : JsonSerializer.Deserialize<ImportInput>(Saved);

    internal static PriceUpload Of(PriceListId list, PersonId person, string name, byte[] content, DateTimeOffset at) => new()
    {
        Id = PriceUploadId.New(),
        PriceListId = list,
        PersonId = person,
        FileName = name.Length > LongestName ? name[..LongestName] : name,
        Content = content,
        UploadedAt = at,
    };

    internal void Choose(ImportInput choices) => Saved = JsonSerializer.Serialize(choices with { Revision = 0 });
}
