using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>Signing in as the people of the demonstration company do: with what the page itself shows.</summary>
internal static partial class Entrance
{
    public const string Password = "violet harbour 41";

    // One sign-in of each person serves all journeys but those that are about signing in, or end with being signed out.
    private static readonly ConcurrentDictionary<string, Cookie> Kept = new(StringComparer.Ordinal);

    /// <summary>Comes in as somebody, through the door the first time and with that sign-in afterwards, and stands on the page people begin with.</summary>
    public static async Task SignInAsync(this Visit visit, string email)
    {
        if (Kept.TryGetValue(email, out var kept))
        {
            await visit.Page.Context.AddCookiesAsync([kept]);
            await visit.OpenAsync("/");
            return;
        }

        await visit.SignInAnewAsync(email);
        var cookie = (await visit.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "portal");
        Kept.TryAdd(email, new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = true, SameSite = cookie.SameSite });
    }

    /// <summary>Signs in through the pages, into a session nobody else has.</summary>
    public static async Task SignInAnewAsync(this Visit visit, string email)
    {
        var page = visit.Page;
        await visit.OpenAsync($"/sign-in?as={Uri.EscapeDataString(email)}");
        await page.FillAsync("[name='Form.Password']", Password);
        await page.ClickAsync("[data-form='password'] button:not([data-shows])");
        await page.ArriveAsync(address => !address.Contains("/sign-in?", StringComparison.Ordinal));
        if (!page.Url.Contains("/sign-in/code", StringComparison.Ordinal)) return;
        await page.FillAsync("[name='Form.Code']", await visit.CodeOfAsync(email));
        await page.ClickAsync("[data-form='code'] button");
        await page.ArriveAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>The code the sign-in page shows for somebody now, read beside the open page.</summary>
    public static async Task<string> CodeOfAsync(this Visit visit, string email)
    {
        var answer = await visit.Page.APIRequest.GetAsync("/sign-in");
        var shown = await answer.TextAsync();
        return CodeAfter().Match(shown, shown.LastIndexOf(email, StringComparison.Ordinal)).Groups["code"].Value;
    }

    [GeneratedRegex("<code[^>]*>(?<code>[0-9]{6})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeAfter();

    /// <summary>Somebody who is signed in reads another language from now on: their own goes before the browser's.</summary>
    public static async Task SpeakAsync(this Visit visit, string language)
    {
        await visit.OpenAsync("/profile");
        await visit.Page.SelectOptionAsync("[name='Form.Language']", language == "ru" ? "Russian" : "English");
        await visit.Page.ClickAsync("[data-form='profile'] > button");
        await visit.Page.ArriveAsync("**?saved=true");
        Assert.Equal(language, (await visit.Page.GetAttributeAsync("html", "lang"))?[..2]);
    }
}
