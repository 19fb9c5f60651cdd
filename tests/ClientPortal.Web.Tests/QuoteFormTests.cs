using System.Globalization;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>What people do to the forms of quotes that they should not, each answered in their language with everything typed still there.</summary>
public sealed class QuoteFormTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Harbour = "Harbour Books";
    private const string Vector = "Вектор";
    private const string Claire = "claire@harbourbooks.example";
    private const string Anna = "anna@vector.example";
    private const string Martin = "martin@northlight.example";
    private const string Vera = "vera@northlight.example";
    private const string Base = "Form.Sections[0].Lines[0].Price.Base";
    private const string Description = "Form.Sections[0].Lines[0].Description";

    [Theory]
    [InlineData(Claire, Harbour, "The quote was valid until ")]
    [InlineData(Anna, Vector, "Предложение действовало до ")]
    public async Task A_quote_whose_last_day_has_ended_is_not_accepted(string email, string client, string sentence)
    {
        using var signatory = await host.SignInAsync(email);
        var open = await FormAsync(signatory, $"/quotes/{await host.IssueAsync(client)}", "accept");
        var lapsed = await host.IssueAsync(client, TimeProvider.System.GetUtcNow().AddDays(-10), days: 5);
        var option = Options((await signatory.GetAsync($"/quotes/{lapsed}")).Page)[1];

        var answer = await AcceptAsync(signatory, open with { Address = $"/quotes/{lapsed}" }, email, [option]);

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains(sentence, Summary(answer), StringComparison.Ordinal);
        Assert.Equal([option], Ticked(answer));
        Assert.Equal(0, await AcceptancesAsync(lapsed));
    }

    [Theory]
    [InlineData(Claire, Harbour, "Another edition has taken this quote's place. Open that one.")]
    [InlineData(Anna, Vector, "Вместо этого предложения действует другая редакция. Откройте её.")]
    public async Task An_edition_that_was_replaced_while_it_was_read_is_not_accepted_and_leads_to_the_newer_one(string email, string client, string sentence)
    {
        using var signatory = await host.SignInAsync(email);
        var quote = await host.IssueAsync(client);
        var form = await FormAsync(signatory, $"/quotes/{quote}", "accept");
        var next = await host.IssueAgainAsync(quote);

        var answer = await AcceptAsync(signatory, form, email, Chosen(form));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains(sentence, Summary(answer), StringComparison.Ordinal);
        Assert.Equal(Chosen(form), Ticked(answer));
        Assert.NotNull(answer.Page.QuerySelector($"main .notice a[href='/quotes/{next}']"));
        Assert.Equal(0, await AcceptancesAsync(quote));
    }

    [Fact]
    public async Task An_acceptance_sent_twice_is_one_and_both_are_answered_alike()
    {
        using var claire = await host.SignInAsync(Claire);
        var quote = await host.IssueAsync(Harbour);
        var form = await FormAsync(claire, $"/quotes/{quote}", "accept");

        var (first, second) = (await AcceptAsync(claire, form, Claire, Chosen(form)), await AcceptAsync(claire, form, Claire, Chosen(form)));

        Assert.Equal(StatusCodes.Status302Found, first.Status);
        Assert.EndsWith($"/quotes/{quote}?done=accepted", first.Location, StringComparison.Ordinal);
        Assert.Equal((first.Status, first.Location), (second.Status, second.Location));
        Assert.Equal(1, await AcceptancesAsync(quote));
        Assert.Equal(1L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.contract WHERE source_quote_id = '{quote}'")));
    }

    [Fact]
    public async Task Who_only_reads_for_the_client_accepts_nothing_and_declines_nothing()
    {
        using var claire = await host.SignInAsync(Claire);
        using var tom = await host.SignInAsync("tom@harbourbooks.example");
        var quote = await host.IssueAsync(Harbour);
        var page = (await claire.GetAsync($"/quotes/{quote}")).Page;
        var token = (await tom.GetAsync($"/quotes/{quote}")).Page.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;

        foreach (var form in Walker.FormsOf($"/quotes/{quote}", page).Where(form => form.Name is "accept" or "decline"))
        {
            var his = form with { Fields = [.. form.Fields.Select(field => field.Name == "__RequestVerificationToken" ? field with { Value = token } : field)] };
            var answer = form.Name == "accept" ? await AcceptAsync(tom, his, Claire, Chosen(his)) : await SendAsync(tom, his, ("Form.Reason", "Too dear."));
            Assert.Equal(StatusCodes.Status404NotFound, answer.Status);
        }

        Assert.Equal(0, await AcceptancesAsync(quote));
        Assert.Equal("Viewed", Assert.Single(await host.ReadAsync<string>($"SELECT state FROM portal.quote WHERE id = '{quote}'")));
    }

    [Theory]
    [InlineData(Claire, Harbour, "The total you saw was {0}, it is {1} now. Read it again before you accept.", "en-GB")]
    [InlineData(Anna, Vector, "Вы видели сумму {0}, сейчас она {1}. Прочитайте ещё раз, прежде чем принять.", "ru-RU")]
    public async Task A_total_of_other_options_is_not_accepted_and_both_totals_are_named(string email, string client, string sentence, string culture)
    {
        using var signatory = await host.SignInAsync(email);
        var quote = await host.IssueAsync(client);
        var form = await FormAsync(signatory, $"/quotes/{quote}", "accept");
        var options = Options((await signatory.GetAsync($"/quotes/{quote}")).Page);

        var answer = await AcceptAsync(signatory, form, email, options);

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        var now = Typed(answer, "Form.Total")!;
        var (language, currency) = (CultureInfo.GetCultureInfo(culture), client == Vector ? "RUB" : "GBP");
        Assert.Contains(
            Bare(string.Format(language, sentence, Money(Value(form, "Form.Total")), Money(now))), Bare(Summary(answer)), StringComparison.Ordinal);
        Assert.Equal(options, Ticked(answer));
        Assert.Equal(0, await AcceptancesAsync(quote));
        // Read again and sent as it stands there now, it is accepted.
        Assert.Equal(StatusCodes.Status302Found, (await AcceptAsync(signatory, Walker.FormsOf(form.Address, answer.Page).Single(one => one.Name == "accept"), email, options)).Status);

        string Money(string amount) => $"{decimal.Parse(amount, CultureInfo.InvariantCulture).ToString("N2", language)} {currency}";
    }

    [Theory]
    [InlineData(Martin, Harbour, "-1", "The amount cannot be negative.")]
    [InlineData(Martin, Harbour, "", "Fill this in.")]
    [InlineData(Martin, Harbour, "1e30", "This is not a number. Example: 1234.50.")]
    [InlineData(Vera, Vector, "-1", "Сумма не может быть отрицательной.")]
    [InlineData(Vera, Vector, "", "Заполните это поле.")]
    [InlineData(Vera, Vector, "1e30", "Это не число. Пример: 1234,50.")]
    public async Task A_price_that_is_none_is_refused_beside_its_field_which_the_list_on_top_names(string email, string client, string price, string sentence)
    {
        using var manager = await host.SignInAsync(email);

        var answer = await SendAsync(manager, await LineAsync(manager, client), (Base, price));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        var field = answer.Page.QuerySelector($"[name='{Base}']")!;
        Assert.Equal((price, "true"), (field.GetAttribute("value") ?? "", field.GetAttribute("aria-invalid")));
        Assert.Equal(sentence, answer.Page.GetElementById($"{field.Id}-wrong")!.TextContent.Trim());
        Assert.Equal($"{answer.Page.QuerySelector($"label[for='{field.Id}']")!.TextContent.Trim()}: {sentence}", Summary(answer, field));
        Assert.Equal(("Reading room", "Shelves"), (Typed(answer, "Form.Title"), Typed(answer, Description)));
    }

    [Theory]
    [InlineData("1 234,50")]
    [InlineData("1,234.50")]
    [InlineData("1\u00a0234.5")]
    public async Task A_price_is_taken_as_people_write_it(string price)
    {
        using var martin = await host.SignInAsync(Martin);

        var saved = await SendAsync(martin, await LineAsync(martin, Harbour), (Base, price));

        Assert.Equal(StatusCodes.Status302Found, saved.Status);
        Assert.Equal("1234.5", Typed(await martin.GetAsync(saved.Location!), Base));
    }

    [Theory]
    [InlineData(Martin, Harbour, "At most 4000 characters; this has 10000.")]
    [InlineData(Vera, Vector, "Не больше 4000 знаков; сейчас 10000.")]
    public async Task A_description_longer_than_a_document_takes_is_refused_whole(string email, string client, string sentence)
    {
        using var manager = await host.SignInAsync(email);
        var text = new string('Ж', 10_000);

        var answer = await SendAsync(manager, await LineAsync(manager, client), (Description, text));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains(sentence, Summary(answer), StringComparison.Ordinal);
        Assert.Equal((text, "100"), (Typed(answer, Description), Typed(answer, Base)));
    }

    [Theory]
    [InlineData(Claire, Harbour, "Fill this in.")]
    [InlineData(Anna, Vector, "Заполните это поле.")]
    public async Task Declining_asks_why(string email, string client, string sentence)
    {
        using var signatory = await host.SignInAsync(email);
        var quote = await host.IssueAsync(client);
        var form = await FormAsync(signatory, $"/quotes/{quote}", "decline");

        var answer = await SendAsync(signatory, form, ("Form.Reason", "  "));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains(sentence, Summary(answer), StringComparison.Ordinal);
        Assert.True(answer.Page.QuerySelector("[name='Form.Reason']")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal("Viewed", Assert.Single(await host.ReadAsync<string>($"SELECT state FROM portal.quote WHERE id = '{quote}'")));
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(signatory, form, ("Form.Reason", "Later this year."))).Status);
    }

    [Fact]
    public async Task Declining_what_is_over_is_answered_with_what_has_happened()
    {
        using var claire = await host.SignInAsync(Claire);
        var quote = await host.IssueAsync(Harbour);
        var form = await FormAsync(claire, $"/quotes/{quote}", "decline");
        await host.IssueAgainAsync(quote);

        var answer = await SendAsync(claire, form, ("Form.Reason", "Later this year."));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains("Another edition has taken this quote's place.", Summary(answer), StringComparison.Ordinal);
        Assert.Equal("Later this year.", answer.Page.QuerySelector("[name='Form.Reason']")!.TextContent);
    }

    // A new quote with one free line in it, filled and not yet saved.
    private async Task<Walker.Form> LineAsync(Walker manager, string client)
    {
        var owner = Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.client WHERE name = '{client}'"));
        var form = await FormAsync(manager, $"/quotes/new?client={owner}", "quote");
        var answer = await manager.PostAsync(form.Address, [.. form.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("Do", "add-line-0")]);
        var line = Walker.FormsOf(form.Address, answer.Page).Single(one => one.Name == "quote");
        return line with
        {
            Fields =
            [
                .. line.Fields.Select(field => field.Name[(field.Name.LastIndexOf('.') + 1)..] switch
                {
                    "Title" when field.Name == "Form.Title" => field with { Value = "Reading room" },
                    "Description" => field with { Value = "Shelves" },
                    "Base" => field with { Value = "100" },
                    "MarginPercent" => field with { Value = "10" },
                    "TaxPercent" => field with { Value = "20" },
                    "Justification" => field with { Value = "In no list yet" },
                    _ => field,
                }),
            ],
        };
    }

    private async Task<Walker.Answer> AcceptAsync(Walker walker, Walker.Form form, string email, IEnumerable<string> chosen) => await walker.PostAsync(form.Address,
    [
        .. form.Fields.Where(field => field.Name is not ("Form.Chosen" or "Form.Consents" or "Form.Password" or "Form.Code")).Select(field => KeyValuePair.Create(field.Name, field.Value)),
        .. chosen.Select(option => KeyValuePair.Create("Form.Chosen", option)),
        new("Form.Consents", "true"), new("Form.Password", "violet harbour 41"), new("Form.Code", await host.CodeAsync(email)),
    ]);

    private async Task<long> AcceptancesAsync(Guid quote) => Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.quote_acceptance WHERE quote_id = '{quote}'"));

    private static async Task<Walker.Form> FormAsync(Walker walker, string address, string name) =>
        Walker.FormsOf(address, (await walker.GetAsync(address)).Page).Single(form => form.Name == name);

    private static Task<Walker.Answer> SendAsync(Walker walker, Walker.Form form, params (string Name, string Value)[] typed) =>
        walker.SendAsync(form, field => Array.Find(typed, pair => pair.Name == field.Name).Value);

    private static string[] Options(IParentNode page) => [.. page.QuerySelectorAll("[data-option]").Select(option => option.GetAttribute("value")!)];

    private static string[] Ticked(Walker.Answer answer) => [.. answer.Page.QuerySelectorAll("[data-option][checked]").Select(option => option.GetAttribute("value")!)];

    private static string[] Chosen(Walker.Form form) => [.. form.Fields.Where(field => field.Name == "Form.Chosen").Select(field => field.Value)];

    private static string Summary(Walker.Answer answer) => answer.Page.QuerySelector(".error-summary")!.TextContent;

    private static string Summary(Walker.Answer answer, IElement field) =>
        answer.Page.QuerySelectorAll(".error-summary a").Single(link => link.GetAttribute("href")!.EndsWith($"#{field.Id}", StringComparison.Ordinal)).TextContent.Trim();

    private static string Value(Walker.Form form, string name) => form.Fields.First(field => field.Name == name).Value;

    private static string? Typed(Walker.Answer answer, string name) => answer.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
