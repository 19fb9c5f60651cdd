using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Signing;
using ClientPortal.Documents.Words;

namespace ClientPortal.Documents.Tests;

public class WordsTests
{
    private static readonly DocumentWords English = new(Samples.English);
    private static readonly DocumentWords Russian = new(Samples.Russian);

    [Fact]
    public void Both_languages_say_everything_with_the_same_places_to_fill()
    {
        var (english, russian) = (Texts(CultureInfo.InvariantCulture), Texts(CultureInfo.GetCultureInfo("ru")));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), russian.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(russian[text.Key])));
        Assert.All(russian.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));

        static Dictionary<string, string> Texts(CultureInfo language) => DocumentWords.Texts
            .GetResourceSet(language, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

        static string[] Places(string text) => Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Order(StringComparer.Ordinal).ToArray();
    }

    [Fact]
    public void Every_kind_has_its_word()
    {
        Assert.All(Enum.GetValues<ClauseKind>(), kind => Assert.NotEmpty(Russian[$"Kind.{kind}"]));
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.NotEmpty(Russian[$"Notice{kind}"]));
        Assert.All(Enum.GetValues<SignInMethod>(), method => Assert.NotEmpty(Russian[$"Method{method}"]));
    }

    [Theory]
    [InlineData(1, "1 day", "1 день")]
    [InlineData(2, "2 days", "2 дня")]
    [InlineData(5, "5 days", "5 дней")]
    [InlineData(11, "11 days", "11 дней")]
    [InlineData(14, "14 days", "14 дней")]
    [InlineData(21, "21 days", "21 день")]
    [InlineData(112, "112 days", "112 дней")]
    [InlineData(0, "0 days", "0 дней")]
    public void Days_agree_with_their_number(int days, string english, string russian)
    {
        Assert.Equal(english.Replace(' ', '\u00A0'), English.Days(days));
        Assert.Equal(russian.Replace(' ', '\u00A0'), Russian.Days(days));
    }

    [Fact]
    public void Money_follows_the_language_and_is_never_rounded()
    {
        Figures russian = new(Russian), english = new(English);

        Assert.Equal("1\u00A0234,50\u00A0RUB", russian.Money(1234.5m, "RUB"));
        Assert.Equal("1,234.50\u00A0RUB", english.Money(1234.5m, "RUB"));
        Assert.Equal("\u22121\u00A0234\u00A0567,00", russian.Amount(-1234567m, "EUR"));
        Assert.Equal("1\u00A0235", russian.Amount(1235m, "JPY"));
        Assert.Equal("1,500", russian.Amount(1.5m, "KWD"));
        Assert.Equal("0,0125", russian.Amount(0.0125m, "RUB"));
        Assert.Equal("+0,01", russian.Change(0.01m, "RUB"));
        Assert.Equal("0,00", russian.Change(0m, "RUB"));
        Assert.Equal("18,5\u00A0%", russian.Percent(18.50m));
        Assert.Equal("20%", english.Percent(20m));
    }

    [Fact]
    public void Dates_and_moments_say_their_zone()
    {
        var moment = new DateTimeOffset(2026, 3, 1, 1, 2, 3, TimeSpan.FromHours(-3.5));

        Assert.Equal("1\u00A0марта\u00A02026\u00A0г.", new Figures(Russian).Date(new DateOnly(2026, 3, 1)));
        Assert.Equal("1\u00A0March\u00A02026, 01:02:03 (UTC\u221203:30, America/St_Johns)", new Figures(English).Moment(moment, "America/St_Johns"));
        Assert.Equal("1\u00A0March\u00A02026, 04:32:03 UTC", new Figures(English).MomentUtc(moment));
    }
}
