using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Pricing;

public sealed class CompositionTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Fact]
    public void A_price_built_from_costs_adds_up_and_its_rates_are_rounded_once() => Any.Holds(
        from currency in Any.Currency
        from price in Any.Price(currency)
        select (currency, price),
        given =>
        {
            var (currency, price) = given;
            AddsUp(price);
            Assert.Equal(Money.Rounded(price.Cost * price.MarginPercent / 100, currency).Amount, price.Margin);
            Assert.Equal(Money.Rounded(price.Net * price.TaxPercent / 100, currency).Amount, price.Tax);
        });

    [Fact]
    public void A_bare_net_price_opens_into_parts_that_make_exactly_that_price() => Any.Holds(
        from currency in Any.Currency
        from amount in Any.Amount(currency, 50_000_000)
        from template in Any.Template
        select (currency, amount, template),
        given =>
        {
            var price = Composition.OfNet(Money.Exactly(given.amount, given.currency), given.template);

            AddsUp(price);
            Assert.Equal(given.amount, price.Net);
            // Not every price is a rounded cost and its rounded margin: what is left over stays within the rounding of the cost.
            Assert.True(Math.Abs(price.Margin - price.Cost * price.MarginPercent / 100) <= given.currency.SmallestUnit / 2 * (1 + price.MarginPercent / 100));
        });

    [Fact]
    public void A_bare_gross_price_opens_into_parts_that_make_exactly_that_price() => Any.Holds(
        from currency in Any.Currency
        from amount in Any.Amount(currency, 50_000_000)
        from template in Any.Template
        select (currency, amount, template),
        given =>
        {
            var price = Composition.OfGross(Money.Exactly(given.amount, given.currency), given.template);

            AddsUp(price);
            Assert.Equal(given.amount, price.Gross);
        });

    [Fact]
    public void The_opened_parts_of_any_amount_add_up_before_and_after_something_is_taken_off() => Any.Holds(
        from currency in Any.Currency
        from price in Any.Price(currency)
        from units in Gen.Choose(0, 100_000_000)
        from off in Gen.Choose(0, units)
        where price.Net > 0
        select (currency, price, units, off),
        given =>
        {
            var amount = Money.Exactly(given.units * given.currency.SmallestUnit, given.currency);
            var off = Money.Exactly(given.off * given.currency.SmallestUnit, given.currency);

            var parts = given.price.Open(amount);
            var less = parts.Less(off);

            Assert.Equal(amount.Amount, parts.Net);
            Assert.Equal((amount - off).Amount, less.Net);
            Assert.All(new[] { less.Base, less.Materials, less.Subcontractors, less.Other, less.Margin }, part => Assert.True(part >= 0));
        });

    [Fact]
    public void An_example_by_hand()
    {
        var price = Composition.OfCosts(Euro, new CostParts(60, 10, 20.50m, 0), 15, 20);

        Assert.Equal((90.50m, 13.58m, 104.08m, 20.82m, 124.90m), (price.Cost, price.Margin, price.Net, price.Tax, price.Gross));
    }

    [Fact]
    public void A_price_no_rounded_cost_could_make_still_opens()
    {
        // With a margin of 100 % a cost of 0.01 makes 0.02 and one of 0.02 makes 0.04: nothing makes 0.03.
        var price = Composition.OfNet(Money.Exactly(0.03m, Euro), new CompositionTemplate(100, 0, 0, 0, 100, 0));

        Assert.Equal((0.02m, 0.01m, 0.03m), (price.Cost, price.Margin, price.Net));
    }

    [Fact]
    public void Negative_costs_and_prices_beyond_the_largest_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Composition.OfCosts(Euro, new CostParts(10, -1, 0, 0), 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Composition.OfNet(Money.Exactly(-1, Euro), new CompositionTemplate(100, 0, 0, 0, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Composition.OfCosts(Euro, new CostParts(Composition.LargestPrice, 1, 0, 0), 0, 0));
    }

    private static void AddsUp(Composition price)
    {
        Assert.Equal(price.Net, price.Base + price.Materials + price.Subcontractors + price.Other + price.Margin);
        Assert.Equal(price.Gross, price.Net + price.Tax);
        Assert.All(new[] { price.Base, price.Materials, price.Subcontractors, price.Other, price.Margin, price.Tax }, part => Assert.True(part >= 0));
    }
}
