using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Audit.Rows;

/// <summary>
/// The one text of a column's value, the same whether it is read from what is about to be written or from the table: amounts and moments as a leaf has them,
/// JSON in its canonical form.
/// </summary>
public static class RowText
{
    // A hash or a salt is told whole; of a file its hash is enough.
    private const int LongestBytes = 64;

    /// <summary>The text; null for no value.</summary>
    /// <param name="value">What the column holds.</param>
    /// <param name="isJson">Whether text is JSON.</param>
    /// <exception cref="NotSupportedException">No column of a bound table has held such a value so far.</exception>
    public static string? Of(object? value, bool isJson = false) => value switch
    {
        null or DBNull => null,
        string json when isJson => Canonical(json),
        string text => text,
        Guid id => id.ToString(),
        bool flag => flag ? "true" : "false",
        short or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        decimal number => LeafV1.Decimal(number),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => LeafV1.Moment(moment),
        DateTime { Kind: DateTimeKind.Utc } moment => LeafV1.Moment(new DateTimeOffset(moment)),
        byte[] { Length: <= LongestBytes } bytes => Convert.ToHexStringLower(bytes),
        byte[] bytes => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
        IEnumerable<string> texts => Encoding.UTF8.GetString(CanonicalJson.Write(texts.ToList<object?>())),
        IEnumerable<Guid> ids => Encoding.UTF8.GetString(CanonicalJson.Write(ids.Select(object? (id) => id.ToString()).ToList())),
        _ => throw new NotSupportedException($"A row holds a {value.GetType().Name}; say how it is written."),
    };

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(Plain(document.RootElement)));
    }

    // The database keeps a number's digits and not its notation; as text it is compared digit by digit.
    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
