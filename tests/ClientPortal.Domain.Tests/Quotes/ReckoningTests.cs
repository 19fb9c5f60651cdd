using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Quotes;

public sealed class ReckoningTests
{
    private static readonly Currency Euro = Currency.Of("EUR");
    private static readonly Quote Quote = Quote.Draft(ClientId.New(), 2026, 1, new QuoteDetails("Portal", Language.English, Euro, "", null, []), PersonId.New(), FakeClock.Start);

    private static QuoteLineKey[] Keys { get; } = [.. Enumerable.Range(0, 1000).Select(_ => QuoteLineKey.New())];

    private static Gen<Case> Cases { get; } =
        from currency in Any.Currency
        from lines in Line(currency).NonEmptyListOf()
        from chosen in Gen.Elements(true, false).ListOf(lines.Count)
        from discounts in Discount(currency, lines.Count).ListOf()
        select new Case(
            currency,
            [.. lines.Select((terms, i) => DraftQuoteLine.Of(Quote, Keys[i], i + 1, null, terms))],
            [.. discounts.Select((said, i) => DraftQuoteDiscount.Of(Quote, QuoteDiscountId.New(), i + 1, said.Line is { } line ? Keys[line] : null, said.Kind, said.Value, "r"))],
            Enumerable.Range(0, lines.Count).Where(i => chosen[i]).Select(i => Keys[i]).ToHashSet());

    [Fact]
    public void Lines_stages_parts_and_totals_add_up_to_the_last_cent() => Any.Holds(Cases, given =>
    {
        var reckoning = given.Reckon();
        var counted = given.Lines.Select(reckoning.Of).Where(line => line.Counts).ToList();

        foreach (var amounts in given.Lines.Select(reckoning.Of).Append(reckoning.Total).Concat(reckoning.ByStage(given.Lines).Select(stage => stage.Amounts)))
        {
            Assert.Equal(amounts.Net, amounts.List - amounts.Discount);
            Assert.Equal(amounts.Gross, amounts.Net + amounts.Tax);
            Assert.Equal(amounts.Net, amounts.Parts.Net);
            Assert.All(
                new[] { amounts.List, amounts.Discount, amounts.Net, amounts.Tax, amounts.Parts.Base, amounts.Parts.Materials, amounts.Parts.Subcontractors, amounts.Parts.Other, amounts.Parts.Margin },
                amount => Assert.True(amount >= 0 && amount % given.Currency.SmallestUnit == 0, $"{amount}"));
        }

        Assert.Equal(reckoning.Total.Gross, counted.Sum(line => line.Gross));
        Assert.Equal(reckoning.Total.Gross, reckoning.ByStage(given.Lines).Sum(stage => stage.Amounts.Gross));
        Assert.Equal(reckoning.Total.Discount, given.Discounts.Sum(reckoning.Of));
    });

    [Fact]
    public void A_line_comes_to_its_price_times_its_quantity_rounded_once_and_tax_is_of_what_is_left() => Any.Holds(Cases, given =>
    {
        var reckoning = given.Reckon();
        Assert.All(given.Lines, line =>
        {
            var amounts = reckoning.Of(line);
            Assert.Equal(Money.Rounded(line.Terms.Price.Net * line.Terms.Quantity, given.Currency).Amount, amounts.List);
            Assert.Equal(Money.Rounded(amounts.Net * line.Terms.Price.TaxPercent / 100, given.Currency).Amount, amounts.Tax);
        });
    });

    [Fact]
    public void Options_that_are_not_chosen_count_toward_nothing() => Any.Holds(Cases, given =>
    {
        var with = given.Reckon();
        var without = Reckoning.Of(
            given.Currency, [.. given.Lines.Where(line => with.Of(line).Counts)], [.. given.Discounts.Where(d => d.LineKey is null || given.Lines.Any(l => l.Key == d.LineKey && with.Of(l).Counts))], given.Chosen);

        Assert.Equal(without.Total, with.Total);
    });

    [Fact]
    public void Choosing_one_more_option_never_lowers_the_net_total() => Any.Holds(Cases, given =>
    {
        var before = given.Reckon().Total.Net;
        Assert.All(given.Options, option => Assert.True((given with { Chosen = given.Chosen.Append(option).ToHashSet() }).Reckon().Total.Net >= before));
    });

    [Fact]
    public void Without_a_discount_on_the_whole_choosing_one_more_option_never_lowers_the_total_with_tax() => Any.Holds(Cases, given =>
    {
        given = given with { Discounts = [.. given.Discounts.Where(discount => discount.LineKey is not null)] };
        var before = given.Reckon().Total.Gross;
        Assert.All(given.Options, option => Assert.True((given with { Chosen = given.Chosen.Append(option).ToHashSet() }).Reckon().Total.Gross >= before));
    });

    [Fact]
    public void The_order_in_which_lines_and_discounts_are_read_changes_nothing() => Any.Holds(Cases, given =>
        Assert.Equal(given.Reckon().Total, (given with { Lines = [.. given.Lines.Reverse()], Discounts = [.. given.Discounts.Reverse()] }).Reckon().Total));

