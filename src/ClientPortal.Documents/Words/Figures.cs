using System.Globalization;

namespace ClientPortal.Documents.Words;

/// <summary>
/// Money, numbers and dates as the document's culture writes them. Groups are parted by spaces that do not break; nothing is
/// ever rounded: a price with more places than its currency has shows them all.
/// </summary>
internal sealed class Figures
{
    private const string NoBreakSpace = "\u00A0";
    private const string Minus = "\u2212";

    private readonly DocumentWords _words;
    private readonly NumberFormatInfo _numbers;

    public Figures(DocumentWords words)
    {
        _words = words;
        _numbers = (NumberFormatInfo)words.Culture.NumberFormat.Clone();
        if (string.IsNullOrWhiteSpace(_numbers.NumberGroupSeparator))
            _numbers.NumberGroupSeparator = NoBreakSpace;
        _numbers.NumberNegativePattern = 1;
        _numbers.NegativeSign = Minus;
    }

    /// <summary>"1 234,50 RUB": the currency by its ISO 4217 code.</summary>
    public string Money(decimal amount, string currency) => Amount(amount, currency) + NoBreakSpace + currency;

    /// <summary>"1 234,50": for tables whose head names the currency.</summary>
    public string Amount(decimal amount, string currency) =>
        amount.ToString("N" + Math.Max(MinorUnits(currency), Places(amount)).ToString(CultureInfo.InvariantCulture), _numbers);

    /// <summary>A difference with its sign, "+500,00", "−500,00", "0,00".</summary>
    public string Change(decimal amount, string currency) => (amount > 0 ? "+" : string.Empty) + Amount(amount, currency);

    /// <summary>"2,5": as many places as the number has.</summary>
    public string Quantity(decimal number) =>
        number.ToString("N" + Places(number).ToString(CultureInfo.InvariantCulture), _numbers);

    /// <summary>"20 %" or "20%", as the culture writes it.</summary>
    public string Percent(decimal percent) => Quantity(percent) + (_words.Culture.TwoLetterISOLanguageName == "ru" ? NoBreakSpace : string.Empty) + "%";

    /// <summary>"3 March 2026", "3 марта 2026 г.".</summary>
    public string Date(DateOnly date) => date.ToString(_words["DateFormat"], _words.Culture);

    /// <summary>A moment with its offset and zone: evidence must not leave the reader guessing whose clock it was.</summary>
    public string Moment(DateTimeOffset moment, string zone)
    {
        var offset = (moment.Offset < TimeSpan.Zero ? Minus : "+") + moment.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
        return _words.Format("Moment", Date(DateOnly.FromDateTime(moment.DateTime)), Clock(moment), offset, zone);
    }

    /// <summary>The same moment in UTC.</summary>
    public string MomentUtc(DateTimeOffset moment)
    {
        var utc = moment.ToUniversalTime();
        return _words.Format("MomentUtc", Date(DateOnly.FromDateTime(utc.DateTime)), Clock(utc));
    }

    private static string Clock(DateTimeOffset moment) => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static int Places(decimal number)
    {
        var scale = number.Scale;
        // 1.500 is shown as 1.5: zeros at the end say nothing.
        while (scale > 0 && decimal.Round(number, scale - 1) == number)
            scale--;
        return scale;
    }

    /// <summary>ISO 4217: two places unless listed.</summary>
    private static int MinorUnits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };
}
