using System.Globalization;

namespace ClientPortal.Web.Reading;

/// <summary>Money as figures people read: grouped by culture, all the currency's decimals, the currency's code behind: <c>412 000,00 RUB</c>.</summary>
public static class MoneyFormat
{
    private const char NoBreakSpace = '\u00a0';
    private const string Minus = "\u2212";

    /// <summary>The amount in words of figures, with the code of <paramref name="currency"/> (ISO 4217).</summary>
    public static string Text(decimal amount, string currency, CultureInfo culture) => $"{Figures(amount, currency, culture)}{NoBreakSpace}{currency}";

    /// <summary>The amount without the currency, for a column whose head names it.</summary>
    public static string Figures(decimal amount, string currency, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var figures = Math.Abs(amount).ToString($"N{Decimals(currency)}", culture);
        return amount < 0 ? Minus + figures : figures;
    }

    /// <summary>A share as whole percent; 1 is 100%.</summary>
    public static string Percent(decimal share, CultureInfo culture) => Rate(Math.Round(share * 100, MidpointRounding.AwayFromZero), culture);

    /// <summary>Percent with as many decimals as they have, up to four. The sign stands close in English and behind a space that does not break in Russian.</summary>
    public static string Rate(decimal percent, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var space = culture.TwoLetterISOLanguageName == "ru" ? $"{NoBreakSpace}" : "";
        return $"{(percent < 0 ? Minus : "")}{Math.Abs(percent).ToString("#,0.####", culture)}{space}%";
    }

    /// <summary>By how many percent something became more or less, with its sign; nothing before none.</summary>
    public static string RateOfChange(decimal percent, CultureInfo culture) => (percent > 0 ? "+" : "") + Rate(percent, culture);

    /// <summary>How many decimals the currency's smallest unit has, 0 to 3.</summary>
    public static int Decimals(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" or "PYG" or "UGX" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };
}
