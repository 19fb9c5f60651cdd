using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ClientPortal.Web.Tests;

public sealed class KitTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_its_command_id_and_says_what_is_wrong_beside_the_field()
    {
        using var client = host.Open("en");
        var command = Form(Parse(await client.GetStringAsync("/kit", Stop)))["CommandId"];
        var page = await PostAsync(client, new(StringComparer.Ordinal) { ["Sample.Title"] = "Price of <stage> 3", ["Sample.Email"] = "anna", ["Sample.Words"] = "because", ["Sample.Secret"] = "open sesame" });

        Assert.Equal("Price of <stage> 3", page.QuerySelector("[name='Sample.Title']")!.GetAttribute("value"));
        Assert.Equal("because", page.QuerySelector("[name='Sample.Words']")!.TextContent);
        Assert.Null(page.QuerySelector("[name='Sample.Secret']")!.GetAttribute("value"));
        var field = page.QuerySelector("[name='Sample.Email']")!;
        Assert.Equal("anna", field.GetAttribute("value"));
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Contains("anna@example.com", page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelectorAll(".error-summary a").Single(one => one.GetAttribute("href") == $"/kit#{field.Id}");
        Assert.StartsWith($"{page.QuerySelector($"label[for='{field.Id}']")!.TextContent.Trim()}: ", link.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("anna@example.com", link.TextContent, StringComparison.Ordinal);
        Assert.Equal("4 things need a change", page.QuerySelector(".error-summary h2")!.TextContent);
        Assert.False(command == Form(Parse(await client.GetStringAsync("/kit", Stop)))["CommandId"], "A new form must carry a new command.");
        Assert.Equal("7", Form(page)["Revision"]);
    }

    [Fact]
    public async Task A_form_that_is_resent_carries_the_same_command_id()
    {
        using var client = host.Open("en");
        var first = await PostAsync(client, new(StringComparer.Ordinal) { ["CommandId"] = "0197a3a0-0000-7000-8000-000000000001" });
        Assert.Equal("0197a3a0-0000-7000-8000-000000000001", Form(first)["CommandId"]);
    }

    [Fact]
    public async Task A_table_leads_to_its_next_and_its_first_page_and_keeps_the_rest_of_the_address()
    {
        using var client = host.Open("en");
        var first = Parse(await client.GetStringAsync("/kit?tab=stages", Stop));
        Assert.Null(first.QuerySelector(".pager a:not(.next)"));
        var next = first.QuerySelector(".pager .next")!.GetAttribute("href")!;
        Assert.Equal("?tab=stages&after=Q-2026-011", new Uri(next).Query);
        var second = Parse(await client.GetStringAsync(new Uri(next).PathAndQuery, Stop));
        Assert.Equal("?tab=stages", new Uri(second.QuerySelector(".pager a")!.GetAttribute("href")!).Query);
    }

    [Fact]
    public async Task A_redline_says_what_was_added_and_removed_in_words()
    {
        using var client = host.Open("en");
        var line = Parse(await client.GetStringAsync("/kit", Stop)).QuerySelector(".redline")!;
        Assert.Equal("[removed: five]", line.QuerySelector("del")!.TextContent);
        Assert.Equal("[added: ten]", line.QuerySelector("ins")!.TextContent);
    }

    [Fact]
    public async Task The_parts_of_a_price_are_shown_with_a_total_that_is_their_sum()
    {
        using var client = host.Open("en");
        var price = Parse(await client.GetStringAsync("/kit", Stop)).QuerySelector(".composition")!;
        var parts = price.QuerySelectorAll("tbody .money").Select(part => decimal.Parse(part.TextContent.Replace('\u2212', '-'), System.Globalization.CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal(412000m, parts.Sum());
        Assert.Equal("412,000.00\u00a0RUB", price.QuerySelector("tfoot .money")!.TextContent);
    }

    private static async Task<IHtmlDocument> PostAsync(HttpClient client, Dictionary<string, string> typed)
    {
        var fields = Form(Parse(await client.GetStringAsync("/kit", Stop)));
        foreach (var (name, value) in typed) fields[name] = value;
        using var post = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/kit", post, Stop);
        Assert.True(answer.IsSuccessStatusCode);
        return Parse(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static Dictionary<string, string> Form(IHtmlDocument page) =>
        page.QuerySelector("#send")!.Closest("form")!.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!, StringComparer.Ordinal);

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
