using System.Text.RegularExpressions;
using ClientPortal.Testing.Outside;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>An administrator says who vouches for the record, and says it again once it is right.</summary>
public sealed partial class AttestingTests(BrowserHost host)
{
    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("ru", 360, true)]
    public async Task An_administrator_sets_a_timestamp_authority_and_stops_it(string language, int width, bool dark)
    {
        await using var authority = new TestAuthority(TimeProvider.System);
        await authority.OpenAsync();
        await using var visit = await host.JourneyAsync(new Look(language, Width: width, Dark: dark));
        await visit.SignInAsync("nora@northlight.example");
        if (language == "ru") await visit.SpeakAsync(language);
        await visit.OpenAsync("/administration/record");
        var section = visit.Page.Locator("section[aria-labelledby=authority]");
        var form = section.Locator("[data-form=authority]");

        await section.Locator("details > summary").First.ClickAsync();
        await form.Locator("[name='Authority.Address']").FillAsync($"{authority.Address}/tsa");
        await form.Locator("[name='Authority.Certificates']").FillAsync("no certificate");
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(form.Locator("#f-Authority-Certificates-wrong")).ToBeVisibleAsync();
        await Assertions.Expect(form.Locator("[name='Authority.Certificates']")).ToHaveValueAsync("no certificate");
        await visit.CheckAsync();
        await visit.PictureAsync("attesting-refused");

        await form.Locator("[name='Authority.Certificates']").FillAsync(authority.Root);
        await form.Locator("[name='Authority.Reason']").FillAsync("Others shall say when.");
        await form.Locator("button").ClickAsync();
        await visit.Page.WaitForURLAsync(Set());
        await Assertions.Expect(section).ToContainTextAsync("Clockwork Root");
        await visit.CheckAsync();
        await visit.PictureAsync("attesting");

        await section.Locator("details:has([data-form=stop-authority]) > summary").ClickAsync();
        await section.Locator("[data-form=stop-authority] textarea").FillAsync("It moves.");
        await section.Locator("[data-form=stop-authority] button").ClickAsync();
        await Assertions.Expect(section.Locator("[data-form=stop-authority]")).ToHaveCountAsync(0);
        if (language == "ru") await visit.SpeakAsync("en");
    }

    [GeneratedRegex(@"\?done=authority$")]
    private static partial Regex Set();
}
