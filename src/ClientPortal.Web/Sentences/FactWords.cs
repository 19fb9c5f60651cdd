using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Notices;

namespace ClientPortal.Web.Sentences;

/// <summary>
/// Turns an entry of the record into a sentence: the one place for mail, bell and the record's pages. The words stand in
/// <c>Words/Facts.resx</c>: under the fact's code the sentence, under <c>code.short</c> a few words that name it, and under
/// <c>code.you</c>, where there is one, the sentence for who it happened to. A new fact needs words and no code.
/// </summary>
/// <remarks>
/// Places in a sentence are <c>actor</c>, <c>client</c>, <c>code</c>, <c>changes</c> (every value that changed, old and new),
/// and the names of the fact's own values; <c>name.old</c> and <c>name.new</c> are the sides of a change, <c>group.name</c> a part.
/// </remarks>
public static class FactWords
{
    private const string Unknown = "unknown";
    private const string Short = ".short";

    // What a page shows beside the sentence, set in its own way.
    private static readonly HashSet<string> Beside = new(["reason", "text", "changes", "contract-number"], StringComparer.Ordinal);

    /// <summary>The sentence, with reason and changes.</summary>
    /// <param name="telling">The entry.</param>
    /// <param name="reader">Who reads it; null for nobody in particular.</param>
    /// <param name="culture">The language, and how dates and figures are written.</param>
    /// <param name="zone">The zone of moments.</param>
    public static string Sentence(Telling telling, PersonId? reader, CultureInfo culture, TimeZoneInfo zone)
    {
        var values = new FactValues(telling, culture, zone);
        return Template.Fill(Words(telling, reader, culture), values.Find);
    }

    /// <summary>The sentence for a page that shows reason, text, changes and the contract beside it: what a template says of them in brackets is left out.</summary>
    public static string Heading(Telling telling, PersonId? reader, CultureInfo culture, TimeZoneInfo zone)
    {
        var values = new FactValues(telling, culture, zone);
        return Template.Fill(Words(telling, reader, culture), (name, format) => Beside.Contains(name) || telling.Leaf.Values.GetValueOrDefault(name) is FactValue.Change ? null : values.Find(name, format));
    }

    /// <summary>Who did it: their name, or the portal itself.</summary>
    public static string Actor(Telling telling, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(telling);
        return telling.ActorName ?? WordBook.Facts.Of(telling.Leaf.Actor is null ? "portal" : "somebody", culture);
    }

    /// <summary>A few words that name what happened: the subject of a mail.</summary>
    public static string Title(Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var words = WordBook.Facts.Find($"{telling.Leaf.Code}{Short}", culture) ?? WordBook.Facts.Of($"{Unknown}{Short}", culture);
        return Template.Fill(words, new FactValues(telling, culture, zone).Find);
    }

    /// <summary>Every kind of fact there are words for: its code, and the few words that name it with a gap for each value.</summary>
    public static IEnumerable<(string Code, string Name)> Kinds(CultureInfo culture) =>
        from key in WordBook.Facts.Keys
        where key.EndsWith(Short, StringComparison.Ordinal) && key != $"{Unknown}{Short}"
        let name = Template.Fill(WordBook.Facts.Of(key, culture), static (_, _) => "…")
        select (key[..^Short.Length], name);

    private static string Words(Telling telling, PersonId? reader, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var code = telling.Leaf.Code;
        return (reader is { } person && IsAbout(telling.Leaf, person) ? WordBook.Facts.Find($"{code}.you", culture) : null) ?? WordBook.Facts.Find(code, culture) ?? WordBook.Facts.Of(Unknown, culture);
    }

    /// <summary>Whether it happened to this person.</summary>
    internal static bool IsAbout(LeafContent leaf, PersonId person) =>
        leaf.Values.GetValueOrDefault("person") == new FactValue.Reference(person.Value) || leaf.Subject == new FactSubject("person", person.Value);
}
