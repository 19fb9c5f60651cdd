using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Notices;
using ClientPortal.Web.Reading;

namespace ClientPortal.Web.Sentences;

/// <summary>The values of an entry in words: days, money and moments as the culture writes them, people by name, words of the portal in the language.</summary>
/// <param name="telling">The entry.</param>
/// <param name="culture">The language, and how dates and figures are written.</param>
/// <param name="zone">The zone of moments.</param>
internal sealed class FactValues(Telling telling, CultureInfo culture, TimeZoneInfo zone)
{
    /// <summary>The text for a place in a sentence; null where there is no such value.</summary>
    /// <param name="name">The place.</param>
    /// <param name="format">What follows its colon: the words a value is said by, or the plural forms of a number.</param>
    public string? Find(string name, string? format) => name switch
    {
        "actor" => FactWords.Actor(telling, culture),
        "client" => telling.ClientName,
        "code" => telling.Leaf.Code,
        "changes" => Changes(),
        _ => Personal(name) ?? (Value(name) is { } value ? Say(value, format) : name == "name" ? NameInLanguage() ?? NameOfPerson() : null),
    };

    /// <summary>A value in words; null for a reference to something that has no name here.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">The words it is said by, or the plural forms of a number; null for the ordinary ones.</param>
    public string? Say(FactValue value, string? format) => value switch
    {
        FactValue.Text text => WordBook.Facts.Find($"{format ?? "Value"}.{text.Value}", culture) ?? text.Value,
        FactValue.Whole whole when format is not null => Count(whole.Value, format),
        FactValue.Whole whole => whole.Value.ToString("N0", culture),
        FactValue.Number number => number.Value.ToString("#,0.############", culture),
        FactValue.Flag flag => WordBook.Facts.Of(flag.Value ? "yes" : "no", culture),
        FactValue.Day day => day.Value.ToString(WordBook.Facts.Of("day", culture), culture),
        FactValue.Moment moment => TimeZoneInfo.ConvertTime(moment.Value, zone).ToString(WordBook.Facts.Of("moment", culture), culture),
        FactValue.Amount amount => MoneyFormat.Text(amount.Value, amount.Currency, culture),
        FactValue.Reference reference => telling.Names.GetValueOrDefault(reference.Value),
        FactValue.Hash hash => $"{Convert.ToHexStringLower(hash.Value.Span)[..12]}…",
        FactValue.Change { Old: { } same } change when same == change.New => Say(same, format),
        FactValue.Change change => $"{Side(change.Old, format)} → {Side(change.New, format)}",
        FactValue.Group group => string.Join(", ", group.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Field(pair.Key)} {Say(pair.Value, null)}")),
        FactValue.Sequence sequence => string.Join("; ", sequence.Values.Select(item => Say(item, format))),
        _ => null,
    };

    /// <summary>The name of a value.</summary>
    public string Field(string name) => WordBook.Facts.Find($"Field.{name}", culture) ?? name;

    /// <summary>The name of a personal value.</summary>
    public string PersonalField(string name) => WordBook.Facts.Find($"Field.personal.{name}", culture) ?? Field(name);

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

    // What carries a name in each language is called by the reader's, or by the one there is.
    private string? NameInLanguage()
    {
        string[] names = culture.TwoLetterISOLanguageName == "ru" ? ["name-russian", "name-english"] : ["name-english", "name-russian"];
        return names.Select(name => (Value(name) as FactValue.Text)?.Value).FirstOrDefault(name => !string.IsNullOrEmpty(name));
    }

    // Entries of before the name stood in them name the person all the same.
    private string? NameOfPerson() => telling.Leaf.Subject is { Kind: "person", Id: var person } ? telling.Names.GetValueOrDefault(person) : null;

    private string? Changes()
    {
        var changes = telling.Leaf.Values.Where(pair => pair.Value is FactValue.Change).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Field(pair.Key)}: {Say(pair.Value, null)}").ToList();
        return changes.Count > 0 ? string.Join("; ", changes) : null;
    }

    private string Count(long number, string format)
    {
        var forms = WordBook.Facts.Of(format, culture).Split('|');
        return string.Format(culture, forms[Plural.Form(culture, number)], number.ToString("N0", culture));
    }

    private string Side(FactValue? side, string? format) => (side is null ? null : Say(side, format)) ?? WordBook.Facts.Of("nothing", culture);
}
