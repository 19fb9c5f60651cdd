using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>What staff find on a client's page, and where it leads.</summary>
public sealed class ClientPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Theory]
    [InlineData("contracts", "All contracts of this client")]
    [InlineData("quotes", "All quotes to this client")]
    [InlineData("reports", "All reports to this client")]
    public async Task It_lists_the_newest_of_each_kind_with_its_state_and_leads_to_all_of_them(string kind, string all)
    {
        using var martin = await host.SignInAsync("martin@northlight.example");
        var client = (await host.IdsOfAsync("Harbour Books"))[0];
        var part = (await martin.GetAsync($"/clients/{client}")).Page.QuerySelector($"[aria-labelledby=client-{kind}]")!;

        var rows = part.QuerySelectorAll("li");
        Assert.InRange(rows.Length, 1, 5);
        Assert.All(rows, row => Assert.NotNull(row.QuerySelector(".badge")));
        var way = part.QuerySelectorAll("a").Single(link => link.TextContent == all).GetAttribute("href")!;
        var list = (await martin.GetAsync(way)).Page;
        Assert.Equal($"{client}", list.QuerySelector<IHtmlSelectElement>("select[name=client]")!.Value);
        var found = list.QuerySelectorAll("tbody tr").ToList();
        Assert.True(found.Count >= rows.Length);
        Assert.All(found, row => Assert.Contains("Harbour Books", row.TextContent, StringComparison.Ordinal));
        foreach (var address in rows.Select(row => row.QuerySelector("a")?.GetAttribute("href")).OfType<string>())
            Assert.Equal(StatusCodes.Status200OK, (await martin.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Administrators_find_no_work_of_a_client_and_people_of_other_clients_no_page()
    {
        var client = (await host.IdsOfAsync("Harbour Books"))[0];
        using var nora = await host.SignInAsync("nora@northlight.example");
        using var anna = await host.SignInAsync("anna@vector.example");

        Assert.Equal(StatusCodes.Status404NotFound, (await nora.GetAsync($"/clients/{client}")).Status);
        Assert.Equal(StatusCodes.Status404NotFound, (await anna.GetAsync($"/clients/{client}")).Status);
    }
}
