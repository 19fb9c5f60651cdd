using System.Globalization;
using System.Resources;

namespace ClientPortal.Documents.Words;

/// <summary>
/// What documents say in their own words, in the document's binding language, whatever language the thread speaks.
/// </summary>
internal sealed class DocumentWords(CultureInfo culture)
{
    /// <summary>The texts, one file a language; English also speaks for languages that have none.</summary>
    public static readonly ResourceManager Texts = new("ClientPortal.Documents.Words.Documents", typeof(DocumentWords).Assembly);

    public CultureInfo Culture { get; } = culture;

    public string this[string key] => Texts.GetString(key, Culture)
        ?? throw new MissingManifestResourceException($"Documents.resx has no '{key}'.");

    public string Format(string key, params object[] values) => string.Format(Culture, this[key], values);

    /// <summary>"1 day", "21 дня": a count with its word in the form the language wants.</summary>
    public string Days(int count) => Format($"Day.{PluralForm(count)}", count);

    private string PluralForm(int count)
    {
        count = Math.Abs(count);
        if (Culture.TwoLetterISOLanguageName != "ru")
            return count == 1 ? "one" : "many";
        return (count % 100, count % 10) switch
        {
            ( >= 11 and <= 14, _) => "many",
            (_, 1) => "one",
            (_, >= 2 and <= 4) => "few",
            _ => "many",
        };
    }
}
