using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClientPortal.Audit.Leaves;

/// <summary>
/// JSON in the canonical form of RFC 8785: members sorted by the UTF-16 units of their names, no white space, the shortest
/// escapes. The same value gives the same bytes in every program that follows the RFC.
/// </summary>
/// <remarks>
/// Takes what leaves are made of: dictionaries by text, lists, text, long, bool and null. Fractions travel as text, so the
/// RFC's floating-point rules are not needed; whole numbers stay within plus or minus 2^53 - 1.
/// </remarks>
public static class CanonicalJson
{
    private const long LargestExact = 9_007_199_254_740_991;

    /// <summary>The canonical bytes, UTF-8 without a mark.</summary>
    /// <exception cref="ArgumentException">The value holds a type a leaf cannot carry, a number out of range, or text with half a surrogate pair.</exception>
    public static byte[] Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Utf8.GetBytes(text.ToString());
    }

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool flag: text.Append(flag ? "true" : "false"); break;
            case long number: AppendNumber(text, number); break;
            case string words: AppendText(text, words); break;
            case IReadOnlyDictionary<string, object?> members: AppendMembers(text, members); break;
            case IReadOnlyList<object?> items: AppendItems(text, items); break;
            default: throw new ArgumentException($"A leaf cannot carry a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void AppendNumber(StringBuilder text, long number)
    {
        if (number is > LargestExact or < -LargestExact)
            throw new ArgumentException($"{number} is beyond what a JSON number carries exactly.", nameof(number));
        text.Append(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void AppendMembers(StringBuilder text, IReadOnlyDictionary<string, object?> members)
    {
        text.Append('{');
        var separator = string.Empty;
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            AppendText(text, name);
            text.Append(':');
            Append(text, value);
            separator = ",";
        }

        text.Append('}');
    }

    private static void AppendItems(StringBuilder text, IReadOnlyList<object?> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(',');
            Append(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendText(StringBuilder text, string words)
    {
        RefuseHalfPairs(words);
        text.Append('"');
        foreach (var unit in words)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    private static void RefuseHalfPairs(ReadOnlySpan<char> words)
    {
        while (!words.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(words, out _, out var consumed) != OperationStatus.Done)
                throw new ArgumentException("The text holds half a surrogate pair and has no UTF-8 form.", nameof(words));
            words = words[consumed..];
        }
    }
}
