using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests;

/// <summary>Arbitrary amounts, prices and rates of the kinds the portal meets.</summary>
internal static class Any
{
    /// <summary>Currencies with none, two and three decimals.</summary>
    public static Gen<Currency> Currency { get; } = Gen.Elements("JPY", "EUR", "KWD").Select(Domain.Shared.Currency.Of);

    /// <summary>Percents with up to four decimals, round ones often.</summary>
    public static Gen<decimal> Percent(int most) => Gen.Frequency(
        (1, Gen.Constant(0m)),
        (3, Gen.Choose(0, most).Select(whole => (decimal)whole)),
        (3, Gen.Choose(0, most * 10_000).Select(parts => parts / 10_000m)));

    /// <summary>An amount in whole smallest units, not negative.</summary>
    public static Gen<decimal> Amount(Currency currency, int mostUnits) => Gen.Frequency(
        (1, Gen.Constant(0m)),
        (4, Gen.Choose(0, 20).Select(units => units * currency.SmallestUnit)),
        (5, Gen.Choose(0, mostUnits).Select(units => units * currency.SmallestUnit)));

    /// <summary>A price built from costs.</summary>
    public static Gen<Composition> Price(Currency currency) =>
        from work in Amount(currency, 5_000_000)
        from materials in Amount(currency, 1_000_000)
        from subcontractors in Amount(currency, 1_000_000)
        from other in Amount(currency, 1_000)
        from margin in Percent(200)
        from tax in Percent(30)
        select Composition.OfCosts(currency, new CostParts(work, materials, subcontractors, other), margin, tax);

    /// <summary>A template whose shares make a whole.</summary>
    public static Gen<CompositionTemplate> Template { get; } =
        from first in Gen.Choose(0, 1_000_000)
        from second in Gen.Choose(0, 1_000_000 - first)
        from third in Gen.Choose(0, 1_000_000 - first - second)
        from margin in Percent(200)
        from tax in Percent(30)
        select new CompositionTemplate(first / 10_000m, second / 10_000m, third / 10_000m, (1_000_000 - first - second - third) / 10_000m, margin, tax);

    /// <summary>Holds the rule against a thousand cases.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> rule) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(cases.ToArbitrary(), value =>
        {
            rule(value);
            return true;
        }));
}
