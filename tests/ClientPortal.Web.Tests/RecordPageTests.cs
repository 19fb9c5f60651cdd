using System.Text.Json;
using AngleSharp.Dom;
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
    public async Task Every_moment_of_being_told_leaves_in_UTC_in_words_and_for_programs()
    {
        using var anna = await host.SignInAsync("anna@vector.example");

        var table = await anna.GetAsync("/record.csv?kind=contract.offered");
        using var entries = JsonDocument.Parse(await anna.FileAsync("/record.json?kind=contract.offered"));
        var told = entries.RootElement[0].GetProperty("told").EnumerateArray().Single(one => one.GetProperty("who").GetString() == "Анна Петрова");
        var mail = told.GetProperty("mail").EnumerateArray().Single();

        Assert.Equal(StatusCodes.Status200OK, table.Status);
        Assert.Matches("Анна Петрова: [^\n]*[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", table.Text);
        Assert.Equal("Sent", mail.GetProperty("state").GetString());
        DateTimeOffset[] moments = [told.GetProperty("toldAt").GetDateTimeOffset(), mail.GetProperty("queuedAt").GetDateTimeOffset(), mail.GetProperty("sentAt").GetDateTimeOffset()];
        Assert.Equal(moments.Order(), moments);
        Assert.All(moments, at => Assert.Equal(TimeSpan.Zero, at.Offset));
    }

    [Fact]
    public async Task What_logs_note_of_one_another_is_left_out_with_a_word_and_a_way_to_it_and_leaves_with_everything_else()
    {
        using var astrid = await host.SignInAsync("astrid@northlight.example");

        var page = (await astrid.GetAsync("/record")).Page;
        var way = page.QuerySelector(".record-verified a[href='/record?kind=log.anchored']");

        Assert.DoesNotContain("checkpoints of clients’ logs were taken up", Entries(page), StringComparison.Ordinal);
        Assert.Equal("Show them", way?.TextContent);
        Assert.Contains("checkpoints of clients’ logs were taken up", Entries((await astrid.GetAsync("/record?kind=log.anchored")).Page), StringComparison.Ordinal);
        Assert.Contains(",log.anchored,", (await astrid.GetAsync("/record.csv")).Text, StringComparison.Ordinal);
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        Assert.Null((await claire.GetAsync("/record")).Page.QuerySelector("a[href='/record?kind=log.anchored']"));

        static string Entries(IParentNode page) => string.Concat(page.QuerySelectorAll(".record-day").Select(day => day.TextContent));
    }

    [Fact]
    public async Task Kinds_of_entries_are_chosen_from_groups()
    {
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        var kinds = (await claire.GetAsync("/record")).Page.QuerySelector("#kind")!;
        Assert.All(kinds.QuerySelectorAll("option").Skip(1), kind => Assert.Equal("OPTGROUP", kind.ParentElement!.TagName));
    }
}
