using System.Globalization;

namespace ClientPortal.Domain.Pricing;

/// <summary>The forms in which prices stand in content that is hashed; changing one would change every hash.</summary>
internal static class Canonical
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Without trailing zeros, whatever scale the database gave it back with.
    public static string? Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);

    public static Dictionary<string, object?> Price(Composition price) => new(StringComparer.Ordinal)
    {
        ["base"] = Number(price.Base),
        ["materials"] = Number(price.Materials),
        ["subcontractors"] = Number(price.Subcontractors),
        ["other"] = Number(price.Other),
        ["margin-percent"] = Number(price.MarginPercent),
        ["margin"] = Number(price.Margin),
        ["net"] = Number(price.Net),
        ["tax-percent"] = Number(price.TaxPercent),
        ["tax"] = Number(price.Tax),
        ["gross"] = Number(price.Gross),
    };

    public static Dictionary<string, object?> Item(PublishedPriceItem item) => new(StringComparer.Ordinal)
    {
        ["code"] = item.Terms.Code,
        ["name-english"] = item.Terms.NameEnglish,
        ["name-russian"] = item.Terms.NameRussian,
        ["unit"] = item.Terms.Unit.ToString(),
        ["unit-text"] = item.Terms.UnitText,
        ["basis"] = item.Terms.Basis,
        ["price"] = Price(item.Price),
    };
}
