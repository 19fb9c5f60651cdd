using System.Reflection;
using ClientPortal.Web.Components;
using Microsoft.AspNetCore.Components;

namespace ClientPortal.Web.Tests;

/// <summary>What people write into an address breaks no page.</summary>
public sealed class AddressTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Nonsense_behind_the_question_mark_is_left_out_on_every_page()
    {
        using var person = await host.SignInAsync("martin@northlight.example");
        var broken = new List<string>();
        var tried = 0;
        foreach (var (address, name) in Parameters())
        {
            foreach (var nonsense in (string[])["abc", "12.5", "99999999999999999999", "%00", "2026-13-45"])
            {
                var answer = await person.GetAsync($"{address}?{name}={nonsense}");
                tried++;
                if (answer.Status >= 500) broken.Add($"{address}?{name}={nonsense}: {answer.Status}");
            }
        }

        Assert.True(tried > 100);
        Assert.Empty(broken);
    }

    [Fact]
    public async Task An_address_of_a_file_that_nobody_can_mean_is_refused_and_no_error_of_ours()
    {
        using var person = await host.SignInAsync("martin@northlight.example");
        var document = (await host.ReadAsync<Guid>("SELECT id FROM portal.contract_document LIMIT 1"))[0];

        Assert.Equal(400, (await person.GetAsync($"/contracts/documents/{document}?save=true?")).Status);
        Assert.DoesNotContain(host.Log.All, line => line.Contains("unhandled", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_form_that_is_done_meanwhile_is_answered_by_a_page_that_says_so_and_leads_back()
    {
        using var person = await host.SignInAsync("martin@northlight.example");
        var token = (await person.GetAsync("/profile")).Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await person.PostAsync("/reports", [new("__RequestVerificationToken", token), new("_handler", "acknowledge")]);

        Assert.Equal(400, answer.Status);
        Assert.Contains("This was done already, or has changed", answer.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector("main a[href$='/reports']"));
    }

    private static IEnumerable<(string Address, string Name)> Parameters() =>
        from page in typeof(App).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>()
        from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
        where query is not null
        select (string.Join('/', route.Template.Split('/').Select(part => part.StartsWith('{') ? Guid.CreateVersion7().ToString() : part)), query.Name ?? property.Name);
}
