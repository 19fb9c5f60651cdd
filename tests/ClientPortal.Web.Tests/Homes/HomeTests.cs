using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Web.Tests.Homes;

/// <summary>What finance, administrators, auditors and people without a role find on the page they begin with.</summary>
public sealed class HomeTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Finance_begins_with_quotes_that_wait_and_until_when_and_with_the_price_lists()
    {
        var page = await HomeOfAsync("felix@northlight.example");
        Assert.Matches("^[0-9]+ quotes wait for an answer, the first until ", Said(page, ".answer"));
        Assert.All(page.QuerySelectorAll("[aria-labelledby=finance-quotes] li"), row =>
        {
            Assert.StartsWith("/quotes/", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Contains("valid until", row.QuerySelector(".waits-until")!.TextContent, StringComparison.Ordinal);
            Assert.NotEqual("", row.QuerySelector(".waits-total")!.TextContent.Trim());
        });
        Assert.Equal(["Services and rates", "Услуги и ставки"], page.QuerySelectorAll("[aria-labelledby=finance-lists] tbody th").Select(list => list.TextContent.Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_administrator_finds_people_and_messages_and_nothing_of_a_client()
    {
        var page = await HomeOfAsync("nora@northlight.example");
        Assert.NotNull(page.QuerySelector("#admin-people"));
        Assert.NotNull(page.QuerySelector("#admin-mail"));
        var content = await host.ReadAsync<string>(
            """
            SELECT name::text FROM portal.client UNION SELECT legal_name::text FROM portal.client UNION SELECT title::text FROM portal.contract
            UNION SELECT number::text FROM portal.contract UNION SELECT title::text FROM portal.quote
            """);
        var ids = (await host.IdsOfAsync("Вектор")).Concat(await host.IdsOfAsync("Harbour Books")).Select(id => id.ToString());
        var text = page.DocumentElement.OuterHtml;
        Assert.NotEmpty(content);
        Assert.DoesNotContain(content.Concat(ids), word => text.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrator_is_led_to_the_message_that_was_tried_again_and_given_up()
    {
        using var nora = await host.SignInAsync("nora@northlight.example");
        Assert.StartsWith("1 message is parked", Said((await nora.GetAsync("/")).Page, "[aria-labelledby=admin-mail] li, [aria-labelledby=admin-mail] p"), StringComparison.Ordinal);

        var row = Assert.Single((await nora.GetAsync("/administration/deliveries")).Page.QuerySelectorAll("tbody tr"));

        Assert.Contains("Tom Reyes", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", row.QuerySelector("td.figures")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_auditor_finds_the_newest_entries_and_looks_of_all_clients_or_of_one_and_can_change_nothing()
    {
        using var astrid = await host.SignInAsync("astrid@northlight.example");
        var all = (await astrid.GetAsync("/")).Page;
        Assert.Empty(all.QuerySelectorAll("main form[method=post]"));
        Assert.Equal(["Harbour Books", "Вектор"], all.QuerySelectorAll("#home-client option").Skip(1).Select(option => option.TextContent.Trim()));
        Assert.Contains("Harbour Books", Said(all, ".changed-list"), StringComparison.Ordinal);
        Assert.Contains("Вектор", Said(all, ".changed-list"), StringComparison.Ordinal);

        var one = all.QuerySelectorAll("#home-client option").Single(option => option.TextContent.Trim() == "Вектор").GetAttribute("value");
        var narrowed = (await astrid.GetAsync($"/?client={one}")).Page;
        Assert.Equal(one, narrowed.QuerySelector<IHtmlSelectElement>("#home-client")!.Value);
        Assert.NotEmpty(narrowed.QuerySelectorAll(".changed-list > li"));
        Assert.All(narrowed.QuerySelectorAll(".changed-list > li"), entry => Assert.Contains("Вектор", entry.TextContent, StringComparison.Ordinal));
        Assert.All(narrowed.QuerySelectorAll("[aria-labelledby=auditor-looks] tbody tr"), look => Assert.Contains("Вектор", look.TextContent, StringComparison.Ordinal));
        Assert.Contains(narrowed.QuerySelectorAll("main a"), link => link.GetAttribute("href") == $"/record?client={one}");
    }

    [Fact]
    public async Task Somebody_whose_last_role_ended_is_told_whom_to_ask_and_finds_nothing_else()
    {
        await EndRoleAsync("igor@vector.example");
        var page = await HomeOfAsync("igor@vector.example");
        Assert.Equal("Nora Lind", page.QuerySelector("[aria-labelledby=ask] li")!.TextContent.Trim());
        Assert.Single(page.QuerySelectorAll("main section"));
        Assert.DoesNotContain("Вектор", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<IHtmlDocument> HomeOfAsync(string email)
    {
        using var person = await host.SignInAsync(email);
        var answer = await person.GetAsync("/");
        Assert.Equal(StatusCodes.Status200OK, answer.Status);
        return answer.Page;
    }

    private static string Said(IHtmlDocument page, string where) => page.QuerySelector(where)!.TextContent.Trim();

    private async Task EndRoleAsync(string email)
    {
        host.StartServer();
        var nora = (await host.ReadAsync<Guid>("SELECT id FROM portal.person WHERE email = 'nora@northlight.example'")).Single();
        var person = (await host.ReadAsync<Guid>($"SELECT id FROM portal.person WHERE email = '{email}'")).Single();
        var role = (await host.ReadAsync<Guid>($"SELECT id FROM portal.membership WHERE person_id = '{person}' AND ended_at IS NULL")).Single();
        var revision = (await host.ReadAsync<int>($"SELECT revision FROM portal.person WHERE id = '{person}'")).Single();
        await using var scope = host.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<EndRole>().RunAsync(
            PersonId.Of(nora), CommandId.New(), PersonId.Of(person), GrantId.Of(role), new ReasonInput { Revision = revision, Reason = "Left the company" }, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome<GrantId>.Done>(outcome);
    }
}
