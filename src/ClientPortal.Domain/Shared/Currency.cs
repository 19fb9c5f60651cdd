namespace ClientPortal.Domain.Shared;

/// <summary>A currency the portal reckons in, by its ISO 4217 code.</summary>
public readonly record struct Currency
{
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["AED"] = 2, ["AMD"] = 2, ["AUD"] = 2, ["AZN"] = 2, ["BRL"] = 2, ["BYN"] = 2, ["CAD"] = 2, ["CHF"] = 2, ["CNY"] = 2, ["CZK"] = 2,
        ["DKK"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["GEL"] = 2, ["HKD"] = 2, ["ILS"] = 2, ["INR"] = 2, ["JPY"] = 0, ["KGS"] = 2, ["KRW"] = 0,
        ["KWD"] = 3, ["KZT"] = 2, ["MXN"] = 2, ["NOK"] = 2, ["NZD"] = 2, ["PLN"] = 2, ["RSD"] = 2, ["RUB"] = 2, ["SEK"] = 2, ["SGD"] = 2,
        ["THB"] = 2, ["TRY"] = 2, ["UAH"] = 2, ["USD"] = 2, ["UZS"] = 2, ["VND"] = 0, ["ZAR"] = 2,
    };

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
