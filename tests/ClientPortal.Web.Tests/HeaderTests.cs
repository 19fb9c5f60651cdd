using System.Net;
using System.Text.RegularExpressions;

namespace ClientPortal.Web.Tests;

public sealed class HeaderTests(PortalHost host, ProductionHost production) : IClassFixture<PortalHost>, IClassFixture<ProductionHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/kit")]
    [InlineData("/nothing")]
    [InlineData("/kit/failure/broken")]
    [InlineData("/app.css")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_content_policy(string address)
    {
        using var client = host.Open();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Stop);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Fact]
    public async Task Outside_Development_cookies_belong_to_this_host_alone_and_https_is_remembered()
    {
        using var client = production.OpenSecure();
        using var answer = await client.GetAsync("/problem/404", Stop);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-portal-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Assets_are_named_by_their_content()
    {
        using var client = production.OpenSecure();
        using var page = await client.GetAsync("/problem/404", Stop);
        var style = Regex.Match(await page.Content.ReadAsStringAsync(Stop), @"app\.\w{10}\.css", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var asset = await client.GetAsync(new Uri("/" + style, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        Assert.Equal("text/css", asset.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("same-origin", "br")]
    [InlineData("cross-site", null)]
    public async Task A_page_is_compressed_unless_another_site_led_here_with_our_cookies(string site, string? encoding)
    {
        using var client = host.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kit");
        request.Headers.Add("Accept-Encoding", "br");
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Cookie", "portal-zone=UTC");
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
    }
}
