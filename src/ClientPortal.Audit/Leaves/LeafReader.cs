using System.Globalization;
using System.Text.Json;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Leaves;

/// <summary>What stands in a leaf, typed again.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Client">Whose log it stands in; null for the installation's.</param>
/// <param name="Code">What happened.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who did it; null for the portal itself.</param>
/// <param name="Values">The public values by name.</param>
/// <param name="Personal">The commitment to each personal value by name.</param>
public sealed record LeafContent(
    EntryId Id, ClientId? Client, string Code, FactSubject Subject, DateTimeOffset At, PersonId? Actor,
    IReadOnlyDictionary<string, FactValue> Values, IReadOnlyDictionary<string, string> Personal);

/// <summary>Reads the bytes of a leaf: the way back of <see cref="LeafV1"/>.</summary>
public static class LeafReader
{
    /// <summary>The content of a leaf.</summary>
    /// <exception cref="FormatException">The bytes are no leaf of a version known here.</exception>
    public static LeafContent Read(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var document = JsonDocument.Parse(leaf);
            return Content(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The bytes are no leaf of format 1.", fault);
        }
    }

    private static LeafContent Content(JsonElement leaf)
    {
        if (leaf.GetProperty("v").GetInt32() != 1) throw new FormatException("The leaf has a format that is not known here.");
        var subject = leaf.GetProperty("subject");
        return new LeafContent(
            EntryId.Of(leaf.GetProperty("id").GetGuid()),
            Text(leaf, "log") is var log && log == "installation" ? null : ClientId.Of(Guid.Parse(log)),
            Text(leaf, "fact"),
            new FactSubject(Text(subject, "kind"), subject.GetProperty("id").GetGuid()),
            Moment(Text(leaf, "at")),
            Text(leaf, "actor") is var actor && actor == "portal" ? null : PersonId.Of(Guid.Parse(actor)),
            Members(leaf.GetProperty("values")),
            leaf.GetProperty("personal").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal));
    }

    private static Dictionary<string, FactValue> Members(JsonElement members) =>
        members.EnumerateObject().ToDictionary(member => member.Name, member => Value(member.Value), StringComparer.Ordinal);

    private static FactValue Value(JsonElement typed) => Text(typed, "type") switch
    {
        "text" => new FactValue.Text(Text(typed, "value")),
        "whole" => new FactValue.Whole(typed.GetProperty("value").GetInt64()),
        "number" => new FactValue.Number(Decimal(typed)),
        "flag" => new FactValue.Flag(typed.GetProperty("value").GetBoolean()),
        "day" => new FactValue.Day(DateOnly.ParseExact(Text(typed, "value"), "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        "moment" => new FactValue.Moment(Moment(Text(typed, "value"))),
        "amount" => new FactValue.Amount(Decimal(typed), Text(typed, "currency")),
        "reference" => new FactValue.Reference(typed.GetProperty("value").GetGuid()),
        "sha256" => new FactValue.Hash(Convert.FromHexString(Text(typed, "value"))),
        "change" => new FactValue.Change(Side(typed.GetProperty("old")), Side(typed.GetProperty("new"))),
        "group" => new FactValue.Group(Members(typed.GetProperty("value"))),
        "sequence" => new FactValue.Sequence([.. typed.GetProperty("value").EnumerateArray().Select(Value)]),
        var unknown => throw new FormatException($"Leaf format 1 has no value of type {unknown}."),
    };

    private static FactValue? Side(JsonElement side) => side.ValueKind == JsonValueKind.Null ? null : Value(side);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static decimal Decimal(JsonElement typed) => decimal.Parse(Text(typed, "value"), NumberStyles.Number, CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
