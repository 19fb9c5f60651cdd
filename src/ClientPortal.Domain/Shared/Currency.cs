namespace ClientPortal.Domain.Shared;

/// <summary>A currency the portal reckons in, by its ISO 4217 code.</summary>
public readonly record struct Currency
{
    // Code and decimal digits, as ISO 4217 lists them.
    private static readonly Dictionary<string, int> Known =
        ("AED2 AMD2 AUD2 AZN2 BRL2 BYN2 CAD2 CHF2 CNY2 CZK2 DKK2 EUR2 GBP2 GEL2 HKD2 ILS2 INR2 JPY0 KGS2 KRW0 " +
        "KWD3 KZT2 MXN2 NOK2 NZD2 PLN2 RSD2 RUB2 SEK2 SGD2 THB2 TRY2 UAH2 USD2 UZS2 VND0 ZAR2")
        .Split(' ').ToDictionary(entry => entry[..3], entry => entry[3] - '0', StringComparer.Ordinal);

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>The currencies offered, by code.</summary>
    public static IReadOnlyList<Currency> All { get; } = [.. Known.Keys.Order(StringComparer.Ordinal).Select(code => new Currency(code))];

    /// <summary>The three letters.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no currency.</exception>
    public string Code => _code ?? throw new InvalidOperationException("The default value is no currency.");

    /// <summary>Decimal digits of the smallest unit: 2 for kopecks and cents, 0 for yen.</summary>
    public int Digits => Known[Code];

    /// <summary>The smallest unit, for example 0.01.</summary>
    public decimal SmallestUnit => new(1, 0, 0, false, (byte)Digits);

    /// <summary>The currency with this code.</summary>
    /// <exception cref="ArgumentException">The portal does not reckon in it.</exception>
    public static Currency Of(string code) =>
        Find(code) ?? throw new ArgumentException($"{code} is not a currency of the portal.", nameof(code));

    /// <summary>The currency with this code, in upper case; null when the portal does not reckon in it.</summary>
    public static Currency? Find(string? code) => code is not null && Known.ContainsKey(code) ? new Currency(code) : null;

    /// <summary>The code.</summary>
    public override string ToString() => _code ?? string.Empty;
}
