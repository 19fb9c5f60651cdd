using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>C1, C2: a stage is reported on, read, answered, corrected and accepted.</summary>
public sealed class ReportTests(BrowserHost host)
{
    private static int _numbers;

    [Theory]
    [InlineData("en", 1280, "Harbour Books", "claire@harbourbooks.example", "anna@vector.example")]
    [InlineData("ru", 360, "Вектор", "anna@vector.example", "claire@harbourbooks.example")]
    public async Task A_report_is_written_published_answered_corrected_and_its_stage_accepted(string language, int width, string client, string signatory, string stranger)
    {
        var look = new Look(language, Width: width);
        var contract = await ContractInForce.MakeAsync(host.PortalServices, client, signatory, $"R-{language}-{Interlocked.Increment(ref _numbers)}", "Europe/Berlin");
        string report;
        await using (var manager = await host.JourneyAsync(look))
        {
            await manager.SignInAsync("martin@northlight.example");
            report = await WriteAsync(manager, contract);
        }

        await using (var reader = await host.JourneyAsync(look))
        {
            await reader.SignInAsync(signatory);
            await reader.OpenAsync("/reports");
            await reader.CheckAsync();
            await AnswerAsync(reader, report);
        }

        await using (var manager = await host.JourneyAsync(look))
        {
            await manager.SignInAsync("martin@northlight.example");
            await manager.OpenAsync(report);
            await CorrectAsync(manager);
        }

        await using (var reader = await host.JourneyAsync(look))
        {
            await reader.SignInAsync(signatory);
            await reader.OpenAsync(report);
            // What cannot be taken back is said once more with a tick.
            await reader.Page.ClickAsync("[data-form='accept'] button");
            await reader.Page.WaitForSelectorAsync("[data-form='accept'] .wrong");
            await reader.CheckAsync();
            await reader.Page.CheckAsync("[name='accept.Confirmed']");
            await reader.Page.ClickAsync("[data-form='accept'] button");
            await reader.Page.ArriveAsync("**?done=accepted");
            await reader.CheckAsync();
            await reader.OpenAsync($"/contracts/{contract.Id}/stages");
            await Assertions.Expect(reader.Page.Locator(".stage-head .badge").First).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("done"));
            await reader.CheckAsync();
            await reader.OpenAsync($"/contracts/{contract.Id}/record");
            Assert.True(await reader.Page.Locator($"a[href='{report}']").CountAsync() >= 4);
        }

