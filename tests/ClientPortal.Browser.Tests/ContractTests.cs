using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

public sealed partial class ContractTests(BrowserHost host)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ru", 360)]
    public async Task A_contract_is_written_offered_asked_about_signed_by_both_and_in_force_and_nobody_elses(string language, int width)
    {
        var look = new Look(language, Width: width);
        string contract, document;
        await using (var martin = await host.JourneyAsync(look))
        await using (var claire = await host.JourneyAsync(look))
        {
            await martin.SignInAsync("martin@northlight.example");
            contract = await WriteAsync(martin, $"Shop window {language}");
            await SignAsync(martin, contract, "martin@northlight.example", picture: false);
            await claire.SignInAsync("claire@harbourbooks.example");
            await AskAsync(claire, contract);
            await AnswerAsync(martin, contract);
            await claire.OpenAsync($"{contract}/sign");
            Assert.Equal(["Is the lettering in the price?", "Yes, in gold."], await claire.Page.Locator(".terms > li:first-child .remark-text").AllInnerTextsAsync());
            await claire.PictureAsync("contract-asked");
            await SignAsync(claire, contract, "claire@harbourbooks.example", picture: true);
            Assert.Equal(1, await claire.Page.Locator(".page-head .badge.done").CountAsync());
            Assert.Equal(2, await claire.Page.Locator(".evidence").CountAsync());
            await claire.CheckAsync();
            await claire.PictureAsync("contract-signed");
            // What was asked is read on, and asked no more.
            await claire.Page.ClickAsync(".questions summary");
            Assert.Equal(2, await claire.Page.Locator(".questions .remark").CountAsync());
            Assert.Equal(0, await claire.Page.Locator(".remarks form").CountAsync());
            await claire.OpenAsync($"{contract}/stages");
            await claire.CheckAsync();
            await claire.OpenAsync($"{contract}/documents");
            await claire.CheckAsync();
            Assert.Equal(2, await claire.Page.Locator(".kept > li").CountAsync());
            document = await claire.Page.Locator(".kept a.button").First.GetAttributeAsync("href") ?? "";
            var file = await claire.Page.Context.APIRequest.GetAsync(document);
            Assert.Equal("application/pdf", file.Headers["content-type"]);
            Assert.StartsWith("attachment", file.Headers["content-disposition"], StringComparison.Ordinal);
        }

        await using var anna = await host.JourneyAsync(look);
        await anna.SignInAsync("anna@vector.example");
        foreach (var address in new[] { contract, $"{contract}/sign", $"{contract}/stages", $"{contract}/documents" })
            Assert.Equal(404, (await anna.OpenAsync(address)).Status);
        Assert.Equal(404, (await anna.Page.Context.APIRequest.GetAsync(document)).Status);
    }

    [Fact]
    public async Task Adding_and_moving_parts_of_a_draft_loses_nothing_and_what_is_wrong_stands_beside_its_field()
    {
        await using var martin = await host.JourneyAsync(new Look());
        var page = martin.Page;
        await martin.SignInAsync("martin@northlight.example");
        await BeginAsync(martin, "Kept as typed");
        await page.FillAsync("[name='Form.Stages[0].Price']", "1,234");
        await page.ClickAsync("[value='add-clause']");
        await page.WaitForSelectorAsync("[name='Form.Clauses[9].Text']");
        await page.FillAsync("[name='Form.Clauses[9].Text']", "The last word.");
        await page.ClickAsync("[value='up-clause-9']");
        await page.WaitForFunctionAsync("() => document.querySelector(\"[name='Form.Clauses[8].Text']\")?.value === 'The last word.'");
        Assert.Equal("Kept as typed", await page.InputValueAsync("[name='Form.Title']"));
        await page.ClickAsync(".draft-bar [value='save']");
        await page.WaitForSelectorAsync(".error-summary");

        Assert.Equal("1,234", await page.InputValueAsync("[name='Form.Stages[0].Price']"));
        Assert.True(await page.Locator("#f-Form-Stages-0--Price-wrong").IsVisibleAsync());
        await martin.CheckAsync();
    }

    [Theory]
    [InlineData(false, "contract")]
    [InlineData(true, "contract-dark")]
    public async Task A_contract_in_force_reads_as_a_document_in_the_dark_too(bool dark, string picture)
    {
        await using var claire = await host.JourneyAsync(new Look(Dark: dark));
        await claire.SignInAsync("claire@harbourbooks.example");
        await claire.OpenAsync("/contracts");
        await claire.CheckAsync();
        // Other walks write contracts of the same name; the demonstration's is the oldest.
        await claire.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Website and support" }).Last.ClickAsync();
        await claire.Page.ArriveAsync(ContractAddress());
        await claire.CheckAsync();
        await claire.PictureAsync(picture);
    }

    private static async Task BeginAsync(Visit visit, string title)
    {
        var page = visit.Page;
        await visit.OpenAsync("/contracts/new");
        await page.Locator(".plain-list a", new PageLocatorOptions { HasText = "Harbour Books" }).ClickAsync();
        await page.ArriveAsync("**/contracts/new?client=*");
        await page.FillAsync("[name='Form.Title']", title);
    }

    private static async Task<string> WriteAsync(Visit visit, string title)
    {
        var page = visit.Page;
        await BeginAsync(visit, title);
        await visit.CheckAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        await page.FillAsync("[name='Form.Number']", $"T {title}");
        await page.FillAsync("[name='Form.StartsOn']", Iso(today));
        await page.FillAsync("[name='Form.EndsOn']", Iso(today.AddDays(90)));
        await page.SelectOptionAsync("[name='Form.ResponsibleClient']", new SelectOptionValue { Label = "Claire Whitby" });
        for (var i = 0; i < 9; i++)
        {
            if (await page.InputValueAsync($"[name='Form.Clauses[{i}].Text']") is "") await page.FillAsync($"[name='Form.Clauses[{i}].Text']", "What both sides have agreed on.");
        }

        await page.FillAsync("[name='Form.Stages[0].Name']", "Window");
        await page.FillAsync("[name='Form.Stages[0].From']", Iso(today));
        await page.FillAsync("[name='Form.Stages[0].To']", Iso(today.AddDays(30)));
        await page.ClickAsync(".draft-bar [value='offer']");
        await page.ArriveAsync("**/offer");
        await visit.CheckAsync();
        // The price is missing: it is said, and leads to its field.
        await page.ClickAsync(".missing a");
        await page.ArriveAsync("**/edit#*");
        await page.FillAsync("[name='Form.Stages[0].Price']", "1 234,50");
        await page.ClickAsync(".draft-bar [value='offer']");
        await page.ArriveAsync("**/offer");
        await page.ClickAsync("[data-form='offer'] button");
        await page.ArriveAsync("**?done=offered");
        await visit.CheckAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task SignAsync(Visit visit, string contract, string email, bool picture)
    {
        var page = visit.Page;
        await visit.OpenAsync($"{contract}/sign");
        await visit.CheckAsync();
        await page.CheckAsync("[name='Form.Consents']");
        await page.FillAsync("[name='Form.Password']", Entrance.Password);
        await page.FillAsync("[name='Form.Code']", "000000");
        await page.ClickAsync("[data-form='sign'] .actions button:not([data-passkey])");
        await page.WaitForSelectorAsync("#f-Form-Code-wrong");
        Assert.True(await page.IsCheckedAsync("[name='Form.Consents']"));
        if (picture) await visit.PictureAsync("sign");
        await page.FillAsync("[name='Form.Password']", Entrance.Password);
        await page.FillAsync("[name='Form.Code']", await visit.CodeOfAsync(email));
        await page.ClickAsync("[data-form='sign'] .actions button:not([data-passkey])");
        await page.ArriveAsync("**?done=signed");
        await visit.CheckAsync();
    }

    // An empty question is refused beside its field; asked again it stands below its clause.
    private static async Task AskAsync(Visit visit, string contract)
    {
        var page = visit.Page;
        await visit.OpenAsync(contract);
        Assert.True(await page.Locator(".ask-hint").IsVisibleAsync());
        var clause = page.Locator(".terms > li").First;
        await clause.Locator("summary").ClickAsync();
        await clause.Locator("form .button").ClickAsync();
        await page.WaitForSelectorAsync(".terms > li:first-child [id$='-Text-wrong']");
        await visit.CheckAsync();
        await clause.Locator("textarea").FillAsync("Is the lettering in the price?");
        await clause.Locator("form .button").ClickAsync();
        await page.ArriveAsync("**?done=commented#comment-*");
        await visit.CheckAsync();
    }

    // The manager finds what waits at the top of the page, and answers there.
    private static async Task AnswerAsync(Visit visit, string contract)
    {
        var page = visit.Page;
        await visit.OpenAsync(contract);
        await page.ClickAsync(".notice a[href*='#comment-']");
        var clause = page.Locator(".terms > li").First;
        Assert.True(await clause.Locator(".remark.client").IsVisibleAsync());
        await clause.Locator("summary").ClickAsync();
        await clause.Locator("textarea").FillAsync("Yes, in gold.");
        await clause.Locator("form .button").ClickAsync();
        await page.ArriveAsync("**?done=commented#comment-*");
        Assert.Equal(0, await page.Locator(".notice a[href*='#comment-']").CountAsync());
        await visit.CheckAsync();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("/contracts/[0-9a-f-]{36}$", RegexOptions.None, 1000)]
    private static partial Regex ContractAddress();
}
