using System.Collections;
using System.Globalization;
using System.Resources;

namespace ClientPortal.Web.Sentences;

/// <summary>The words of one resource in a language that is named, for text that is not made for the person of the present request.</summary>
/// <param name="area">The resource's marker, a class of <c>ClientPortal.Web.Words</c>.</param>
internal sealed class WordBook(Type area)
{
    private readonly ResourceManager _words = new(area);

    /// <summary>The words of mail.</summary>
    public static WordBook Mail { get; } = new(typeof(Words.Mail));

    /// <summary>The words of facts.</summary>
    public static WordBook Facts { get; } = new(typeof(Words.Facts));

    /// <summary>Every key there is.</summary>
    public IEnumerable<string> Keys => _words.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key);

    /// <summary>The words under a key.</summary>
    /// <exception cref="KeyNotFoundException">There are none.</exception>
    public string Of(string key, CultureInfo culture) => Find(key, culture) ?? throw new KeyNotFoundException($"There are no words for '{key}' in {area.Name}.");

    /// <summary>The words under a key; null where there are none.</summary>
    public string? Find(string key, CultureInfo culture) => _words.GetString(key, culture);
}
