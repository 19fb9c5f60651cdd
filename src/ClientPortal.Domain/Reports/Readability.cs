using System.Text.RegularExpressions;

namespace ClientPortal.Domain.Reports;

/// <summary>How easily a text is read, to help who writes it; nothing is refused because of it.</summary>
/// <param name="Words">How many words it has.</param>
/// <param name="WordsPerSentence">How long its sentences are.</param>
/// <param name="Ease">
/// From about 0, hard, to about 100, easy. For English R. Flesch, "A new readability yardstick" (1948); for Russian its adaptation by
/// I. V. Oborneva (2006), whose weights make up for longer words.
/// </param>
public sealed partial record Readability(int Words, double WordsPerSentence, double Ease)
{
    /// <summary>Below this somebody who does not know the subject reads it with effort: Flesch's "fairly difficult" ends here.</summary>
    public const double Plain = 50;

    /// <summary>Shorter texts say nothing about how somebody writes.</summary>
    public const int FewestWords = 12;

    /// <summary>Whether somebody who was not there reads it easily.</summary>
    public bool IsPlain => Ease >= Plain;

    /// <summary>Measures a text in Russian when most of its letters are Cyrillic, otherwise as English; null when it is too short to tell.</summary>
    public static Readability? Of(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToList();
        if (words.Count < FewestWords) return null;
        var sentences = Math.Max(1, Sentence().Matches(text).Count(match => Word().IsMatch(match.Value)));
        var russian = words.Sum(word => word.Count(IsCyrillic)) * 2 > words.Sum(word => word.Length);
        var perSentence = (double)words.Count / sentences;
        var syllables = words.Sum(word => russian ? Math.Max(1, word.Count(letter => "аеёиоуыэюя".Contains(char.ToLowerInvariant(letter)))) : EnglishSyllables(word)) / (double)words.Count;
        return new Readability(words.Count, perSentence, russian ? 206.835 - (1.3 * perSentence) - (60.1 * syllables) : 206.835 - (1.015 * perSentence) - (84.6 * syllables));
    }

    private static bool IsCyrillic(char letter) => letter is (>= 'а' and <= 'я') or (>= 'А' and <= 'Я') or 'ё' or 'Ё';

    // Groups of vowels, without the "e" at the end that is not heard, as in "made", though heard in "table".
    private static int EnglishSyllables(string word)
    {
        var groups = EnglishVowels().Count(word);
        if (groups > 1 && SilentEnd().IsMatch(word)) groups--;
        return Math.Max(1, groups);
    }

    [GeneratedRegex(@"\p{N}+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{N}'’\-]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    // A line ends a sentence too: lists have no full stops.
    [GeneratedRegex(@"(?:[^.!?…\n]|\.(?=\p{N}))+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnglishVowels();

    [GeneratedRegex("[^aeiouyl]e$|[aeiouy]le$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SilentEnd();
}
