using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>H2: an auditor presses a button and reads whether the record is whole; the page follows by itself.</summary>
public sealed partial class VerificationTests(BrowserHost host)
{
    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("ru", 360, true)]
    public async Task An_auditor_verifies_the_record_and_reads_the_result(string language, int width, bool dark)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width, Dark: dark));
        await visit.SignInAsync("astrid@northlight.example");
        if (language == "ru") await visit.SpeakAsync(language);
        await visit.OpenAsync("/record/verification");
        await visit.CheckAsync();
        var before = await visit.Page.Locator("section[aria-labelledby=history] tbody tr").CountAsync();

        await visit.Page.ClickAsync("[data-form='verify'] button");

        // The server waits some seconds after its start before it verifies.
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=history] tbody tr")).ToHaveCountAsync(before + 1, new() { Timeout = 60_000 });
        await Assertions.Expect(visit.Page.Locator("[data-fresh]")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator(".answer")).ToHaveTextAsync(Whole());
        await Assertions.Expect(visit.Page.Locator("[data-form='verify'] button")).ToBeVisibleAsync();
        await visit.CheckAsync();
        await visit.PictureAsync("verification");
        await visit.Page.Locator("section[aria-labelledby=history] tbody a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".answer")).ToHaveTextAsync(Whole());
        await visit.CheckAsync();
        if (language == "ru") await visit.SpeakAsync("en");
    }

    [GeneratedRegex("stands? as (it was|they were) signed|(стоит|стоят) так, как (была подписана|были подписаны)")]
    private static partial Regex Whole();
}
