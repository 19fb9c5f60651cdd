using System.Globalization;

namespace ClientPortal.Domain.Shared;

/// <summary>An amount in whole smallest units of its currency. Rounded once, half away from zero, when it is made from a calculation.</summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>No amount is larger: fifteen digits before the point are more than any contract needs and fit the database's numeric(19,4).</summary>
    public const decimal Largest = 999_999_999_999_999m;

    private Money(decimal amount, Currency currency)
    {
        // A decimal knows a negative zero, which would be written with its sign.
        Amount = amount == 0 ? 0 : amount;
        Currency = currency;
    }

    /// <summary>The amount, with no fraction of the smallest unit; negative for what is taken off.</summary>
    public decimal Amount { get; }

    /// <summary>What it is counted in.</summary>
    public Currency Currency { get; }

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => Amount == 0;

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>An amount that has no fraction of the smallest unit already.</summary>
    /// <exception cref="ArgumentException">It has one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than <see cref="Largest"/> in either direction.</exception>
    public static Money Exactly(decimal amount, Currency currency)
    {
        var money = Rounded(amount, currency);
        return money.Amount == amount
            ? money
            : throw new ArgumentException($"{amount.ToString(CultureInfo.InvariantCulture)} {currency} has a fraction of the smallest unit.", nameof(amount));
    }

    /// <summary>The result of a calculation, rounded to the smallest unit, half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than <see cref="Largest"/> in either direction.</exception>
    public static Money Rounded(decimal amount, Currency currency)
    {
        if (amount is > Largest or < -Largest) throw new ArgumentOutOfRangeException(nameof(amount), amount, "More than the portal reckons with.");
        return new Money(Math.Round(amount, currency.Digits, MidpointRounding.AwayFromZero), currency);
    }

    /// <summary>The sum of two amounts.</summary>
    /// <exception cref="InvalidOperationException">They are in different currencies.</exception>
    public static Money operator +(Money left, Money right) => Exactly(left.Amount + right.Amount, Same(left, right));

    /// <summary>The difference of two amounts.</summary>
    /// <exception cref="InvalidOperationException">They are in different currencies.</exception>
    public static Money operator -(Money left, Money right) => Exactly(left.Amount - right.Amount, Same(left, right));

    /// <summary>The amount with the other sign.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>Whether the left amount is the smaller one.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is the larger one.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is not the larger one.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is not the smaller one.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The sum of amounts in one currency; nothing when there are none.</summary>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) => amounts.Aggregate(Zero(currency), (sum, amount) => sum + amount);

    /// <summary>
    /// Splits the amount by weights so that the parts add up to it exactly: each part is rounded towards zero and what is
    /// left goes, one smallest unit each, to the parts that lost most, the earlier first among equals.
    /// </summary>
    /// <param name="weights">At least one, none negative, not all zero.</param>
    /// <exception cref="ArgumentException">The weights break that rule.</exception>
    public IReadOnlyList<Money> Allot(IReadOnlyList<decimal> weights)
    {
        var whole = weights.Count == 0 || weights.Any(weight => weight < 0) ? 0 : weights.Sum();
        if (whole == 0) throw new ArgumentException("Weights are not negative and not all zero.", nameof(weights));

        var unit = Currency.SmallestUnit;
        var amount = Amount;
        var currency = Currency;
        // The share first: amount times weight would overflow for the largest of both.
        var exact = weights.Select(weight => amount * (weight / whole)).ToList();
        var parts = exact.Select(share => Math.Truncate(share / unit) * unit).ToList();
        var left = (int)((amount - parts.Sum()) / unit);
        var losers = Enumerable.Range(0, parts.Count).Where(i => weights[i] > 0).OrderByDescending(i => Math.Abs(exact[i] - parts[i])).ThenBy(i => i).ToList();
        for (var i = 0; i < Math.Abs(left); i++) parts[losers[i % losers.Count]] += Math.Sign(left) * unit;
        return [.. parts.Select(part => Exactly(part, currency))];
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The other amount is in a different currency.</exception>
    public int CompareTo(Money other)
    {
        _ = Same(this, other);
        return Amount.CompareTo(other.Amount);
    }

    /// <summary>The amount with a dot and the code, for logs and tests; pages format by culture.</summary>
    public override string ToString() => $"{Amount.ToString($"F{Currency.Digits}", CultureInfo.InvariantCulture)} {Currency}";

    private static Currency Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be reckoned together.");
}
