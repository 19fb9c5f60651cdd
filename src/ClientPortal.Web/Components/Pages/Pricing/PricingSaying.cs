using System.Globalization;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Pricing;

/// <summary>Prices in the reader's words: names, units, parts.</summary>
public sealed class PricingSaying(IStringLocalizer<PricingWords> words)
{
    /// <summary>The reader's language.</summary>
    public static Language Language => CultureInfo.CurrentUICulture.ToLanguage();

    /// <summary>What one is: "an hour", or the list's own words.</summary>
    public string Unit(PriceItemTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Unit == PriceUnit.Custom ? terms.UnitText : words[$"Per{terms.Unit}"];
    }

    /// <summary>Code, unit and price without tax, as they stand under the name.</summary>
    public string Note(PriceItemTerms terms, Composition? price, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return price is null ? $"{terms.Code} · {Unit(terms)}" : words["ItemNote", terms.Code, Unit(terms), Money(price.Net, currency)];
    }

    /// <summary>What a price is made of, in the order of its making; what is nothing is left out, margin and tax stay.</summary>
    public IReadOnlyList<PricePart> Parts(Composition price)
    {
        ArgumentNullException.ThrowIfNull(price);
        PricePart[] costs =
        [
            new(words["Base"], price.Base), new(words["Materials"], price.Materials), new(words["Subcontractors"], price.Subcontractors), new(words["Other"], price.Other),
        ];
        return
        [
            .. costs.Where(part => part.Amount != 0),
            new(words["Margin"], price.Margin, words["OfTheCost", MoneyFormat.Rate(price.MarginPercent, CultureInfo.CurrentCulture)]),
            new(words["Tax"], price.Tax, words["OfTheNet", MoneyFormat.Rate(price.TaxPercent, CultureInfo.CurrentCulture)]),
        ];
    }

    /// <summary>An amount with its currency.</summary>
    public static string Money(decimal amount, Currency currency) => MoneyFormat.Text(amount, currency.Code, CultureInfo.CurrentCulture);
}
