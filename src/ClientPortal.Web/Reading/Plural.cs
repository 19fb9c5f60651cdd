using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Reading;

/// <summary>
/// Words that follow a number. A resource holds the forms of its language in one value, parted by <c>|</c>:
/// English <c>{0} day|{0} days</c>, Russian <c>{0} день|{0} дня|{0} дней</c>. The rules are those of CLDR for cardinals.
/// </summary>
public static class Plural
{
    /// <summary>How many forms a resource must have in the language of <paramref name="culture"/>.</summary>
    public static int Forms(CultureInfo culture) => IsRussian(culture) ? 3 : 2;

    /// <summary>The form for a number, from 0; fractions are "1.5 days" and "1,5 дня". The sign does not matter.</summary>
    public static int Form(CultureInfo culture, decimal number)
    {
        var size = Math.Abs(number);
        var whole = decimal.IsInteger(size);
        if (!IsRussian(culture)) return whole && size == 1 ? 0 : 1;
        if (!whole) return 1;
        var tens = (int)(size % 100);
        return (tens % 10, tens is >= 11 and <= 14) switch
        {
            (1, false) => 0,
            ( >= 2 and <= 4, false) => 1,
            _ => 2,
        };
    }

    /// <summary>The words of <paramref name="key"/> for <paramref name="number"/>, which is placeholder 0; further values follow from 1.</summary>
    /// <exception cref="InvalidOperationException">The resource has not the forms its language needs.</exception>
    public static string Count(this IStringLocalizer words, string key, decimal number, params object[] further)
    {
        ArgumentNullException.ThrowIfNull(words);
        var culture = CultureInfo.CurrentCulture;
        var forms = words[key].Value.Split('|');
        if (forms.Length != Forms(CultureInfo.CurrentUICulture)) throw new InvalidOperationException($"The words '{key}' have {forms.Length} forms.");
        // Four decimals are as many as a quantity has.
        var shown = number.ToString("#,0.####", culture);
        return string.Format(culture, forms[Form(CultureInfo.CurrentUICulture, number)], [shown, .. further]);
    }

    private static bool IsRussian(CultureInfo culture) => culture.TwoLetterISOLanguageName == "ru";
}
