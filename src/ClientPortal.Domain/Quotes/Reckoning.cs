using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>
/// What a quote comes to. A line's amount is rounded(price × quantity), opened into the parts of its price. Discounts on the line
/// come off first, then those on the whole quote; at each step percents before fixed amounts, each of what is left and never
/// more than that. A discount on the whole quote is rounded once and allotted to the counted lines by what is left on them;
/// every discount comes off a line's parts in proportion. Tax is rounded(net × tax percent) of each line. So lines, stages,
/// parts and totals add up to the last cent, and choosing an option never lowers the net total.
/// </summary>
public sealed class Reckoning
{
    /// <summary>No quote comes to more, options included; with rounding it stays below <see cref="Money.Largest"/>.</summary>
    public const decimal LargestQuote = Money.Largest - QuoteLine.Most;

    private readonly Dictionary<QuoteLineKey, LineAmounts> _lines;
    private readonly Dictionary<QuoteDiscountId, decimal> _discounts;

    private Reckoning(Currency currency, Dictionary<QuoteLineKey, LineAmounts> lines, Dictionary<QuoteDiscountId, decimal> discounts)
    {
        (Currency, _lines, _discounts) = (currency, lines, discounts);
        Total = lines.Values.Where(line => line.Counts).Aggregate(LineAmounts.None, (sum, line) => sum + line);
    }

    /// <summary>What everything is counted in.</summary>
    public Currency Currency { get; }

    /// <summary>All counted lines together.</summary>
    public LineAmounts Total { get; }

    /// <summary>What a line comes to; for an option that is not chosen, what it would come to before discounts on the whole quote.</summary>
    public LineAmounts Of(QuoteLine line) => _lines[line.Key];

    /// <summary>What a discount takes off the counted lines.</summary>
    public decimal Of(QuoteDiscount discount) => _discounts.GetValueOrDefault(discount.Id);

    /// <summary>Counted lines together, stage by stage, in the order in which the stages first appear.</summary>
    public IReadOnlyList<StageAmounts> ByStage(IEnumerable<QuoteLine> lines) =>
        [.. lines.OrderBy(line => line.Position).Where(line => _lines[line.Key].Counts).GroupBy(line => line.Terms.Stage, StringComparer.Ordinal)
            .Select(stage => new StageAmounts(stage.Key, stage.Aggregate(LineAmounts.None, (sum, line) => sum + _lines[line.Key])))];

    /// <summary>Reckons.</summary>
    /// <param name="currency">What every price is counted in.</param>
    /// <param name="lines">The lines; optional ones count when they are chosen.</param>
    /// <param name="discounts">The discounts.</param>
    /// <param name="chosen">The optional lines that are chosen; others in it are passed over.</param>
    /// <exception cref="RuleBroken">The amounts are larger than the portal reckons with.</exception>
    public static Reckoning Of(Currency currency, IReadOnlyList<QuoteLine> lines, IReadOnlyList<QuoteDiscount> discounts, IReadOnlySet<QuoteLineKey> chosen)
    {
        RefuseTooLarge(lines);
        var taken = discounts.ToDictionary(discount => discount.Id, _ => 0m);
        var running = lines.OrderBy(line => line.Position).Select(line => new Running(currency, line, !line.Terms.IsOptional || chosen.Contains(line.Key))).ToList();
        foreach (var line in running)
        {
            foreach (var discount in InOrder(discounts.Where(discount => discount.LineKey == line.Line.Key)))
            {
                var off = Off(discount, line.Net);
                line.TakeOff(off);
                if (line.Counts) taken[discount.Id] += off.Amount;
            }
        }

        var counted = running.Where(line => line.Counts).ToList();
        foreach (var discount in InOrder(discounts.Where(discount => discount.LineKey is null)))
        {
            var off = Off(discount, Money.Sum(counted.Select(line => line.Net), currency));
            taken[discount.Id] = off.Amount;
            if (off.IsZero) continue;
            var shares = off.Allot([.. counted.Select(line => line.Net.Amount)]);
            for (var i = 0; i < counted.Count; i++) counted[i].TakeOff(shares[i]);
        }

        return new Reckoning(currency, running.ToDictionary(line => line.Line.Key, line => line.Amounts()), taken);
    }

    private static IEnumerable<QuoteDiscount> InOrder(IEnumerable<QuoteDiscount> discounts) =>
        discounts.OrderBy(discount => discount.Kind == DiscountKind.Fixed).ThenBy(discount => discount.Position);

    private static Money Off(QuoteDiscount discount, Money left)
    {
        var off = discount.Kind == DiscountKind.Percent
            ? Money.Rounded(left.Amount * discount.Value / 100, left.Currency)
            : Money.Exactly(discount.Value, left.Currency);
        return off > left ? left : off;
    }

    // Options that are not chosen are weighed too: whatever is chosen, the sum is one the portal reckons with.
    private static void RefuseTooLarge(IReadOnlyList<QuoteLine> lines)
    {
        var whole = lines.Sum(line => line.Terms.Price.Gross * line.Terms.Quantity);
        if (whole > LargestQuote) throw new RuleBroken(Rule.QuoteTooLarge);
    }

    private sealed class Running
    {
        private readonly Money _list;
        private LineParts _parts;

        public Running(Currency currency, QuoteLine line, bool counts)
        {
            (Line, Counts) = (line, counts);
            _list = Money.Rounded(line.Terms.Price.Net * line.Terms.Quantity, currency);
            _parts = line.Terms.Price.Open(_list);
            Net = _list;
        }

        public QuoteLine Line { get; }

        public bool Counts { get; }

        public Money Net { get; private set; }

        public void TakeOff(Money off)
        {
            _parts = _parts.Less(off);
            Net -= off;
        }

        public LineAmounts Amounts()
        {
            var tax = Money.Rounded(Net.Amount * Line.Terms.Price.TaxPercent / 100, Net.Currency);
            return new LineAmounts(Counts, _list.Amount, (_list - Net).Amount, Net.Amount, tax.Amount, (Net + tax).Amount, _parts);
        }
    }
}

/// <summary>What a line, a stage or a quote comes to.</summary>
/// <param name="Counts">Whether it counts toward the total: an option that is not chosen does not.</param>
/// <param name="List">Without tax, before discounts.</param>
/// <param name="Discount">What discounts take off.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Parts">The net amount opened.</param>
public sealed record LineAmounts(bool Counts, decimal List, decimal Discount, decimal Net, decimal Tax, decimal Gross, LineParts Parts)
{
    /// <summary>Nothing.</summary>
    public static LineAmounts None { get; } = new(Counts: true, 0, 0, 0, 0, 0, new LineParts());

    /// <summary>Both together.</summary>
    public static LineAmounts operator +(LineAmounts left, LineAmounts right) => new(
        Counts: true, left.List + right.List, left.Discount + right.Discount, left.Net + right.Net, left.Tax + right.Tax, left.Gross + right.Gross, left.Parts + right.Parts);
}

/// <summary>What a stage comes to.</summary>
/// <param name="Stage">Its name; empty for lines of none.</param>
/// <param name="Amounts">Its counted lines together.</param>
public sealed record StageAmounts(string Stage, LineAmounts Amounts);
