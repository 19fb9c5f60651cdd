using System.Globalization;
using ClientPortal.Domain.Shared;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

public sealed class AmendmentTests(BrowserHost host)
{
    [Fact]
    public async Task A_change_is_proposed_in_time_agreed_signed_by_both_and_applies_from_its_day()
    {
        await using var martin = await host.JourneyAsync(new Look());
        await martin.SignInAsync("martin@northlight.example");
        var contract = await ContractInForce.MakeAsync(host.PortalServices, "Harbour Books", "claire@harbourbooks.example", "T-2026-101", "Europe/London");
        var today = ZoneDays.DayOf("Europe/London", TimeProvider.System.GetUtcNow());
        var first = today.AddDays(31);

        await martin.OpenAsync($"/contracts/{contract.Id}/changes");
        await martin.CheckAsync();
        await martin.OpenAsync($"/contracts/{contract.Id}/changes/new");
        await WriteAsync(martin, contract, today.AddDays(5));
        await martin.Page.ClickAsync("[data-form='send'] button");
        await martin.Page.WaitForSelectorAsync(".error-summary");
        Assert.Contains(first.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")), await martin.Page.InnerTextAsync(".error-summary"), StringComparison.Ordinal);
        await martin.CheckAsync();
        await martin.Page.ClickAsync(".page-head .back");
        await martin.Page.ArriveAsync("**/edit");
        Assert.Equal("9600.00", await martin.Page.InputValueAsync("[name='Form.Changes[0].Price']"));
        await martin.Page.FillAsync("[name='Form.EffectiveOn']", Iso(first));
        await martin.Page.ClickAsync(".actions [name='Do'][value='read']");
        await martin.Page.ArriveAsync("**/send");
        await martin.Page.ClickAsync("[data-form='send'] button");
        await martin.Page.ArriveAsync("**?done=sent");
        var amendment = new Uri(martin.Page.Url).AbsolutePath;
        await martin.CheckAsync();

        await using var claire = await host.JourneyAsync(new Look());
        await claire.SignInAsync("claire@harbourbooks.example");
        await claire.OpenAsync(amendment);
        await claire.Page.ClickAsync(".changed .remarks summary >> nth=0");
        await claire.Page.FillAsync(".changed .remarks details[open] textarea", "Why 21 days and not 30?");
        await claire.Page.ClickAsync(".changed .remarks details[open] button");
        await claire.Page.ArriveAsync("**?done=commented");
        await claire.CheckAsync();
        await claire.PictureAsync("amendment");
        await claire.Page.ClickAsync("[data-form='agree'] button");
        await claire.Page.ArriveAsync("**?done=agreed");
        await SignAsync(claire, amendment, "claire@harbourbooks.example");
        await SignAsync(martin, amendment, "martin@northlight.example");

        Assert.Contains("within 14 days", (await ContractInForce.OnAsync(host.PortalServices, contract.Id, first.AddDays(-1))).Clauses[2].Text, StringComparison.Ordinal);
        var then = await ContractInForce.OnAsync(host.PortalServices, contract.Id, first);
        Assert.Contains("within 21 days", then.Clauses[2].Text, StringComparison.Ordinal);
        Assert.Equal(9600m, then.Stages[2].Price.Amount);

        await claire.OpenAsync($"/contracts/{contract.Id}/redline");
        await claire.CheckAsync();
        Assert.Equal("21", (await claire.Page.Locator(".new-side ins").First.TextContentAsync() ?? "").Replace("[added: ", "", StringComparison.Ordinal).TrimEnd(']'));
        await claire.OpenAsync($"/contracts/{contract.Id}?on={Iso(first)}");
        await claire.CheckAsync();
        await claire.Page.ClickAsync(".terms-mark a");
        await claire.Page.ArriveAsync("**/clauses/*");
        await Assertions.Expect(claire.Page.Locator(".wording")).ToHaveCountAsync(2);
        Assert.StartsWith("The catalogue holds", await claire.Page.InnerTextAsync(".wording .why blockquote"), StringComparison.Ordinal);
        await claire.CheckAsync();
        await claire.PictureAsync("clause");
        await claire.OpenAsync($"/contracts/{contract.Id}/record");
        await claire.CheckAsync();
        await claire.PictureAsync("record");
        await claire.Page.ClickAsync(".record-fold summary");
        await claire.CheckAsync();
        await claire.Page.SelectOptionAsync("#kind", "amendment.proposed");
        await claire.Page.ClickAsync(".record-filter button");
        await claire.Page.ArriveAsync("**kind=amendment.proposed*");
        await Assertions.Expect(claire.Page.Locator(".record-sentence")).ToHaveCountAsync(1);
        await claire.CheckAsync();
        Assert.Contains("8,000.00\u00a0EUR", await claire.Page.Locator("li:has-text('proposed amendment 1')").First.TextContentAsync() ?? "", StringComparison.Ordinal);
        var table = await claire.Page.APIRequest.GetAsync($"/contracts/{contract.Id}/record.csv?kind=amendment.proposed");
        Assert.Equal(200, table.Status);
        Assert.Contains("amendment.proposed", await table.TextAsync(), StringComparison.Ordinal);
        await claire.OpenAsync($"/contracts/{contract.Id}/looks");
        await claire.CheckAsync();
        Assert.Contains("Martin Hale", await claire.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await using var anna = await host.JourneyAsync(new Look("ru"));
        await anna.SignInAsync("anna@vector.example");
        foreach (var address in (string[])[
            amendment, $"{amendment}/edit", $"{amendment}/send", $"{amendment}/sign", $"/contracts/{contract.Id}/changes", $"/contracts/{contract.Id}/changes/new",
            $"/contracts/{contract.Id}/redline", $"/contracts/{contract.Id}/clauses/{contract.Payment}", $"/contracts/{contract.Id}/record",
            $"/contracts/{contract.Id}/record.csv", $"/contracts/{contract.Id}/looks"])
            Assert.Equal((address, 404), (address, (await anna.OpenAsync(address)).Status));
    }

    [Fact]
    public async Task On_a_phone_in_Russian_the_manager_proposes_and_the_client_reads()
    {
        var phone = new Look("ru", Width: 360);
        await using var vera = await host.JourneyAsync(phone);
        await vera.SignInAsync("vera@northlight.example");
        var contract = await ContractInForce.MakeAsync(host.PortalServices, "Вектор", "anna@vector.example", "T-2026-102", "Europe/Moscow");
        await vera.OpenAsync($"/contracts/{contract.Id}/changes/new");
        await WriteAsync(vera, contract, ZoneDays.DayOf("Europe/Moscow", TimeProvider.System.GetUtcNow()).AddDays(40));
        await vera.CheckAsync();
        await vera.Page.ClickAsync("[data-form='send'] button");
        await vera.Page.ArriveAsync("**?done=sent");
        var amendment = new Uri(vera.Page.Url).AbsolutePath;

        await using var anna = await host.JourneyAsync(phone);
        await anna.SignInAsync("anna@vector.example");
        await anna.OpenAsync(amendment);
        await anna.CheckAsync();
        await anna.PictureAsync("amendment");
        await anna.OpenAsync($"/contracts/{contract.Id}/changes");
        await anna.CheckAsync();
        await anna.OpenAsync($"/contracts/{contract.Id}/record");
        await anna.CheckAsync();
        await anna.PictureAsync("record");
        await anna.OpenAsync($"/contracts/{contract.Id}/redline");
        await anna.CheckAsync();
    }

    // Writes a price and a clause, and sees that nothing typed is lost while rows come and go.
    private static async Task WriteAsync(Visit visit, ContractInForce contract, DateOnly day)
    {
        var page = visit.Page;
        await page.FillAsync("[name='Form.Reason']", "The catalogue holds twice the titles we planned for, so the launch takes longer to prepare.");
        await AddAsync($"StagePrice:{contract.Third}", 1);
        await page.FillAsync("[name='Form.Changes[0].Price']", "9600.00");
        await AddAsync("ContractEnd:", 2);
        await AddAsync($"RewordClause:{contract.Payment}", 3);
        Assert.Equal("Each stage is paid within 14 days after it is accepted.", await page.InputValueAsync("[name='Form.Changes[2].Text']"));
        await page.ClickAsync("[value='remove:1']");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.change').length === 2");
        await page.FillAsync("[name='Form.Changes[1].Text']", "Each stage is paid within 21 days after it is accepted.");
        Assert.Equal("9600.00", await page.InputValueAsync("[name='Form.Changes[0].Price']"));
        Assert.StartsWith("The catalogue", await page.InputValueAsync("[name='Form.Reason']"), StringComparison.Ordinal);
        await page.FillAsync("[name='Form.EffectiveOn']", Iso(day));
        await visit.CheckAsync();
        await visit.PictureAsync("amendment-editor");
        await page.ClickAsync(".actions [name='Do'][value='read']");
        await page.ArriveAsync("**/send");
        await visit.CheckAsync();

        async Task AddAsync(string what, int rows)
        {
            await page.SelectOptionAsync("[name='Add']", what);
            await page.ClickAsync("[name='Do'][value='add']");
            await page.WaitForFunctionAsync($"() => document.querySelectorAll('.change').length === {rows}");
        }
    }

    private async Task SignAsync(Visit visit, string amendment, string email)
    {
        await visit.OpenAsync($"{amendment}/sign");
        await visit.CheckAsync();
        await visit.Page.CheckAsync("[name='Form.Consents']");
        await visit.Page.FillAsync("[name='Form.Password']", Entrance.Password);
        await using (var other = await host.JourneyAsync(new Look())) await visit.Page.FillAsync("[name='Form.Code']", await other.CodeOfAsync(email));
        await visit.Page.ClickAsync("[data-form='sign'] .actions button >> nth=0");
        await visit.Page.ArriveAsync("**?done=signed");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
