namespace ClientPortal.Browser.Tests;

public sealed class FrameTests(BrowserHost host)
{
    // Each language, colour and width together with each other one.
    public static TheoryData<string, bool, int> Looks { get; } = new() { { "en", false, 1280 }, { "en", true, 360 }, { "ru", true, 1280 }, { "ru", false, 360 } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_kit_is_open_to_everyone_in_every_look(string language, bool dark, int width)
    {
        await using var visit = await host.VisitAsync(new Look(language, dark, width), signedIn: true);
        await visit.OpenAsync("/kit");
        await visit.PictureAsync("kit");
        await visit.CheckWidthAsync();
        await visit.CheckAccessAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_sheet_of_sign_in_is_open_to_everyone_in_every_look(string language, bool dark, int width)
    {
        await using var visit = await host.VisitAsync(new Look(language, dark, width));
        await visit.OpenAsync("/kit/sheet");
        await visit.PictureAsync("sheet");
        await visit.CheckWidthAsync();
        await visit.CheckAccessAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_of_errors_is_open_to_everyone_in_every_look(string language, bool dark, int width)
    {
        await using var visit = await host.VisitAsync(new Look(language, dark, width), signedIn: true);
        var response = await visit.OpenAsync("/no/such/page?with=query");
        Assert.Equal(404, response.Status);
        await visit.PictureAsync("not-found");
        await visit.CheckWidthAsync();
        await visit.CheckAccessAsync();
    }
}
