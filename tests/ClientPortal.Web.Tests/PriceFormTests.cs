using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>What people type into the forms of price lists that no price is made of, each answered beside its field with everything typed still there.</summary>
public sealed class PriceFormTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Finance = "felix@northlight.example";

    private static int _names;

    [Theory]
    [InlineData("-1", "The amount cannot be negative.")]
    [InlineData("", null)]
    [InlineData("1e30", "This is not a number. Example: 1234.50.")]
    [InlineData("1000000000000000000000000000000", null)]
    [InlineData("1,234", null)]
    [InlineData("12.345", null)]
    public async Task A_cost_that_is_none_is_refused_beside_its_field_and_stays_as_it_was_typed(string cost, string? sentence)
    {
        using var felix = await host.SignInAsync(Finance);
        var form = await PriceAsync(felix, await ListAsync(felix));

        var answer = await SendAsync(felix, form, ("Form.Price.Base", cost));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Equal((cost, "true"), (Typed(answer, "Form.Price.Base") ?? "", answer.Page.QuerySelector("[name='Form.Price.Base']")!.GetAttribute("aria-invalid")));
        var said = answer.Page.QuerySelector("#f-Form-Price-Base-wrong")!.TextContent.Trim();
        Assert.NotEmpty(said);
        if (sentence is not null) Assert.Equal(sentence, said);
        Assert.Equal((Value(form, "Form.NameEnglish"), "25", "20"), (Typed(answer, "Form.NameEnglish"), Typed(answer, "Form.Price.MarginPercent"), Typed(answer, "Form.Price.TaxPercent")));
    }

    [Theory]
    [InlineData("1 234,50")]
    [InlineData("1,234.50")]
    public async Task A_cost_is_taken_as_people_write_it(string typed)
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);

        var saved = await SendAsync(felix, await PriceAsync(felix, list), ("Form.Price.Base", typed));

        Assert.Equal(StatusCodes.Status302Found, saved.Status);
        Assert.Equal(1234.50m, Assert.Single(await host.ReadAsync<decimal>($"SELECT price_base FROM portal.price_item WHERE price_list_id = '{IdOf(list)}'")));
    }

    [Fact]
    public async Task A_code_another_price_has_is_refused_with_the_whole_form_still_there()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(felix, await PriceAsync(felix, list), ("Form.Code", "DAY-1"))).Status);

        var answer = await SendAsync(felix, await PriceAsync(felix, list), ("Form.Code", "day-1"), ("Form.Basis", "A day rate"));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains("Another price in this list has this code.", answer.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("day-1", "A day rate", "100"), (Typed(answer, "Form.Code"), answer.Page.QuerySelector("[name='Form.Basis']")!.TextContent.Trim(), Typed(answer, "Form.Price.Base")));
    }

    [Theory]
    [InlineData("XYZ")]
    [InlineData("")]
    [InlineData("евро")]
    public async Task A_currency_the_portal_does_not_reckon_in_opens_no_list(string currency)
    {
        using var felix = await host.SignInAsync(Finance);

        var answer = await SendAsync(felix, await FormAsync(felix, "/pricing/new", "list"), ("Form.NameEnglish", "Kept as typed"), ("Form.Currency", currency), ("Form.IndexPercent", "3.6"));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Page.QuerySelector("#f-Form-Currency-wrong")!.TextContent.Trim());
        Assert.Equal(("Kept as typed", "3.6"), (Typed(answer, "Form.NameEnglish"), Typed(answer, "Form.IndexPercent")));
        Assert.Equal(0L, Assert.Single(await host.ReadAsync<long>("SELECT count(*) FROM portal.price_list WHERE name_english = 'Kept as typed'")));
    }

    [Fact]
    public async Task Of_two_who_edit_one_price_the_second_sees_both_and_chooses()
    {
        using var one = await host.SignInAsync(Finance);
        using var other = await host.SignInAsync(Finance);
        var list = await ListAsync(one);
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(one, await PriceAsync(one, list), ("Form.Code", "DAY"))).Status);
        var price = (await one.GetAsync(list)).Page.QuerySelector(".price-rest a")!.GetAttribute("href")!;
        var (mine, theirs) = (await FormAsync(one, price, "price"), await FormAsync(other, price, "price"));
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(other, theirs, ("Form.Price.Base", "555"), ("Form.Price.TaxPercent", "10"), ("Form.Unit", "Hour"))).Status);

        var answer = await SendAsync(one, mine, ("Form.NameEnglish", "My name for it"), ("Form.Price.Base", "777"));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        var both = answer.Page.QuerySelector(".theirs")!.TextContent;
        foreach (var text in new[] { "555", "777", "My name for it", "10", "20", "Hour", "Day" }) Assert.Contains(text, both, StringComparison.Ordinal);
        Assert.Equal(("My name for it", "777"), (Typed(answer, "Form.NameEnglish"), Typed(answer, "Form.Price.Base")));
        // Sent again as it stands there, knowingly: mine holds now.
        var chosen = await SendAsync(one, Walker.FormsOf(price, answer.Page).Single(form => form.Name == "price"));
        Assert.Equal(StatusCodes.Status302Found, chosen.Status);
        Assert.Equal("777", Typed(await one.GetAsync(price), "Form.Price.Base"));
    }

    [Fact]
    public async Task Of_two_who_edit_the_details_of_one_list_the_second_sees_both_and_chooses()
    {
        using var one = await host.SignInAsync(Finance);
        using var other = await host.SignInAsync(Finance);
        var details = $"{await ListAsync(one)}/details";
        var (mine, theirs) = (await FormAsync(one, details, "list"), await FormAsync(other, details, "list"));
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(other, theirs, ("Form.NameEnglish", "Their name"), ("Form.ReviewOn", "2030-01-01"))).Status);

        var answer = await SendAsync(one, mine, ("Form.NameEnglish", "My name"), ("Form.IndexPercent", "2"), ("Form.IndexReason", "Consumer prices"));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        var both = answer.Page.QuerySelector(".theirs")!.TextContent;
        foreach (var text in new[] { "Their name", "My name", "2030-01-01", "Consumer prices" }) Assert.Contains(text, both, StringComparison.Ordinal);
        Assert.Equal(("My name", "2"), (Typed(answer, "Form.NameEnglish"), Typed(answer, "Form.IndexPercent")));
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(one, Walker.FormsOf(details, answer.Page).Single(form => form.Name == "list"))).Status);
    }

    [Fact]
    public async Task A_price_sent_twice_stands_there_once()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        var form = await PriceAsync(felix, list);

        var (first, second) = (await SendAsync(felix, form), await SendAsync(felix, form));

        Assert.Equal((StatusCodes.Status302Found, first.Location), (second.Status, second.Location));
        Assert.Equal(1L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.price_item WHERE price_list_id = '{IdOf(list)}'")));
    }

    [Theory]
    [InlineData("martin@northlight.example")]
    [InlineData("claire@harbourbooks.example")]
    [InlineData("astrid@northlight.example")]
    [InlineData("nora@northlight.example")]
    public async Task Nobody_but_finance_finds_a_draft_or_changes_it_by_hand(string email)
    {
        using var felix = await host.SignInAsync(Finance);
        using var person = await host.SignInAsync(email);
        var list = await ListAsync(felix);
        var form = await PriceAsync(felix, list);
        var token = (await person.GetAsync("/profile")).Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        foreach (var address in new[] { "/pricing", "/pricing/new", list, $"{list}/details", $"{list}/items/new", $"{list}/import", $"{list}/import/columns", $"{list}/import/dry-run", $"{list}/publish", list.Replace("/pricing/", "/prices/", StringComparison.Ordinal) })
            Assert.Equal((address, StatusCodes.Status404NotFound), (address, (await person.GetAsync(address)).Status));
        var sent = await SendAsync(person, form, ("__RequestVerificationToken", token));

        Assert.Contains(sent.Status, new[] { StatusCodes.Status404NotFound, StatusCodes.Status400BadRequest });
        Assert.Equal(0L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.price_item WHERE price_list_id = '{IdOf(list)}'")));
    }

    private static async Task<string> ListAsync(Walker felix)
    {
        var opened = await SendAsync(felix, await FormAsync(felix, "/pricing/new", "list"),
            ("Form.NameEnglish", $"Typed {Interlocked.Increment(ref _names)}"), ("Form.Currency", "EUR"), ("Form.Zone", "Europe/London"));
        Assert.Equal(StatusCodes.Status302Found, opened.Status);
        return opened.Location!.Split('?')[0];
    }

    /// <summary>The form of a new price, filled in rightly.</summary>
    private static async Task<Walker.Form> PriceAsync(Walker felix, string list)
    {
        var form = await FormAsync(felix, $"{list}/items/new", "price");
        var name = $"A day {Interlocked.Increment(ref _names)}";
        return form with
        {
            Fields = [.. form.Fields.Select(field => field.Name switch
            {
                "Form.NameEnglish" => field with { Value = name },
                "Form.Unit" => field with { Value = "Day" },
                "Form.Price.Base" => field with { Value = "100" },
                "Form.Price.MarginPercent" => field with { Value = "25" },
                "Form.Price.TaxPercent" => field with { Value = "20" },
                _ => field,
            })],
        };
    }

    private static async Task<Walker.Form> FormAsync(Walker walker, string address, string name) =>
        Walker.FormsOf(address, (await walker.GetAsync(address)).Page).Single(form => form.Name == name);

    private static Task<Walker.Answer> SendAsync(Walker walker, Walker.Form form, params (string Name, string Value)[] typed) =>
        walker.SendAsync(form, field => Array.Find(typed, pair => pair.Name == field.Name).Value);

    private static string IdOf(string list) => list.Split('/')[^1];

    private static string Value(Walker.Form form, string name) => form.Fields.First(field => field.Name == name).Value;

    private static string? Typed(Walker.Answer answer, string name) => answer.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");
}
