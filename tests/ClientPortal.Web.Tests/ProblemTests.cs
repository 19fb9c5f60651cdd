using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace ClientPortal.Web.Tests;

public sealed class ProblemTests(PortalHost host, ProductionHost production) : IClassFixture<PortalHost>, IClassFixture<ProductionHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Not found")]
    [InlineData("ru", "Не найдено")]
    public async Task An_unknown_address_is_not_found_in_the_readers_language(string language, string title)
    {
        using var client = host.Open(language);
        using var answer = await client.GetAsync("/no/such/page?a=b", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("/no/such/page?a=b", page.QuerySelector("input[name=return]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_page_that_finds_nothing_gives_the_same_answer_as_an_unknown_address()
    {
        using var client = host.Open();
        using var answer = await client.GetAsync("/kit/failure/missing", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>Not found</h1>", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_shows_the_reference_that_the_log_has()
    {
        using var client = host.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kit/failure/broken");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var shown = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Stop)).QuerySelector(".reference strong")!.TextContent;
        Assert.Equal("4BF9-2F35-77B3", shown);
        Assert.Contains(host.Log.All, line => line.Contains("A secret detail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_database_away_is_503_and_says_when_to_come_again()
    {
        using var client = host.Open("ru");
        using var answer = await client.GetAsync("/kit/failure/away", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter!.Delta);
        Assert.Contains("Портал ненадолго недоступен", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/kit")]
    [InlineData("/language")]
    public async Task A_form_without_its_token_is_refused_with_an_explanation(string address)
    {
        using var client = host.Open();
        using var form = new FormUrlEncodedContent([new("language", "ru"), new("_handler", "sample")]);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This form has grown too old", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/kit")]
    [InlineData("/kit/sheet")]
    [InlineData("/kit/failure/broken")]
    public async Task Pages_for_developers_do_not_exist_outside_Development(string address)
    {
        using var client = production.OpenSecure();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_log_of_requests_holds_routes_and_no_query()
    {
        using var client = host.Open();
        await client.GetAsync("/kit/failure/missing?name=Anna", Stop);
        Assert.Contains(host.Log.All, line => Regex.IsMatch(line, @"^GET /kit/failure/\{Kind\} 404 in \d", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("Anna", StringComparison.Ordinal) && line.StartsWith("GET", StringComparison.Ordinal));
    }
}
