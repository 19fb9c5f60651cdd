using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

public sealed class BehaviourTests(BrowserHost host)
{
    [Fact]
    public async Task The_keyboard_reaches_everything_in_the_order_it_is_seen()
    {
        await using var visit = await host.VisitAsync(new Look(), signedIn: true);
        await visit.OpenAsync("/kit");
        var seen = await visit.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
              .filter(part => part.checkVisibility() && !part.disabled).map((part, index) => part.dataset.order = String(index))
            """);
        var reached = new List<string>();
        for (var step = 0; step < (seen.Length * 2) + 20 && (reached.Count == 0 || reached[^1] != seen[^1]); step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<string?>("() => document.activeElement.dataset.order ?? null") is { } order && (reached.Count == 0 || reached[^1] != order)) reached.Add(order);
        }

        Assert.Equal(seen, reached, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_thing_on_a_page_leads_past_the_frame(bool script)
    {
        await using var visit = await host.VisitAsync(new Look(), signedIn: true, script: script);
        await visit.OpenAsync("/kit?tab=stages");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.ArriveAsync("**/kit?tab=stages#content");
        Assert.Equal("content", await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 360)]
    [InlineData(false, 360)]
    public async Task Switching_the_language_keeps_the_page_with_and_without_script(bool script, int width)
    {
        await using var visit = await host.VisitAsync(new Look(Width: width), signedIn: true, script: script);
        await visit.OpenAsync("/kit?tab=stages");
        if (width < 800) await visit.Page.Locator(".person summary").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "RU: Русский" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
        Assert.EndsWith("/kit?tab=stages", visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Сайт и поддержка");
    }

    [Fact]
    public async Task A_page_of_errors_switches_its_language_too_and_keeps_its_address()
    {
        await using var visit = await host.VisitAsync(new Look());
        await visit.OpenAsync("/no/such/page?with=query");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "RU: Русский" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Не найдено");
        Assert.EndsWith("/no/such/page?with=query", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_from_a_form_that_was_refused_and_then_taken_leads_to_the_form()
    {
        await using var visit = await host.JourneyAsync(new Look());
        var page = visit.Page;
        await visit.SignInAsync("tom@harbourbooks.example");
        await visit.OpenAsync("/profile");
        var name = await page.InputValueAsync("[name='Form.Name']");
        await page.FillAsync("[name='Form.Name']", "");
        await page.ClickAsync("[data-form='profile'] > button");
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await page.FillAsync("[name='Form.Name']", name);
        await page.ClickAsync("[data-form='profile'] > button");
        await page.ArriveAsync("**?saved=true");

        await page.GoBackAsync();

        await page.ArriveAsync("**/profile");
        await Assertions.Expect(page.Locator("[name='Form.Name']")).ToHaveValueAsync(name);
        await Assertions.Expect(page.Locator(".error-summary")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_chosen_theme_wins_over_the_device()
    {
        await using var visit = await host.VisitAsync(new Look(Dark: false), script: false);
        await visit.OpenAsync("/kit/sheet");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(21, 23, 26)");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Auto" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(252, 251, 248)");
    }

    [Fact]
    public async Task A_link_replaces_the_page_without_loading_it_anew()
    {
        await using var visit = await host.VisitAsync(new Look(), signedIn: true);
        await visit.OpenAsync("/kit");
        await visit.Page.EvaluateAsync("() => { window.same = true; }");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Stages" }).ClickAsync();
        await visit.Page.ArriveAsync("**/kit?tab=stages");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.same === true"));
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_island_runs_under_the_content_policy_and_knows_the_readers_zone()
    {
        await using var visit = await host.VisitAsync(new Look("ru"), signedIn: true);
        await visit.OpenAsync("/kit");
        // The first page taught the browser to say its zone; the second shows it.
        await visit.OpenAsync("/kit");
        await visit.Page.Locator("#island button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#island output")).ToHaveTextAsync("1");
        await Assertions.Expect(visit.Page.Locator("#island")).ToContainTextAsync("Europe/Moscow · ru-RU");
    }

    [Fact]
    public async Task A_menu_closes_by_Escape_and_by_a_click_elsewhere()
    {
        await using var visit = await host.VisitAsync(new Look(), signedIn: true);
        await visit.OpenAsync("/kit");
        var menu = visit.Page.Locator(".person");
        await menu.Locator("summary").ClickAsync();
        await visit.CheckAccessAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");
        await Assertions.Expect(menu.Locator("summary")).ToBeFocusedAsync();
        await menu.Locator("summary").ClickAsync();
        await visit.Page.Locator("h1").ClickAsync();
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task Ctrl_K_opens_the_palette_and_Escape_gives_the_focus_back()
    {
        await using var visit = await host.VisitAsync(new Look(), signedIn: true);
        await visit.OpenAsync("/kit");
        await visit.Page.Locator("#search").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+KeyK");
        var field = visit.Page.Locator("[data-palette-field]");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await visit.CheckAccessAsync();
        await visit.Page.Keyboard.TypeAsync("contr");
        await Assertions.Expect(visit.Page.Locator("[data-palette-places] li:visible")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visit.Page.Locator("[data-palette-places] a[href='/contracts']")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#palette")).Not.ToHaveAttributeAsync("open", "");
        await Assertions.Expect(visit.Page.Locator("#search")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_password_can_be_seen_and_is_sent_hidden()
    {
        await using var visit = await host.VisitAsync(new Look());
        await visit.OpenAsync("/kit/sheet");
        var field = visit.Page.Locator("#f-Password");
        await field.FillAsync("open sesame");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the password" }).ClickAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "text");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the password" }).ClickAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_form_leads_from_the_list_to_the_field(bool script)
    {
        await using var visit = await host.VisitAsync(new Look(Width: 360), script: script);
        await visit.OpenAsync("/kit");
        await visit.Page.FillAsync("[name='Sample.Title']", "New price");
        await visit.Page.ClickAsync("#send");
        var list = visit.Page.Locator(".error-summary");
        await Assertions.Expect(list).ToBeVisibleAsync();
        if (script) await visit.CheckAccessAsync();
        await visit.CheckWidthAsync();
        await visit.PictureAsync($"refused-{(script ? "with" : "without")}-script");
        await list.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#f-Sample-Email")).ToBeFocusedAsync();
        Assert.Equal("New price", await visit.Page.InputValueAsync("[name='Sample.Title']"));
    }

    [Theory]
    [InlineData("/kit/failure/broken", 500)]
    [InlineData("/kit/failure/away", 503)]
    public async Task Failures_are_pages_of_the_frame(string address, int status)
    {
        await using var visit = await host.VisitAsync(new Look("ru", Width: 360), signedIn: true);
        var response = await visit.OpenAsync(address);
        Assert.Equal(status, response.Status);
        await Assertions.Expect(visit.Page.Locator(".bottom-bar")).ToBeVisibleAsync();
        await visit.CheckAccessAsync();
        await visit.CheckWidthAsync();
        await visit.PictureAsync($"failure-{status}");
    }

    [Fact]
    public async Task Print_shows_the_document_alone_with_exact_moments()
    {
        await using var visit = await host.VisitAsync(new Look(Dark: true), signedIn: true);
        await visit.OpenAsync("/kit");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(visit.Page.Locator(".top")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator(".rail")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Assertions.Expect(visit.Page.Locator(".exact").First).ToBeVisibleAsync();
        await visit.PictureAsync("print");
    }
}
