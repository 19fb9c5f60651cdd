using System.ComponentModel.DataAnnotations.Schema;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing;

/// <summary>What a price is for, in both languages.</summary>
[ComplexType]
public sealed record PriceItemTerms
{
    /// <summary>The most characters of a code.</summary>
    public const int LongestCode = 60;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 300;

    /// <summary>The most characters of a unit in the list's own words.</summary>
    public const int LongestUnit = 40;

    /// <summary>The most characters of a basis.</summary>
    public const int LongestBasis = 1000;

    /// <summary>What the item is called by, unique within its list; upper and lower case are the same.</summary>
    public required string Code { get; init; }

    /// <summary>The English name; empty where only the Russian one is known.</summary>
    public required string NameEnglish { get; init; }

    /// <summary>The Russian name; empty where only the English one is known.</summary>
    public required string NameRussian { get; init; }

    /// <summary>What one is.</summary>
    public PriceUnit Unit { get; init; }

    /// <summary>The unit in the list's own words; empty unless <see cref="Unit"/> is <see cref="PriceUnit.Custom"/>.</summary>
    public required string UnitText { get; init; }

    /// <summary>What the price is based on; may be empty.</summary>
    public required string Basis { get; init; }

    /// <summary>The name in a language, or in the other one where there is none.</summary>
    public string NameIn(Language language) => BothLanguages.Pick(language, NameEnglish, NameRussian);
}

/// <summary>Texts that stand in both languages, with one falling back on the other.</summary>
public static class BothLanguages
{
    /// <summary>The text in the language, or in the other one where there is none.</summary>
    public static string Pick(Language language, string english, string russian)
    {
        var (first, second) = language == Language.Russian ? (russian, english) : (english, russian);
        return first.Length > 0 ? first : second;
    }
}

/// <summary>A price in the draft of a list.</summary>
public sealed class PriceItem
{
    private PriceItem()
    {
    }

    /// <summary>Its identifier.</summary>
    public PriceItemId Id { get; private init; }

    /// <summary>Whose draft it stands in.</summary>
    public PriceListId PriceListId { get; private init; }

    /// <summary>Where it stands, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>What it is for.</summary>
    public required PriceItemTerms Terms { get; set; }

    /// <summary>The price of one, opened; null while it is not known.</summary>
    public Composition? Price { get; private set; }

    internal static PriceItem Of(PriceListId list, int position, PriceItemTerms terms, Composition? price) =>
        new() { Id = PriceItemId.New(), PriceListId = list, Position = position, Terms = terms, Price = price };

    internal void Change(PriceItemTerms terms, Composition? price) => (Terms, Price) = (terms, price);
}

/// <summary>A price of a published version; it stays as it was published.</summary>
public sealed class PublishedPriceItem : IBoundPart
{
    private PublishedPriceItem()
    {
    }

    /// <summary>Its identifier.</summary>
    public PublishedPriceItemId Id { get; private init; }

    /// <summary>Whose version it stands in.</summary>
    public PriceListVersionId VersionId { get; private init; }

    /// <summary>Where it stands, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>What it is for.</summary>
    public required PriceItemTerms Terms { get; init; }

    /// <summary>The price of one, opened.</summary>
    public required Composition Price { get; init; }

    internal static PublishedPriceItem Of(PriceListVersionId version, int position, PriceItem item) => new()
    {
        Id = PublishedPriceItemId.New(),
        VersionId = version,
        Position = position,
        Terms = item.Terms with { },
        Price = (item.Price ?? throw new InvalidOperationException($"{item.Terms.Code} has no price.")) with { },
    };
}
