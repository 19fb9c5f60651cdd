using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Notices;
using ClientPortal.Web.Reading;

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

    /// <summary>The sentence.</summary>
    /// <param name="telling">The entry.</param>
    /// <param name="reader">Who reads it; null for nobody in particular.</param>
    /// <param name="culture">The language, and how dates and figures are written.</param>
    /// <param name="zone">The zone of moments.</param>
    public static string Sentence(Telling telling, PersonId? reader, CultureInfo culture, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var code = telling.Leaf.Code;
        var template = (IsAbout(telling, reader) ? WordBook.Facts.Find($"{code}.you", culture) : null)
            ?? WordBook.Facts.Find(code, culture) ?? WordBook.Facts.Of(Unknown, culture);
        return Fill(template, telling, culture, zone);
    }

    /// <summary>A few words that name what happened: the subject of a mail.</summary>
    public static string Title(Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(telling);
        return Fill(WordBook.Facts.Find($"{telling.Leaf.Code}.short", culture) ?? WordBook.Facts.Of($"{Unknown}.short", culture), telling, culture, zone);
    }

    private static string Fill(string template, Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        var values = new Values(telling, culture, zone);
        return Template.Fill(template, values.Find);
    }

    private static bool IsAbout(Telling telling, PersonId? reader) => reader is { } person
        && (telling.Leaf.Values.GetValueOrDefault("person") == new FactValue.Reference(person.Value) || telling.Leaf.Subject == new FactSubject("person", person.Value));

    private sealed class Values(Telling telling, CultureInfo culture, TimeZoneInfo zone)
    {
        public string? Find(string name, string? format) => name switch
        {
            "actor" => telling.ActorName ?? WordBook.Facts.Of(telling.Leaf.Actor is null ? "portal" : "somebody", culture),
            "client" => telling.ClientName,
            "code" => telling.Leaf.Code,
            "changes" => Changes(),
            _ => Personal(name) ?? (Value(name) is { } value ? Say(value, format) : null),
        };

        private string? Personal(string name)
        {
            if (telling.Personal.TryGetValue(name, out var value)) return value;
            return telling.Leaf.Personal.ContainsKey(name) ? WordBook.Facts.Of("erased", culture) : null;
        }

        private FactValue? Value(string name)
        {
            if (telling.Leaf.Values.TryGetValue(name, out var value)) return value;
            var dot = name.LastIndexOf('.');
            return dot < 0 ? null : (Value(name[..dot]), name[(dot + 1)..]) switch
            {
                (FactValue.Change change, "old") => change.Old,
                (FactValue.Change change, "new") => change.New,
                (FactValue.Group group, var part) => group.Values.GetValueOrDefault(part),
                _ => null,
            };
        }

        private string? Changes()
        {
            var changes = telling.Leaf.Values.Where(pair => pair.Value is FactValue.Change).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{Field(pair.Key)}: {Say(pair.Value, null)}").ToList();
            return changes.Count > 0 ? string.Join("; ", changes) : null;
        }

        private string? Say(FactValue value, string? format) => value switch
        {
            FactValue.Text text => WordBook.Facts.Find($"{format ?? "Value"}.{text.Value}", culture) ?? text.Value,
            FactValue.Whole whole => whole.Value.ToString("N0", culture),
            FactValue.Number number => number.Value.ToString("#,0.############", culture),
            FactValue.Flag flag => WordBook.Facts.Of(flag.Value ? "yes" : "no", culture),
            FactValue.Day day => day.Value.ToString(WordBook.Facts.Of("day", culture), culture),
            FactValue.Moment moment => TimeZoneInfo.ConvertTime(moment.Value, zone).ToString(WordBook.Facts.Of("moment", culture), culture),
            FactValue.Amount amount => MoneyFormat.Text(amount.Value, amount.Currency, culture),
            FactValue.Reference reference => telling.Names.GetValueOrDefault(reference.Value),
            FactValue.Hash hash => $"{Convert.ToHexStringLower(hash.Value.Span)[..12]}…",
            FactValue.Change change => $"{Side(change.Old, format)} → {Side(change.New, format)}",
            FactValue.Group group => string.Join(", ", group.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Field(pair.Key)} {Say(pair.Value, null)}")),
            FactValue.Sequence sequence => string.Join("; ", sequence.Values.Select(item => Say(item, format))),
            _ => null,
        };

        private string Side(FactValue? side, string? format) => (side is null ? null : Say(side, format)) ?? WordBook.Facts.Of("nothing", culture);

        private string Field(string name) => WordBook.Facts.Find($"Field.{name}", culture) ?? name;
    }
}
