using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Rows;
using ClientPortal.Domain.Notices;

namespace ClientPortal.Web.Sentences;

/// <summary>One thing that changed.</summary>
/// <param name="What">What it is.</param>
/// <param name="Old">What it was; null when it was not there.</param>
/// <param name="New">What it is; null when it is not there any more.</param>
public sealed record FactChange(string What, string? Old, string? New);

/// <summary>One value of an entry.</summary>
/// <param name="What">Its name.</param>
/// <param name="Text">The value; empty where it has parts.</param>
/// <param name="Parts">Its parts, for a list or a group.</param>
public sealed record FactDetail(string What, string Text, IReadOnlyList<FactDetail> Parts);

/// <summary>
/// What stands beside an entry's sentence in the record: old and new of all that changed, and everything else the entry holds.
/// Between sentence, reason, changes and details nothing of a leaf is left out.
/// </summary>
public static class FactParts
{
    // What stands beside the sentence by itself, and the rows that the sentence says in words.
    private static readonly string[] Apart = ["reason", "text", RowImage.Name];

    // In a list of changes these name the change and are not told again.
    private static readonly string[] Naming = ["change", "name", "code"];

    /// <summary>Everything that changed, each with old and new; what came new has no old, what went no new.</summary>
    /// <param name="telling">The entry.</param>
    /// <param name="culture">The language, and how dates and figures are written.</param>
    /// <param name="zone">The zone of moments.</param>
    public static IReadOnlyList<FactChange> Changes(Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var say = new FactValues(telling, culture, zone);
        var changes = new List<FactChange>();
        foreach (var (name, value) in Ordered(telling.Leaf.Values))
        {
            if (value is FactValue.Sequence { Values: [FactValue.Group, ..] } sequence && name == "changes") changes.AddRange(sequence.Values.OfType<FactValue.Group>().SelectMany(Of));
            else if (value is FactValue.Change change && change.Old != change.New) changes.Add(Said(say.Field(name), name, change));
        }

        return changes;

        IEnumerable<FactChange> Of(FactValue.Group group)
        {
            var label = Label(group);
            foreach (var (name, value) in Ordered(group.Values).Where(pair => !Naming.Contains(pair.Key)))
            {
                switch (value)
                {
                    // The heading names the change already, where it only comes or goes with its clause.
                    case FactValue.Change heading when name == "heading" && (heading.Old is null || heading.New is null): break;
                    case FactValue.Change change when change.Old == change.New: break;
                    case FactValue.Change change: yield return Said($"{label}, {say.Field(name)}", name, change); break;
                    case FactValue.Reference: break;
                    default: yield return new FactChange($"{label}, {say.Field(name)}", null, Full(say, name, value)); break;
                }
            }
        }

        string Label(FactValue.Group group)
        {
            var name = group.Values.GetValueOrDefault("name") ?? group.Values.GetValueOrDefault("code")
                ?? (group.Values.GetValueOrDefault("heading") as FactValue.Change is { } heading ? heading.New ?? heading.Old : null);
            var said = name is null ? "" : Full(say, "name", name);
            return group.Values.GetValueOrDefault("change") is FactValue.Text kind && WordBook.Facts.Find($"Change.{kind.Value}", culture) is { } words
                ? Template.Fill(words, (_, _) => said)
                : said;
        }

        FactChange Said(string what, string name, FactValue.Change change) =>
            new(what, change.Old is { } old ? Full(say, name, old) : null, change.New is { } now ? Full(say, name, now) : null);
    }

    /// <summary>Everything else that was recorded: values that did not change, and what people typed or are, as far as it was not erased.</summary>
    /// <param name="telling">The entry.</param>
    /// <param name="culture">The language, and how dates and figures are written.</param>
    /// <param name="zone">The zone of moments.</param>
    public static IReadOnlyList<FactDetail> Details(Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var say = new FactValues(telling, culture, zone);
        var personal = telling.Leaf.Personal.Keys.Except(Apart, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new FactDetail(say.PersonalField(name), say.Find(name, null)!, []));
        var changed = telling.Leaf.Values.Where(pair => pair.Value is FactValue.Change { } change && change.Old != change.New || (pair.Key == "changes" && pair.Value is FactValue.Sequence));
        return [.. personal, .. Ordered(telling.Leaf.Values).Except(changed).Select(pair => Detail(pair.Key, pair.Value))];

        FactDetail Detail(string name, FactValue value) => value switch
        {
            FactValue.Group group => new FactDetail(say.Field(name), "", [.. Ordered(group.Values).Select(pair => Detail(pair.Key, pair.Value))]),
            FactValue.Sequence sequence => new FactDetail(say.Field(name), "", [.. sequence.Values.Select((item, place) => Item(place + 1, item))]),
            _ => new FactDetail(say.Field(name), Full(say, name, value), []),
        };

        FactDetail Item(int place, FactValue value) => Detail("", value) with { What = place.ToString(culture) };
    }

    // Values of the portal's own vocabulary have words under their field's name, as "Role.Manager"; a hash stands there whole.
    private static string Full(FactValues say, string name, FactValue value) => value switch
    {
        FactValue.Hash hash => $"SHA-256 {Convert.ToHexStringLower(hash.Value.Span)}",
        FactValue.Reference reference => say.Say(value, null) ?? reference.Value.ToString(),
        FactValue.Text { Value: "" } => "—",
        _ => say.Say(value, value is FactValue.Text && name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : null) ?? "—",
    };

    private static IEnumerable<KeyValuePair<string, FactValue>> Ordered(IReadOnlyDictionary<string, FactValue> values) => values.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
