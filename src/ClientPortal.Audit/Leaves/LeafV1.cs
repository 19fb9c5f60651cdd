using System.Globalization;
using System.Security.Cryptography;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;

namespace ClientPortal.Audit.Leaves;

/// <summary>
/// The first leaf format: what stands in the Merkle tree for one entry. It names its version, so that a later format can
/// stand beside it; see docs/decisions for what each member means.
/// </summary>
public static class LeafV1
{
    /// <summary>No leaf is longer: sixteen bits of length are what transparency log tiles give an entry (C2SP tlog-tiles).</summary>
    public const int LargestLeaf = 65_535;

    /// <summary>The canonical bytes for an entry.</summary>
    /// <param name="entry">Who, when, where; its <see cref="Entry.Leaf"/> is not read.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="commitments">The commitment to each personal value, by name.</param>
    /// <exception cref="ArgumentException">The leaf would be longer than <see cref="LargestLeaf"/>, or a value cannot be carried.</exception>
    internal static byte[] Write(Entry entry, Fact fact, IReadOnlyDictionary<string, string> commitments)
    {
        var leaf = CanonicalJson.Write(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["actor"] = entry.ActorId is { } person ? person.Value.ToString() : "portal",
            ["at"] = Moment(entry.At),
            ["fact"] = entry.Code,
            ["id"] = entry.Id.Value.ToString(),
            ["log"] = entry.ClientId is { } client ? client.Value.ToString() : "installation",
            ["personal"] = commitments.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal),
            ["subject"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = fact.Subject.Id.ToString(),
                ["kind"] = fact.Subject.Kind,
            },
            ["v"] = 1L,
            ["values"] = Members(fact.Values),
        });
        return leaf.Length <= LargestLeaf
            ? leaf
            : throw new ArgumentException($"The leaf of {entry.Code} has {leaf.Length} bytes; {LargestLeaf} is the most. Put a hash in place of long text.", nameof(fact));
    }

    private static Dictionary<string, object?> Members(IReadOnlyDictionary<string, FactValue> values) =>
        values.ToDictionary(pair => pair.Key, object? (pair) => Typed(pair.Value), StringComparer.Ordinal);

    private static Dictionary<string, object?>? Typed(FactValue? value) => value switch
    {
        null => null,
        FactValue.Text text => Of("text", text.Value),
        FactValue.Whole whole => Of("whole", whole.Value),
        FactValue.Number number => Of("number", Decimal(number.Value)),
        FactValue.Flag flag => Of("flag", flag.Value),
        FactValue.Day day => Of("day", day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        FactValue.Moment moment => Of("moment", Moment(moment.Value)),
        FactValue.Amount amount => new(StringComparer.Ordinal)
        {
            ["type"] = "amount",
            ["value"] = Decimal(amount.Value),
            ["currency"] = amount.Currency,
        },
        FactValue.Reference reference => Of("reference", reference.Value.ToString()),
        FactValue.Hash hash => Of("sha256", Hexadecimal(hash)),
        FactValue.Change change => new(StringComparer.Ordinal)
        {
            ["type"] = "change",
            ["old"] = Typed(change.Old),
            ["new"] = Typed(change.New),
        },
        FactValue.Group group => Of("group", Members(group.Values)),
        FactValue.Sequence sequence => Of("sequence", sequence.Values.Select(object? (item) => Typed(item)).ToList()),
        _ => throw new ArgumentException($"Leaf format 1 has no form for {value.GetType().Name}.", nameof(value)),
    };

    private static Dictionary<string, object?> Of(string type, object? value) =>
        new(StringComparer.Ordinal) { ["type"] = type, ["value"] = value };

    private static string Hexadecimal(FactValue.Hash hash) => hash.Value.Length == SHA256.HashSizeInBytes
        ? Convert.ToHexStringLower(hash.Value.Span)
        : throw new ArgumentException($"A SHA-256 hash has {SHA256.HashSizeInBytes} bytes, not {hash.Value.Length}.", nameof(hash));

    // 1.50 and 1.5 are one value, so they are one text: the database keeps more digits than a form gives.
    internal static string Decimal(decimal value) =>
        value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    internal static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
