using System.Globalization;

namespace ClientPortal.TransparencyLog;

/// <summary>Sizes and positions as logs write them: decimal, without sign, spaces or leading zeros.</summary>
internal static class DecimalText
{
    /// <summary>A number from 0 to 2^63 − 1.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out long number)
    {
        // The parser alone would let null characters pass at the end.
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && (text.Length == 1 || text[0] != '0');
    }

    /// <summary>A number from 0 to 2^63 − 1 that stands on a line.</summary>
    /// <exception cref="MalformedLogException">It is not one.</exception>
    public static long Read(ReadOnlySpan<char> text, long line) =>
        TryRead(text, out var number) ? number : throw new MalformedLogException(LogFault.BadNumber, LogUnit.Line, line);
}
