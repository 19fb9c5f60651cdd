using System.Text.Json;
using System.Text.Json.Serialization;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>One thing an amendment would change. Its JSON is kept with the revision it stands in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(RewordClause), "clause.reworded")]
[JsonDerivedType(typeof(AddClause), "clause.added")]
[JsonDerivedType(typeof(RemoveClause), "clause.removed")]
[JsonDerivedType(typeof(ChangeStagePrice), "stage.price")]
[JsonDerivedType(typeof(ChangeStageDates), "stage.dates")]
[JsonDerivedType(typeof(AddStage), "stage.added")]
[JsonDerivedType(typeof(RemoveStage), "stage.removed")]
[JsonDerivedType(typeof(ChangeEnd), "contract.end")]
public abstract record TermsChange
{
    private TermsChange()
    {
    }

    /// <summary>A clause is worded anew.</summary>
    public sealed record RewordClause(ClauseId Clause, string Heading, string Text) : TermsChange;

    /// <summary>A clause is added after another one; at the beginning when <paramref name="After"/> is null.</summary>
    public sealed record AddClause(ClauseId Clause, ClauseKind Kind, string Heading, string Text, ClauseId? After) : TermsChange;

    /// <summary>A clause is taken out.</summary>
    public sealed record RemoveClause(ClauseId Clause) : TermsChange;

    /// <summary>A stage costs something else; the amount is in the contract's currency.</summary>
    public sealed record ChangeStagePrice(StageId Stage, decimal Price) : TermsChange;

    /// <summary>A stage has other days.</summary>
    public sealed record ChangeStageDates(StageId Stage, DateOnly From, DateOnly To) : TermsChange;

    /// <summary>A stage is added after those there are; the amount is in the contract's currency.</summary>
    public sealed record AddStage(StageId Stage, string Name, DateOnly From, DateOnly To, decimal Price, string Deliverables) : TermsChange;

    /// <summary>A stage is taken out.</summary>
    public sealed record RemoveStage(StageId Stage) : TermsChange;

    /// <summary>The contract ends on another day; null when it runs until it is ended.</summary>
    public sealed record ChangeEnd(DateOnly? EndsOn) : TermsChange;
}

/// <summary>The changes of one revision as text that is kept, and their fingerprint.</summary>
internal static class TermsChanges
{
    // jsonb keeps members in an order of its own.
    private static readonly JsonSerializerOptions Options = new() { AllowOutOfOrderMetadataProperties = true };

    public static string ToJson(IReadOnlyList<TermsChange> changes) => JsonSerializer.Serialize(changes, Options);

    public static IReadOnlyList<TermsChange> FromJson(string json) => JsonSerializer.Deserialize<List<TermsChange>>(json, Options)!;

    /// <summary>The fingerprint of changes in their order, whatever order a database gives their members in.</summary>
    public static ContentHash HashOf(IReadOnlyList<TermsChange> changes)
    {
        using var document = JsonDocument.Parse(ToJson(changes));
        return ContentHash.Of(CanonicalJson.Write(Plain(document.RootElement)));
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString(),
        // 100.0 and 100.00 are one amount.
        JsonValueKind.Number => element.GetDecimal().ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
