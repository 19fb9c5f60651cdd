using System.Globalization;

namespace ClientPortal.Domain.Shared;

/// <summary>A language the portal speaks.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Russian.</summary>
    Russian,
}

/// <summary>What a language means for words, dates and numbers.</summary>
public static class LanguageCulture
{
    /// <summary>The culture of the language: British English, since day-month order is what both languages share.</summary>
    public static CultureInfo Culture(this Language language) =>
        CultureInfo.GetCultureInfo(language == Language.Russian ? "ru-RU" : "en-GB");

    /// <summary>The language of a culture; English where it is neither.</summary>
    public static Language ToLanguage(this CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "ru" ? Language.Russian : Language.English;
    }
}
