using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Web.Tests;

public sealed class ReadingTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(11, 2)]
    [InlineData(12, 2)]
    [InlineData(14, 2)]
    [InlineData(21, 0)]
    [InlineData(22, 1)]
    [InlineData(25, 2)]
    [InlineData(101, 0)]
    [InlineData(111, 2)]
    [InlineData(112, 2)]
    [InlineData(1.5, 1)]
    [InlineData(-21, 0)]
    public void Russian_numbers_take_the_form_of_CLDR(double number, int form) => Assert.Equal(form, Plural.Form(Russian, (decimal)number));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(1.5, 1)]
    [InlineData(21, 1)]
    public void English_numbers_take_the_form_of_CLDR(double number, int form) => Assert.Equal(form, Plural.Form(English, (decimal)number));

    [Fact]
    public void Money_is_grouped_by_culture_with_all_decimals_and_the_code()
    {
        Assert.Equal("412\u00a0000,00\u00a0RUB", MoneyFormat.Text(412000m, "RUB", Russian));
        Assert.Equal("412,000.00\u00a0RUB", MoneyFormat.Text(412000m, "RUB", English));
        Assert.Equal("1,200\u00a0JPY", MoneyFormat.Text(1200m, "JPY", English));
        Assert.Equal("\u22120.50\u00a0EUR", MoneyFormat.Text(-0.5m, "EUR", English));
    }

    [Fact]
    public void Percent_stand_by_their_sign_in_English_and_behind_a_space_that_does_not_break_in_Russian()
    {
        Assert.Equal(("7.5%", "7,5\u00a0%"), (MoneyFormat.Rate(7.5m, English), MoneyFormat.Rate(7.50m, Russian)));
        Assert.Equal(("+1.5%", "\u22121,25\u00a0%", "0%"), (MoneyFormat.RateOfChange(1.5m, English), MoneyFormat.RateOfChange(-1.25m, Russian), MoneyFormat.RateOfChange(0, English)));
        Assert.Equal(("13%", "\u221250\u00a0%"), (MoneyFormat.Percent(0.125m, English), MoneyFormat.Percent(-0.5m, Russian)));
    }

    [Fact]
    public void Money_that_is_written_can_be_read_back() => Prop.ForAll<int>(ArbMap.Default.ArbFor<int>(), cents =>
    {
        foreach (var culture in new[] { English, Russian })
        {
            var figures = MoneyFormat.Figures(cents / 100m, "EUR", culture).Replace('\u2212', '-').Replace("\u00a0", culture.NumberFormat.NumberGroupSeparator, StringComparison.Ordinal);
            Assert.Equal(cents / 100m, decimal.Parse(figures, NumberStyles.Number, CultureInfo.GetCultureInfo(culture.Name)));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/a?b=c", "/a?b=c")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void An_address_to_go_back_to_leads_nowhere_but_here(string? asked, string led) => Assert.Equal(led, LocalAddress.OrHome(asked));

    [Theory]
    [InlineData("de, ru;q=0.8, en;q=0.5", null, null, "ru")]
    [InlineData("en;q=0.4, ru;q=0.9", null, null, "ru")]
    [InlineData("de", null, null, "en")]
    [InlineData("en", "ru", null, "ru")]
    [InlineData("en", "en", "ru", "ru")]
    [InlineData("ru", "ru", "en", "en")]
    [InlineData("ru", "xx", null, "ru")]
    public async Task The_persons_language_wins_over_the_cookie_and_the_cookie_over_the_browser(string browser, string? cookie, string? person, string language)
    {
        using var client = host.Open(browser);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kit");
        if (cookie is not null) request.Headers.Add("Cookie", $"portal-language={cookie}");
        if (person is not null)
        {
            request.Headers.Add("X-Test-Person", "Anna Petrova");
            request.Headers.Add("X-Test-Language", person);
        }

        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(language, Parse(await answer.Content.ReadAsStringAsync(Stop)).DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("Asia/Tokyo", null, "Asia/Tokyo")]
    [InlineData("Asia/Tokyo", "Europe/Moscow", "Europe/Moscow")]
    [InlineData("No/Where", null, "UTC")]
    [InlineData(null, null, "UTC")]
    public async Task The_persons_zone_wins_over_the_browsers(string? cookie, string? person, string zone)
    {
        using var client = host.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kit");
        if (cookie is not null) request.Headers.Add("Cookie", $"portal-zone={cookie}");
        if (person is not null)
        {
            request.Headers.Add("X-Test-Person", "Anna Petrova");
            request.Headers.Add("X-Test-Zone", person);
        }

        using var answer = await client.SendAsync(request, Stop);
        var times = Parse(await answer.Content.ReadAsStringAsync(Stop)).QuerySelectorAll("time[title*=UTC]").Select(time => time.GetAttribute("title"));
        Assert.NotEmpty(times);
        Assert.All(times, title => Assert.Contains(zone, title!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_switch_keeps_the_choice_and_goes_back()
    {
        using var client = host.Open();
        var page = Parse(await client.GetStringAsync("/kit?tab=stages", Stop));
        var form = (IHtmlFormElement)page.QuerySelector("form[action='/language']")!;
        var fields = form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var post = new FormUrlEncodedContent([.. fields, new("language", "ru")]);
        using var answer = await client.PostAsync("/language", post, Stop);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/kit?tab=stages", answer.Headers.Location!.ToString());
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("portal-language=ru", StringComparison.Ordinal));
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
