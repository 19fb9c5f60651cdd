using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>How files with a certain heading are read, kept for the next one.</summary>
public sealed class PriceMapping
{
    private PriceMapping()
    {
    }

    /// <summary>Its identifier.</summary>
    public PriceMappingId Id { get; private init; }

    /// <summary>SHA-256 over the heading's words, in order, without regard to case and spacing.</summary>
    public byte[] Heading { get; private init; } = [];

    /// <summary>The choices as JSON, without the list's revision and the lines skipped in one file.</summary>
    public required string Saved { get; set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>By whom.</summary>
    public PersonId SavedBy { get; private set; }

    /// <summary>The choices.</summary>
    public ImportInput Input => JsonSerializer.Deserialize<ImportInput>(Saved)!;

    internal static PriceMapping Of(byte[] heading, ImportInput input, PersonId by, DateTimeOffset at) =>
        new() { Id = PriceMappingId.New(), Heading = heading, Saved = Written(input), SavedAt = at, SavedBy = by };

    internal void Save(ImportInput input, PersonId by, DateTimeOffset at) => (Saved, SavedAt, SavedBy) = (Written(input), at, by);

    internal static byte[] Fingerprint(FileRow heading) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', heading.Cells.Select(cell => string.Join(' ', cell.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));

    private static string Written(ImportInput input) => JsonSerializer.Serialize(input with { Revision = 0, SkippedLines = [], LeaveBadRows = false, ReplaceAll = false });
}
