using System.Globalization;
using System.Text;
using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents;

/// <summary>
/// What documents can print. A character that no embedded font has is shown as a replacement sign, so a form that feeds a
/// binding document asks here first and refuses it while its author can still choose another word.
/// </summary>
public static class PrintableText
{
    /// <summary>
    /// The distinct characters of <paramref name="text"/> that a document would show as a replacement sign, in order of
    /// appearance: emoji, right-to-left and East Asian scripts, control characters. Empty when all of it prints.
    /// </summary>
    public static IReadOnlyList<string> Missing(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var missing = new List<string>();
        var own = Face.Of(default);
        foreach (var rune in text.EnumerateRunes())
        {
            var prints = rune.Value is '\n' or '\r' or '\t' or 0x200B or 0x00AD || IsInvisible(rune) || Face.Holding(rune, own) is not null;
            if (!prints && !missing.Contains(rune.ToString()))
                missing.Add(rune.ToString());
        }

        return missing;
    }

    /// <summary>Joiners, direction marks and variation selectors: they only steer shaping, which print does without.</summary>
    internal static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F;
}
