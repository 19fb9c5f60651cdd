using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>Signing in as the people of the demonstration company do: with what the page itself shows.</summary>
internal static class Entrance
{
    public const string Password = "violet harbour 41";

    public static async Task SignInAsync(this Visit visit, string email)
    {
        var page = visit.Page;
        await visit.OpenAsync($"/sign-in?as={Uri.EscapeDataString(email)}");
        await page.FillAsync("[name='Form.Password']", Password);
        await page.ClickAsync("[data-form='password'] button:not([data-shows])");
        await page.WaitForURLAsync(address => !address.Contains("/sign-in?", StringComparison.Ordinal));
        if (!page.Url.Contains("/sign-in/code", StringComparison.Ordinal)) return;
        await page.FillAsync("[name='Form.Code']", await visit.CodeOfAsync(email));
        await page.ClickAsync("[data-form='code'] button");
        await page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>The code the sign-in page shows for somebody now, read in a window of its own.</summary>
    public static async Task<string> CodeOfAsync(this Visit visit, string email)
    {
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        var code = await other.Locator(".demo li", new PageLocatorOptions { HasText = email }).Locator(".demo-code code").InnerTextAsync();
        await other.CloseAsync();
        return code;
    }
}