    [Fact]
    public void Percents_come_before_fixed_amounts_and_nothing_falls_below_zero()
    {
        DraftQuoteLine[] lines = [LineOf(100, 1)];
        DraftQuoteDiscount[] discounts =
        [
            DraftQuoteDiscount.Of(Quote, QuoteDiscountId.New(), 1, null, DiscountKind.Fixed, 50, "r"),
            DraftQuoteDiscount.Of(Quote, QuoteDiscountId.New(), 2, null, DiscountKind.Percent, 10, "r"),
            DraftQuoteDiscount.Of(Quote, QuoteDiscountId.New(), 3, null, DiscountKind.Fixed, 1000, "r"),
        ];
        var reckoning = Reckoning.Of(Euro, lines, discounts, new HashSet<QuoteLineKey>());

        Assert.Equal([50m, 10m, 40m], discounts.Select(reckoning.Of));
        Assert.Equal((100m, 0m, 0m), (reckoning.Total.List, reckoning.Total.Net, reckoning.Total.Gross));
    }

    [Fact]
    public void An_example_by_hand()
    {
        // 3 x 33.33 = 99.99 and 1.5 x 10.01 = 15.015, so 15.02; 7.5 % of 115.01 is 8.62575, so 8.63, of which 1.13 fall on the second line.
        DraftQuoteLine[] lines = [LineOf(33.33m, 3), LineOf(10.01m, 1.5m)];
        DraftQuoteDiscount[] discounts = [DraftQuoteDiscount.Of(Quote, QuoteDiscountId.New(), 1, null, DiscountKind.Percent, 7.5m, "r")];
        var reckoning = Reckoning.Of(Euro, lines, discounts, new HashSet<QuoteLineKey>());

        Assert.Equal([(99.99m, 7.50m, 92.49m, 18.50m), (15.02m, 1.13m, 13.89m, 2.78m)], lines.Select(reckoning.Of).Select(line => (line.List, line.Discount, line.Net, line.Tax)));
        Assert.Equal((115.01m, 8.63m, 106.38m, 21.28m, 127.66m), (reckoning.Total.List, reckoning.Total.Discount, reckoning.Total.Net, reckoning.Total.Tax, reckoning.Total.Gross));
    }

    [Fact]
    public void What_the_portal_cannot_reckon_with_is_refused()
    {
        var line = LineOf(Composition.LargestPrice / 2, QuoteLineTerms.LargestQuantity);

        Assert.Equal(Rule.QuoteTooLarge, Assert.Single(Assert.Throws<RuleBroken>(() => Reckoning.Of(Euro, [line, LineOf(Composition.LargestPrice / 2, QuoteLineTerms.LargestQuantity)], [], new HashSet<QuoteLineKey>())).Refusals).Rule);
        Assert.Equal(600_000_000_000_000m, Reckoning.Of(Euro, [line], [], new HashSet<QuoteLineKey>()).Total.Gross);
    }

    private static DraftQuoteLine LineOf(decimal net, decimal quantity) => DraftQuoteLine.Of(Quote, QuoteLineKey.New(), 1, null, new QuoteLineTerms
    {
        Section = "",
        Stage = "One",
        Code = "",
        Description = "Work",
        UnitText = "",
        Quantity = quantity,
        Price = Composition.OfNet(Money.Exactly(net, Euro), new CompositionTemplate(60, 20, 20, 0, 15, 20)),
        Justification = "new",
    });

    private static Gen<QuoteLineTerms> Line(Currency currency) =>
        from price in Any.Price(currency)
        from quantity in Gen.Frequency((1, Gen.Choose(1, 100).Select(whole => (decimal)whole)), (1, Gen.Choose(1, 5_000_000).Select(parts => parts / 10_000m)))
        from optional in Gen.Elements(true, false)
        from stage in Gen.Elements("One", "Two", "Three")
        select new QuoteLineTerms
        {
            Section = "",
            Stage = stage,
            Code = "",
            Description = "Work",
            UnitText = "",
            Quantity = quantity,
            Price = price,
            IsOptional = optional,
            Justification = "new",
        };

    private static Gen<(int? Line, DiscountKind Kind, decimal Value)> Discount(Currency currency, int lines) =>
        from line in Gen.Choose(-lines, lines - 1)
        from kind in Gen.Elements(DiscountKind.Percent, DiscountKind.Fixed)
        from percent in Any.Percent(100)
        from amount in Any.Amount(currency, 10_000_000)
        select (line < 0 ? (int?)null : line, kind, kind == DiscountKind.Percent ? percent : amount);

    private sealed record Case(Currency Currency, IReadOnlyList<QuoteLine> Lines, IReadOnlyList<QuoteDiscount> Discounts, IReadOnlySet<QuoteLineKey> Chosen)
    {
        // A few of many: each costs a reckoning of the whole.
        public IEnumerable<QuoteLineKey> Options => Lines.Where(line => line.Terms.IsOptional).Select(line => line.Key).Except(Chosen).Take(3);

        public Reckoning Reckon() => Reckoning.Of(Currency, Lines, Discounts, Chosen);
    }
}