        await using var other = await host.JourneyAsync(look);
        await other.SignInAsync(stranger);
        foreach (var address in (string[])[report, $"{report}/edit", $"{report}/publish", $"{report}?revision=1"]) Assert.Equal((address, 404), (address, (await other.OpenAsync(address)).Status));
    }

    [Theory]
    [InlineData("en", 1280, "claire@harbourbooks.example", "report")]
    [InlineData("ru", 360, "anna@vector.example", "report-phone")]
    public async Task A_report_reads_like_a_letter(string language, int width, string reader, string picture)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(reader);
        await visit.OpenAsync("/reports");
        // The newest of the demonstration with a decision to take.
        await visit.Page.Locator("tbody tr:has(.badge.waits) th a").Last.ClickAsync();
        await visit.Page.ArriveAsync("**/reports/*");
        await Assertions.Expect(visit.Page.Locator(".plan-fact")).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.PictureAsync(picture);
        // A word of the trade opens where it stands, also by keyboard, and closes again.
        var meaning = visit.Page.Locator(".term-meaning:popover-open");
        await visit.Page.Locator("button.term").First.PressAsync("Enter");
        await Assertions.Expect(meaning).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(meaning).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en", 1280, "martin@northlight.example")]
    [InlineData("ru", 360, "vera@northlight.example")]
    public async Task A_manager_explains_a_word_of_the_trade(string language, int width, string manager)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(manager);
        var page = visit.Page;
        await visit.OpenAsync("/glossary");
        await visit.CheckAsync();
        await page.ClickAsync("main a[href^='/glossary/new']");
        await page.ArriveAsync("**/glossary/new**");
        await page.FillAsync("[name='Form.Word']", $"Wireframe {language}");
        await page.ClickAsync("[data-form='term'] .button");
        await page.WaitForSelectorAsync("#f-Form-Meaning-wrong");
        await visit.CheckAsync();
        await page.FillAsync("[name='Form.Meaning']", "A page drawn with lines alone.");
        await page.ClickAsync("[data-form='term'] .button");
        await page.ArriveAsync("**done=explained");
        await Assertions.Expect(page.Locator(".glossary dt", new PageLocatorOptions { HasText = $"Wireframe {language}" })).ToBeVisibleAsync();
    }

    // What is missing is named and leads to its field; what was written stays when a file is refused.
    private static async Task<string> WriteAsync(Visit visit, ContractInForce contract)
    {
        var page = visit.Page;
        await visit.OpenAsync($"/contracts/{contract.Id}/stages");
        await visit.CheckAsync();
        await page.Locator(".stage-facts [data-form^='write-'] button").First.ClickAsync();
        await page.ArriveAsync("**/reports/*/edit");
        await page.ClickAsync("[name='Do'][value='read']");
        await page.ArriveAsync("**/publish");
        await visit.CheckAsync();
        await page.Locator(".missing a").First.ClickAsync();
        await page.ArriveAsync("**/edit#*");
        await page.FillAsync("[name='Form.Summary']", "Drafts of all pages are there, three weeks early.");
        await page.FillAsync("[name='Form.Done']", "Home\nCatalogue\nOrder");
        await page.FillAsync("[name='Form.NextSteps']", "The catalogue");
        await page.SetInputFilesAsync("[name='Form.File']", new FilePayload { Name = "drafts.exe", MimeType = "application/octet-stream", Buffer = "MZ"u8.ToArray() });
        await page.ClickAsync("[name='Do'][value='attach']");
        await page.WaitForSelectorAsync("#f-Form-File-wrong");
        Assert.Equal("Home\nCatalogue\nOrder", (await page.InputValueAsync("[name='Form.Done']")).ReplaceLineEndings("\n"));
        await page.SetInputFilesAsync("[name='Form.File']", new FilePayload { Name = "drafts.txt", MimeType = "text/plain", Buffer = "Three pages"u8.ToArray() });
        await page.ClickAsync("[name='Do'][value='attach']");
        await page.ArriveAsync("**saved=true#files");
        await page.ClickAsync("[name='Do'][value='add-decision']");
        await page.FillAsync("[name='Form.Decisions[0].What']", "Large covers or small ones?");
        await page.FillAsync("[name='Form.Decisions[0].Who']", "Claire Whitby");
        await page.FillAsync("[name='Form.Decisions[0].By']", "2030-01-31");
        var today = await page.InputValueAsync("[name='Form.StartedOn']");
        await page.FillAsync("[name='Form.EndedOn']", today);
        await page.FillAsync("[name='Form.Progress']", "100");
        await page.FillAsync("[name='Form.Spent']", "3 900,50");
        await visit.CheckAsync();
        await page.ClickAsync("[name='Do'][value='read']");
        await page.ArriveAsync("**/publish");
        await visit.CheckAsync();
        await page.ClickAsync("[data-form='publish'] button");
        await page.ArriveAsync("**?done=published");
        await visit.CheckAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task AnswerAsync(Visit visit, string report)
    {
        var page = visit.Page;
        await visit.OpenAsync(report);
        await visit.CheckAsync();
        Assert.Equal("Three pages", await (await page.APIRequest.GetAsync((await page.Locator("a[href*='/files/']").GetAttributeAsync("href"))!)).TextAsync());
        await page.ClickAsync("[data-form='acknowledge'] button");
        await page.ArriveAsync("**?done=acknowledged");
        await page.ClickAsync("#decision-1 summary");
        await page.FillAsync("[name='decision-1.Text']", "Large ones.");
        await page.ClickAsync("[data-form='decision-1'] button");
        await page.ArriveAsync("**?done=answered");
        await Assertions.Expect(page.Locator("#decision-1 .remark-text")).ToHaveTextAsync("Large ones.");
        await page.ClickAsync("details:has([data-form='refuse']) > summary");
        await page.FillAsync("[name='refuse.Reason']", "The draft of the order is not there.");
        await page.ClickAsync("[data-form='refuse'] button");
        await page.ArriveAsync("**?done=refused");
        await visit.CheckAsync();
    }

    private static async Task CorrectAsync(Visit visit)
    {
        var page = visit.Page;
        await page.ClickAsync("[data-form='correct'] button");
        await page.ArriveAsync("**/edit");
        await page.FillAsync("[name='Form.Results']", "The draft of the order lies beside the others now.");
        await page.ClickAsync("[name='Do'][value='read']");
        await page.ArriveAsync("**/publish");
        await page.ClickAsync("[data-form='publish'] button");
        await page.WaitForSelectorAsync("#f-Form-Reason-wrong");
        await visit.CheckAsync();
        await page.FillAsync("[name='Form.Reason']", "The draft of the order was left out.");
        await page.ClickAsync("[data-form='publish'] button");
        await page.ArriveAsync("**?done=corrected");
        await page.ClickAsync(".notice .present summary");
        await Assertions.Expect(page.Locator(".quote-changes ins").First).ToBeVisibleAsync();
        await visit.CheckAsync();
    }
}
