using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Looks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Web.Tests;

/// <summary>Who looked: each thing by its name, and a link for who may open it.</summary>
public sealed class LooksTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Theory]
    [InlineData("claire@harbourbooks.example")]
    [InlineData("astrid@northlight.example")]
    public async Task Whatever_was_looked_at_has_its_name_and_number_and_its_link_opens(string email)
    {
        var client = (await host.IdsOfAsync("Harbour Books"))[0];
        var martin = PersonId.Of((await host.ReadAsync<Guid>("SELECT id FROM portal.person WHERE email = 'martin@northlight.example'"))[0]);
        foreach (var (kind, table) in new[] { ("contract", "contract"), ("amendment", "amendment"), ("quote", "issued_quote"), ("report", "report"), ("document", "contract_document") })
        {
            var column = table == "issued_quote" ? "quote_id" : "id";
            var id = (await host.ReadAsync<Guid>($"SELECT {column} FROM portal.{table} WHERE client_id = '{client}' ORDER BY {column} LIMIT 1"))[0];
            await LookAsync(martin, client, kind, id);
        }

        await LookAsync(martin, client, "record", client);
        using var reader = await host.SignInAsync(email);
        var page = (await reader.GetAsync($"/clients/{client}/looks")).Page;

        var things = page.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td")[1]).ToList();
        Assert.All(things, thing => Assert.NotNull(thing.QuerySelector("a")));
        var names = things.Select(thing => thing.QuerySelector("a")!.TextContent).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in new[] { "^Contract [^ ]+, .+", "^Amendment [0-9]+$", "^Quote Q-[0-9]{4}-[0-9]{3}(-r[0-9]+)?, .+", "^Report [0-9]+, .+", "^The contract ", "^The record$" })
            Assert.Contains(names, said => System.Text.RegularExpressions.Regex.IsMatch(said, name, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        foreach (var address in things.Select(thing => thing.QuerySelector("a")!.GetAttribute("href")!).Distinct(StringComparer.Ordinal))
            Assert.Equal(StatusCodes.Status200OK, (await reader.GetAsync(address)).Status);
    }

    [Theory]
    [InlineData("claire@harbourbooks.example", "/record", "Times are in London time, now ")]
    [InlineData("claire@harbourbooks.example", "/notices", "Times are in London time, now ")]
    [InlineData("claire@harbourbooks.example", "/profile/security", "Times are in London time, now ")]
    [InlineData("anna@vector.example", "/record", "Часы и минуты — по московскому времени, сейчас это ")]
    public async Task A_list_of_moments_says_once_in_which_zone_and_each_moment_says_it_on_hover_and_in_print(string email, string address, string said)
    {
        using var reader = await host.SignInAsync(email);
        var zone = (await host.ReadAsync<string>($"SELECT zone FROM portal.person WHERE email = '{email}'"))[0];
        var page = (await reader.GetAsync(address)).Page;

        Assert.StartsWith(said, Assert.Single(page.QuerySelectorAll(".zone-line")).TextContent, StringComparison.Ordinal);
        var moments = page.QuerySelectorAll("main time").Where(time => time.GetAttribute("datetime")!.EndsWith('Z')).ToList();
        Assert.NotEmpty(moments);
        Assert.All(moments, time =>
        {
            Assert.Contains($", {zone} (UTC", time.GetAttribute("title"), StringComparison.Ordinal);
            Assert.Contains(time.GetAttribute("title")!, time.QuerySelector(".exact")!.TextContent, StringComparison.Ordinal);
        });
    }

    private Task LookAsync(PersonId who, Guid client, string kind, Guid id) => host.Services.GetRequiredService<RecordLook>()
        .RecordAsync(who, new LookedAt(ClientId.Of(client), kind, id, LookKind.Viewed, "203.0.113.7"), TestContext.Current.CancellationToken);
}
