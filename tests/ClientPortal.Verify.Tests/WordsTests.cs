using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientPortal.TransparencyLog;
using ClientPortal.Verify.Words;

namespace ClientPortal.Verify.Tests;

public sealed class WordsTests
{
    [Fact]
    public void Both_languages_say_everything_with_the_same_places_to_fill()
    {
        var (english, russian) = (Texts(CultureInfo.InvariantCulture), Texts(CultureInfo.GetCultureInfo("ru")));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), russian.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(russian[text.Key])));
        Assert.All(russian.Values, text => Assert.Matches("[а-я]|^\\W+$", text));

        static Dictionary<string, string> Texts(CultureInfo language) => VerifyWords.Texts
            .GetResourceSet(language, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

        static string[] Places(string text) => [.. Regex.Matches(text, @"\{\d(:N0)?\}").Select(match => match.Value).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Every_fault_at_every_place_has_its_words()
    {
        foreach (var language in new[] { "en", "ru" })
        {
            var words = new VerifyWords(CultureInfo.GetCultureInfo(language));
            Assert.All(Enum.GetValues<LogFault>(), fault => Assert.NotEmpty(words.Fault(new MalformedLogException(fault))));
            Assert.All(Enum.GetValues<LogUnit>(), unit => Assert.NotEmpty(words.Fault(new MalformedLogException(LogFault.BadHash, unit, 1))));
        }
    }

    [Theory]
    [InlineData("en", "1,234,567")]
    [InlineData("ru", "1\u00A0234\u00A0567")]
    public void Numbers_are_grouped_as_the_language_does(string language, string number) =>
        Assert.Contains(number, new VerifyWords(CultureInfo.GetCultureInfo(language)).Format("LogFits", "log", 1_234_567L), StringComparison.Ordinal);
}
