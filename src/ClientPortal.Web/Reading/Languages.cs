using System.Globalization;

namespace ClientPortal.Web.Reading;

/// <summary>The languages the frame speaks. The first is the fallback.</summary>
public static class Languages
{
    /// <summary>English as a British reader expects it (day before month, 24 hours), and Russian.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("ru-RU")];

    /// <summary>The culture for a language tag such as <c>ru</c> or <c>en-US</c>, or null where we do not speak it.</summary>
    public static CultureInfo? Find(string? tag) =>
        string.IsNullOrWhiteSpace(tag) ? null : All.FirstOrDefault(culture => tag.StartsWith(culture.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase));
}
