using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Audit.Rows;

/// <summary>
/// A row as it was written. The images of all rows that a change wrote are a personal value of its entry: the leaf commits to them, so that nobody
/// alters a row and its image unnoticed, and they can be erased like everything else that is about a person.
/// </summary>
/// <param name="Table">The table's name.</param>
/// <param name="Order">Rises with each change of the row, where the row counts them; 0 where it does not.</param>
/// <param name="IsGone">Whether the row was taken away; then the columns are those of its key.</param>
/// <param name="Columns">The text of each column.</param>
public sealed record RowImage(string Table, long Order, bool IsGone, IReadOnlyDictionary<string, string?> Columns)
{
    /// <summary>The name of the personal value that holds them.</summary>
    public const string Name = "rows";

    /// <summary>Images as the text of a personal value: canonical JSON.</summary>
    public static string Write(IEnumerable<RowImage> images) => Encoding.UTF8.GetString(CanonicalJson.Write(images.Select(object? (image) => image.ToJson()).ToList()));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static IReadOnlyList<RowImage> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select(image => new RowImage(
                image.GetProperty("table").GetString()!,
                image.GetProperty("order").GetInt64(),
                image.GetProperty("gone").GetBoolean(),
                image.GetProperty("row").EnumerateObject().ToDictionary(column => column.Name, column => column.Value.GetString(), StringComparer.Ordinal)))];
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException("These are no images of rows.", malformed);
        }
    }

    /// <summary>Tells rows of a table apart.</summary>
    internal static UInt128 KeyOf(BoundTable table, IReadOnlyDictionary<string, string?> columns) =>
        Digest(new Dictionary<string, object?>(StringComparer.Ordinal) { [table.Name] = table.Key.Select(object? (column) => columns.GetValueOrDefault(column)).ToList() });

    /// <summary>Tells one content of a row from another.</summary>
    internal static UInt128 ContentOf(IReadOnlyDictionary<string, string?> columns) =>
        Digest(columns.ToDictionary(column => column.Key, object? (column) => column.Value, StringComparer.Ordinal));

    private static UInt128 Digest(Dictionary<string, object?> value) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(CanonicalJson.Write(value)));

    private Dictionary<string, object?> ToJson() => new(StringComparer.Ordinal)
    {
        ["gone"] = IsGone,
        ["order"] = Order,
        ["row"] = Columns.ToDictionary(column => column.Key, object? (column) => column.Value, StringComparer.Ordinal),
        ["table"] = Table,
    };
}
