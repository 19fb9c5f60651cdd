using System.Globalization;
using System.Text;

namespace ClientPortal.Domain.Pricing;

/// <summary>Codes of prices: what they may be made of, and how one is made from a name.</summary>
public static class PriceCodes
{
    private const int LongestMade = 50;

    // The Latin letters of GOST R 52535.1, as passports write them; the signs are silent.
    private static readonly Dictionary<char, string> Latin =
        ("а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f " +
        "х:kh ц:tc ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia")
        .Split(' ').ToDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>Whether the text is letters, digits, points, hyphens, slashes and underscores, beginning with a letter or digit.</summary>
    public static bool IsWellFormed(string code) =>
        code.Length > 0 && char.IsLetterOrDigit(code[0]) && code.All(unit => char.IsLetterOrDigit(unit) || unit is '.' or '-' or '/' or '_');

    /// <summary>A code made from a name: the same name gives the same code; empty when nothing of the name can stand in one.</summary>
    public static string FromName(string name)
    {
        var code = new StringBuilder();
        foreach (var unit in name.ToLowerInvariant().Normalize(NormalizationForm.FormC))
        {
            var written = Latin.TryGetValue(unit, out var latin) ? latin : char.IsLetterOrDigit(unit) ? Plain(unit) : "-";
            if (written == "-" && (code.Length == 0 || code[^1] == '-')) continue;
            code.Append(written);
        }

        if (code.Length > LongestMade) code.Length = LongestMade;
        return code.ToString().TrimEnd('-');
    }

    /// <summary>The code with the first number from 2 under which it is free.</summary>
    public static string Numbered(string code, Func<string, bool> isTaken)
    {
        for (var number = 2; ; number++)
        {
            var numbered = string.Create(CultureInfo.InvariantCulture, $"{code}-{number}");
            if (!isTaken(numbered)) return numbered;
        }
    }

    // Without accents; letters of other scripts stay.
    private static string Plain(char unit) =>
        string.Concat(unit.ToString().Normalize(NormalizationForm.FormD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
}
