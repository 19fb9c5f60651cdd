namespace ClientPortal.Domain.Shared;

/// <summary>The numbers of a form, as people type them, read by one rule each.</summary>
internal static class NumberForms
{
    public const int PercentDecimals = 4;

    /// <summary>The most that one price, one stage or one line may cost.</summary>
    public const decimal LargestAmount = 1_000_000_000m;

    /// <summary>An amount in whole smallest units, not negative.</summary>
    /// <returns>The amount; 0 when it was refused.</returns>
    public static decimal Amount(this FormRules rules, string? text, string field, Currency currency, decimal most = LargestAmount, NumberStyle style = NumberStyle.Detected) =>
        rules.Number(NumberText.Amount(text, style), text, field, currency.Digits, most, Rule.NumberTooLarge);

    /// <summary>An amount that may be left out, which means nothing.</summary>
    public static decimal AmountOrNone(this FormRules rules, string? text, string field, Currency currency) =>
        string.IsNullOrWhiteSpace(text) ? 0 : rules.Amount(text, field, currency);

    /// <summary>A percent, not negative, with at most four decimals.</summary>
    public static decimal Percent(this FormRules rules, string? text, string field, decimal most, bool required = true) =>
        !required && string.IsNullOrWhiteSpace(text) ? 0 : rules.Number(NumberText.Plain(text), text, field, PercentDecimals, most, Rule.PercentTooLarge);

    /// <summary>A number of units, more than nothing.</summary>
    public static decimal Quantity(this FormRules rules, string? text, string field, int decimals, decimal most)
    {
        var read = NumberText.Plain(text);
        if (read.Rule is null && read.Value == 0) rules.Refuse(Rule.NotPositive, field);
        return rules.Number(read, text, field, decimals, most, Rule.NumberTooLarge);
    }

    /// <summary>A currency the portal reckons in.</summary>
    public static Currency Money(this FormRules rules, string? code, string field)
    {
        if (Currency.Find(code?.Trim().ToUpperInvariant()) is { } currency) return currency;
        if (string.IsNullOrWhiteSpace(code)) rules.Refuse(Rule.Required, field);
        else rules.Refuse(Rule.UnknownCurrency, field, Shortened(code));
        return Currency.Of("EUR");
    }

    /// <summary>A text as far as it is shown in a refusal.</summary>
    public static string Shortened(string? text) => text is null ? string.Empty : text.Length <= 40 ? text : $"{text[..40]}…";

    private static decimal Number(this FormRules rules, NumberRead read, string? text, string field, int decimals, decimal most, Rule tooLarge)
    {
        if (read.Rule is { } rule) rules.Refuse(rule, field, rule == Rule.NumberAmbiguous ? [Shortened(text)] : rule == Rule.NumberTooLarge ? [most] : []);
        else if (read.Value > most) rules.Refuse(tooLarge, field, most);
        else if (Math.Round(read.Value, decimals) != read.Value) rules.Refuse(Rule.TooManyDecimals, field, decimals);
        else return read.Value;
        return 0;
    }
}
