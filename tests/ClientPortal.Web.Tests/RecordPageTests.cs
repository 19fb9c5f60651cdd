using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>The filters of the record and what it says of moments far from the page.</summary>
public sealed class RecordPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_last_day_before_the_first_is_said_beside_its_field_and_both_stay()
    {
        using var claire = await host.SignInAsync("claire@harbourbooks.example");

        var page = (await claire.GetAsync("/record?from=2026-03-02&to=2026-03-01")).Page;

        Assert.Equal("This day is before the first one, 2 March 2026. Choose a later day.", page.QuerySelector("#to-wrong")!.TextContent.Trim());
        Assert.Equal(("2026-03-02", "2026-03-01", "to-wrong"), (
            page.QuerySelector("#from")!.GetAttribute("value"), page.QuerySelector("#to")!.GetAttribute("value"), page.QuerySelector("#to")!.GetAttribute("aria-describedby")));
        Assert.True(page.QuerySelector(".record-fold")!.HasAttribute("open"));
        Assert.Null(page.QuerySelector(".empty"));
        Assert.Null((await claire.GetAsync("/record?from=2026-03-01&to=2026-03-02")).Page.QuerySelector("#to-wrong"));
    }

    [Fact]
    public async Task Every_moment_of_being_told_leaves_with_how_far_it_is_from_UTC()
    {
        using var anna = await host.SignInAsync("anna@vector.example");

        var table = await anna.GetAsync("/record.csv?kind=contract.offered");

        Assert.Equal(StatusCodes.Status200OK, table.Status);
        Assert.Matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\+03:00", table.Text);
    }

    [Fact]
    public async Task Kinds_of_entries_are_chosen_from_groups()
    {
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        var kinds = (await claire.GetAsync("/record")).Page.QuerySelector("#kind")!;
        Assert.All(kinds.QuerySelectorAll("option").Skip(1), kind => Assert.Equal("OPTGROUP", kind.ParentElement!.TagName));
    }
}
