using System.Text;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>Parts of terms as values of facts, within what a leaf can carry.</summary>
internal static class FactTexts
{
    /// <summary>
    /// A text of terms as it is, or its SHA-256 where it would not fit: a leaf has 65,535 bytes in all, and what is hashed
    /// here stands word for word in the frozen version the fact names.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">Bytes left for texts in this leaf; lessened by what was taken.</param>
    public static FactValue Fit(string text, ref int budget)
    {
        var size = CanonicalJson.Write(text).Length;
        if (size > budget) return new FactValue.Hash(ContentHash.Of(Encoding.UTF8.GetBytes(text)).ToBytes());
        budget -= size;
        return new FactValue.Text(text);
    }

    public static FactValue Of(Money money) => new FactValue.Amount(money.Amount, money.Currency.Code);

    public static FactValue Of(Clause clause) => Group(
        ("id", new FactValue.Reference(clause.Id.Value)),
        ("kind", new FactValue.Text(clause.Kind.ToString())),
        ("text", new FactValue.Hash(ContentHash.Of(Encoding.UTF8.GetBytes($"{clause.Heading}\n{clause.Text}")).ToBytes())));

    public static FactValue Of(Stage stage) => Group(
        ("id", new FactValue.Reference(stage.Id.Value)),
        ("name", new FactValue.Text(stage.Name)),
        ("from", new FactValue.Day(stage.From)),
        ("to", new FactValue.Day(stage.To)),
        ("price", Of(stage.Price)));

    public static (string, FactValue)[] Of(Signature signature) =>
    [
        ("side", new FactValue.Text(signature.Side.ToString())),
        ("person", new FactValue.Reference(signature.PersonId.Value)),
        ("document", new FactValue.Hash(signature.DocumentHash.ToBytes())),
        ("consent", new FactValue.Whole(signature.ConsentVersion)),
        ("method", new FactValue.Text(signature.Method.ToString())),
    ];

    public static FactValue Group(params (string Name, FactValue Value)[] values) => new FactValue.Group(Values(values));

    public static Dictionary<string, FactValue> Values(params (string Name, FactValue Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    public static Dictionary<string, string> Personal(params (string Name, string Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
