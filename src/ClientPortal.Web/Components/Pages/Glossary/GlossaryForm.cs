using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Components.Pages.Glossary;

/// <summary>How addresses of the glossary say a language.</summary>
internal static class GlossaryForm
{
    /// <summary>The language's two letters (ISO 639-1).</summary>
    public static string In(Language language) => language.Culture().TwoLetterISOLanguageName;

    /// <summary>The language of two letters; English where there is none such.</summary>
    public static Language LanguageOf(string? letters) => Enum.GetValues<Language>().FirstOrDefault(language => In(language) == letters);
}
