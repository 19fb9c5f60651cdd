using System.Globalization;
using System.Text;

namespace ClientPortal.Domain.Shared;

/// <summary>How a text writes its decimal fraction.</summary>
public enum NumberStyle
{
    /// <summary>Found from the text itself; a text that may mean two numbers is refused.</summary>
    Detected,

    /// <summary>1,234.50: the point divides the fraction off, commas group.</summary>
    Point,

    /// <summary>1.234,50: the comma divides the fraction off, points group.</summary>
    Comma,
}

/// <summary>Reads numbers as people write them: grouped by spaces, points, commas or apostrophes, with a currency's sign before or behind.</summary>
public static class NumberText
{
    // Longer texts are no numbers of this portal, and a limit keeps what is read linear and small.
    private const int Longest = 60;

    private static readonly string[] CurrencyWords = ["руб.", "руб", "р.", "сум", "тг", "kr", "zł", "Fr."];

    /// <summary>Reads an amount of money; a currency sign or code around it is passed over.</summary>
    /// <returns>The amount, or the rule it breaks.</returns>
    public static NumberRead Amount(string? text, NumberStyle style = NumberStyle.Detected) => Read(text, style, grouped: true);

    /// <summary>Reads a number that is no money, such as a quantity or a percent: point and comma both divide the fraction off, only spaces group.</summary>
    /// <returns>The number, or the rule it breaks.</returns>
    public static NumberRead Plain(string? text) => Read(text?.Trim().TrimEnd('%'), NumberStyle.Detected, grouped: false);

    private static NumberRead Read(string? text, NumberStyle style, bool grouped)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        if (trimmed.Length == 0) return new NumberRead(0, Rule.Required);
        if (trimmed.Length > Longest) return new NumberRead(0, Rule.NotANumber);
        if (grouped) trimmed = WithoutCurrency(trimmed);
        if (trimmed is ['(', .. var inside, ')']) return new NumberRead(0, Bare(inside, style, grouped).Rule ?? Rule.NegativeAmount);
        if (trimmed is ['-' or '\u2212' or '\u2013', .. var behind]) return new NumberRead(0, Bare(WithoutCurrency(behind), style, grouped).Rule ?? Rule.NegativeAmount);
        return Bare(trimmed, style, grouped);
    }

    private static NumberRead Bare(string text, NumberStyle style, bool grouped)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var unit in text.Trim())
        {
            if (char.IsAsciiDigit(unit) || unit is '.' or ',') compact.Append(unit);
            else if (IsGroupingSpace(unit)) compact.Append(' ');
            else return new NumberRead(0, Rule.NotANumber);
        }

        var number = compact.ToString();
        var divider = FindDivider(number, style, grouped, out var fault);
        if (fault is not null) return new NumberRead(0, fault);
        var at = divider is { } mark ? number.LastIndexOf(mark) : -1;
        var whole = at < 0 ? number : number[..at];
        var fraction = at < 0 ? string.Empty : number[(at + 1)..];
        if (!IsWellGrouped(whole) || !fraction.All(char.IsAsciiDigit) || (at >= 0 && fraction.Length == 0)) return new NumberRead(0, Rule.NotANumber);
        var digits = string.Concat(whole.Where(char.IsAsciiDigit));
        if (digits.Length + fraction.Length == 0) return new NumberRead(0, Rule.NotANumber);
        return decimal.TryParse($"{digits}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new NumberRead(value, null)
            : new NumberRead(0, Rule.NumberTooLarge);
    }

    private static char? FindDivider(string number, NumberStyle style, bool grouped, out Rule? fault)
    {
        fault = null;
        if (style == NumberStyle.Point) return number.Contains('.', StringComparison.Ordinal) ? '.' : null;
        if (style == NumberStyle.Comma) return number.Contains(',', StringComparison.Ordinal) ? ',' : null;
        var (points, commas) = (number.Count(unit => unit == '.'), number.Count(unit => unit == ','));
        if (points > 0 && commas > 0) return number.LastIndexOf('.') > number.LastIndexOf(',') ? '.' : ',';
        var mark = points > 0 ? '.' : ',';
        var count = points + commas;
        if (count == 0) return null;
        if (!grouped) return mark;
        if (count > 1) return null;

        // One mark and three digits behind it: 1,234 may be a thousand or one and a bit, unless a space groups already or the whole is 0.
        var at = number.IndexOf(mark, StringComparison.Ordinal);
        var ambiguous = number.Length - at - 1 == 3 && at is > 0 and <= 3 && number[0] != '0';
        if (ambiguous) fault = Rule.NumberAmbiguous;
        return mark;
    }

    // Groups of three from the right, all divided by the same mark; or no groups at all.
    private static bool IsWellGrouped(string whole)
    {
        var marks = whole.Where(unit => !char.IsAsciiDigit(unit)).Distinct().ToList();
        if (whole.Length == 0) return true;
        if (marks.Count == 0) return true;
        if (marks.Count > 1) return false;
        var groups = whole.Split(marks[0]);
        return groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3);
    }

    private static bool IsGroupingSpace(char unit) => char.GetUnicodeCategory(unit) == UnicodeCategory.SpaceSeparator || unit is '\'' or '\u2019';

    private static string WithoutCurrency(string text)
    {
        foreach (var word in CurrencyWords.Concat(Currency.All.Select(currency => currency.Code)))
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return text[..^word.Length].TrimEnd();
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return text[word.Length..].TrimStart();
        }

        if (text.Length > 0 && char.GetUnicodeCategory(text[0]) == UnicodeCategory.CurrencySymbol) return text[1..].TrimStart();
        if (text.Length > 0 && char.GetUnicodeCategory(text[^1]) == UnicodeCategory.CurrencySymbol) return text[..^1].TrimEnd();
        return text;
    }
}

/// <summary>What was read.</summary>
/// <param name="Value">The number; 0 when a rule is broken.</param>
/// <param name="Rule">Why it is refused; null when it is a number.</param>
public readonly record struct NumberRead(decimal Value, Rule? Rule);
