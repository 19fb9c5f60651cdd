using ClientPortal.Domain.Shared;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class MoneyTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Fact]
    public void What_is_allotted_adds_up_and_no_part_is_a_smallest_unit_off_its_share() => Any.Holds(
        from currency in Any.Currency
        from units in Gen.Choose(-50_000_000, 50_000_000)
        from weights in Gen.Choose(0, 1_000_000).Select(weight => weight / 100m).NonEmptyListOf()
        where weights.Sum() > 0
        select (Amount: Money.Exactly(units * currency.SmallestUnit, currency), Weights: weights.ToArray()),
        given =>
        {
            var parts = given.Amount.Allot(given.Weights);

            Assert.Equal(given.Amount, Money.Sum(parts, given.Amount.Currency));
            for (var i = 0; i < parts.Count; i++)
            {
                var share = given.Amount.Amount * given.Weights[i] / given.Weights.Sum();
                Assert.True(Math.Abs(parts[i].Amount - share) < given.Amount.Currency.SmallestUnit, $"{parts[i]} for {share}");
            }
        });

    [Fact]
    public void A_larger_weight_never_gets_less() => Any.Holds(
        from units in Gen.Choose(0, 50_000_000)
        from weights in Gen.Choose(0, 10_000).Select(weight => (decimal)weight).NonEmptyListOf()
        where weights.Sum() > 0
        select (Amount: Money.Exactly(units / 100m, Euro), Weights: weights.ToArray()),
        given =>
        {
            var parts = given.Amount.Allot(given.Weights);
            foreach (var (heavier, lighter) in from a in Enumerable.Range(0, parts.Count) from b in Enumerable.Range(0, parts.Count) where given.Weights[a] > given.Weights[b] select (a, b))
                Assert.True(parts[heavier] >= parts[lighter]);
        });

    [Fact]
    public void What_weighs_nothing_gets_nothing() =>
        Assert.Equal([0m, 0.01m, 0m], Money.Exactly(0.01m, Euro).Allot([0, 1, 0]).Select(part => part.Amount));

    [Fact]
    public void Among_equals_the_earlier_gets_what_is_left_over() =>
        Assert.Equal([33.34m, 33.33m, 33.33m], Money.Exactly(100, Euro).Allot([1, 1, 1]).Select(part => part.Amount));

    [Fact]
    public void The_largest_amount_is_allotted_by_the_largest_amounts() =>
        Assert.Equal(Money.Largest, Money.Exactly(Money.Largest, Euro).Allot([Money.Largest, Money.Largest, 0.01m]).Sum(part => part.Amount));

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 0, 0 })]
    [InlineData(new double[] { 1, -1 })]
    public void Weights_that_say_nothing_are_refused(double[] weights) =>
        Assert.Throws<ArgumentException>(() => Money.Exactly(1, Euro).Allot([.. weights.Select(weight => (decimal)weight)]));

    [Theory]
    [InlineData("JPY", 0.5, 1)]
    [InlineData("EUR", 0.005, 0.01)]
    [InlineData("EUR", -0.005, -0.01)]
    [InlineData("KWD", 0.0005, 0.001)]
    public void A_half_is_rounded_away_from_nothing(string currency, double amount, double rounded) =>
        Assert.Equal((decimal)rounded, Money.Rounded((decimal)amount, Currency.Of(currency)).Amount);

    [Fact]
    public void A_fraction_of_the_smallest_unit_is_not_taken_for_exact() => Assert.Throws<ArgumentException>(() => Money.Exactly(0.001m, Euro));

    [Fact]
    public void Amounts_beyond_the_largest_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Rounded(Money.Largest + 1, Euro));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Exactly(Money.Largest, Euro) + Money.Exactly(1, Euro));
    }

    [Fact]
    public void Nothing_has_no_sign() => Assert.Equal("0.00 EUR", (-Money.Rounded(-0.001m, Euro)).ToString());

    [Fact]
    public void Different_currencies_are_not_reckoned_together()
    {
        var (euro, dollar) = (Money.Exactly(1, Euro), Money.Exactly(1, Currency.Of("USD")));

        Assert.Throws<InvalidOperationException>(() => euro + dollar);
        Assert.Throws<InvalidOperationException>(() => euro < dollar);
        Assert.NotEqual(euro, dollar);
    }

    [Fact]
    public void The_default_currency_is_none() => Assert.Throws<InvalidOperationException>(() => default(Currency).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("eur")]
    [InlineData("XXX")]
    public void A_code_the_portal_does_not_know_is_no_currency(string? code) => Assert.Null(Currency.Find(code));

    [Fact]
    public void Every_currency_has_a_smallest_unit_of_its_digits() =>
        Assert.All(Currency.All, currency => Assert.Equal(1m, currency.SmallestUnit * (decimal)Math.Pow(10, currency.Digits)));
}
