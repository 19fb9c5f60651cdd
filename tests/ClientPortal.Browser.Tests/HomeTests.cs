using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>The page people begin with, and the ways that lead on from it.</summary>
public sealed class HomeTests(BrowserHost host)
{
    [Theory]
    [InlineData("en", 1280, "claire@harbourbooks.example")]
    [InlineData("ru", 360, "anna@vector.example")]
    public async Task A_client_begins_with_what_waits_what_is_agreed_and_what_comes_up(string language, int width, string email)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(email);
        await visit.OpenAsync("/");
        await Assertions.Expect(visit.Page.Locator(".answer")).Not.ToBeEmptyAsync();
        await Assertions.Expect(visit.Page.Locator("[aria-labelledby='coming'] .timeline a").First).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.PictureAsync("home-client");
        await visit.Page.ClickAsync("[aria-labelledby='agreed'] tbody a >> nth=0");
        await visit.Page.ArriveAsync("**/contracts/*");
    }

    [Theory]
    [InlineData("en", 1280, "martin@northlight.example")]
    [InlineData("ru", 360, "vera@northlight.example")]
    public async Task A_manager_begins_with_what_waits_for_whom_and_the_clients(string language, int width, string email)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(email);
        await visit.OpenAsync("/");
        await Assertions.Expect(visit.Page.Locator("[aria-labelledby='manager-clientele'] .waits-list li").First).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.PictureAsync("home-manager");
        await visit.Page.ClickAsync("[aria-labelledby='manager-clients'] tbody a >> nth=0");
        await visit.Page.ArriveAsync("**/clients/*");
        await Assertions.Expect(visit.Page.Locator("[aria-labelledby='client-contracts'] li").First).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.PictureAsync("client");
    }
}
