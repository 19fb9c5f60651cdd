using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>What people do to the forms of contracts that they should not, each answered clearly with everything typed still there.</summary>
public sealed class ContractFormTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Manager = "martin@northlight.example";

    private static int _numbers;

    [Theory]
    [InlineData("-1", "The amount cannot be negative.")]
    [InlineData("1e30", "This is not a number. Example: 1234.50.")]
    [InlineData("1,234", null)]
    [InlineData("1000000000000000000000000000000", null)]
    [InlineData("12.345", null)]
    public async Task A_price_that_is_none_is_refused_beside_its_field_and_stays_as_it_was_typed(string price, string? sentence)
    {
        using var martin = await host.SignInAsync(Manager);
        var form = await NewAsync(martin);

        var answer = await SendAsync(martin, form, ("Form.Stages[0].Price", price));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        var field = answer.Page.QuerySelector("[name='Form.Stages[0].Price']")!;
        Assert.Equal((price, "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        var said = answer.Page.QuerySelector("#f-Form-Stages-0--Price-wrong")!.TextContent.Trim();
        Assert.NotEmpty(said);
        if (sentence is not null) Assert.Equal(sentence, said);
        Assert.Equal(Value(form, "Form.Title"), Typed(answer, "Form.Title"));
    }

    [Theory]
    [InlineData("1 234,50", "1234.50")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("", "")]
    public async Task A_price_is_taken_as_people_write_it_and_a_draft_may_lack_one(string typed, string kept)
    {
        using var martin = await host.SignInAsync(Manager);

        var saved = await SendAsync(martin, await NewAsync(martin), ("Form.Stages[0].Price", typed));

        Assert.Equal(StatusCodes.Status302Found, saved.Status);
        var again = (await martin.GetAsync(saved.Location!)).Page.QuerySelector("[name='Form.Stages[0].Price']")!.GetAttribute("value") ?? "";
        Assert.Equal(kept, again.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1899-12-31")]
    [InlineData("9999-12-31")]
    public async Task A_day_nobody_can_mean_is_refused_naming_the_days_that_are_taken(string day)
    {
        using var martin = await host.SignInAsync(Manager);

        var answer = await SendAsync(martin, await NewAsync(martin), ("Form.StartsOn", day), ("Form.EndsOn", day), ("Form.Stages[0].From", day), ("Form.Stages[0].To", day));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        foreach (var field in new[] { "Form.StartsOn", "Form.EndsOn", "Form.Stages[0].From", "Form.Stages[0].To" }) Assert.Equal(day, Typed(answer, field));
        Assert.Contains("from 1 January 2000 to 31 December 2199", answer.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_another_contract_has_is_refused_with_the_whole_draft_still_there()
    {
        using var martin = await host.SignInAsync(Manager);
        var first = await NewAsync(martin);
        Assert.Equal(StatusCodes.Status302Found, (await martin.SendAsync(first, _ => null)).Status);

        var answer = await SendAsync(martin, await NewAsync(martin), ("Form.Number", Value(first, "Form.Number")), ("Form.Title", "Another shop"));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains("Another contract has this number.", answer.Text, StringComparison.Ordinal);
        Assert.Equal((Value(first, "Form.Number"), "Another shop"), (Typed(answer, "Form.Number"), Typed(answer, "Form.Title")));
    }

    [Fact]
    public async Task Who_has_not_joined_yet_is_marked_among_those_who_can_answer_for_a_contract()
    {
        using var nora = await host.SignInAsync("nora@northlight.example");
        using var martin = await host.SignInAsync(Manager);
        var client = Assert.Single(await host.ReadAsync<Guid>("SELECT id FROM portal.client WHERE name = 'Harbour Books'"));
        await DoneAsync(nora, "/administration/people/invite", "invite",
            ("Form.Name", "Olive Page"), ("Form.Email", "olive@harbourbooks.example"), ("Form.Role", "ClientViewer"), ("Form.Client", client.ToString()), ("Form.Language", "English"));

        var people = (await martin.GetAsync($"/contracts/new?client={client}")).Page.QuerySelectorAll("[name='Form.ResponsibleClient'] option").Select(option => option.TextContent.Trim()).ToList();

        Assert.Contains("Olive Page (invited, has not joined yet)", people);
        Assert.Contains("Claire Whitby", people);
    }

    [Fact]
    public async Task A_form_sent_twice_does_its_thing_once_and_answers_both_alike()
    {
        using var martin = await host.SignInAsync(Manager);
        var form = await NewAsync(martin);

        var (first, second) = (await martin.SendAsync(form, _ => null), await martin.SendAsync(form, _ => null));

        Assert.Equal((StatusCodes.Status302Found, first.Location), (second.Status, second.Location));
        Assert.Equal(1L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.contract WHERE number = '{Value(form, "Form.Number")}'")));
    }

    [Fact]
    public async Task Of_two_who_edit_one_draft_the_second_sees_both_texts_and_chooses()
    {
        using var one = await host.SignInAsync(Manager);
        using var other = await host.SignInAsync(Manager);
        var edit = (await one.SendAsync(await NewAsync(one), _ => null)).Location!.Split('?')[0];
        var (mine, theirs) = (await FormAsync(one, edit, "contract"), await FormAsync(other, edit, "contract"));
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(other, theirs, ("Form.Title", "Their title"), ("Form.NoticePriceDays", "45"))).Status);

        var answer = await SendAsync(one, mine, ("Form.Title", "My title"), ("Form.Clauses[0].Text", "My clause."));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        var both = answer.Page.QuerySelector(".theirs")!.TextContent;
        foreach (var text in new[] { "Their title", "My title", "My clause.", "45" }) Assert.Contains(text, both, StringComparison.Ordinal);
        Assert.Equal(("My title", "My clause."), (Typed(answer, "Form.Title"), answer.Page.QuerySelector("[name='Form.Clauses[0].Text']")!.TextContent.Trim()));
        // Sent again as it stands there, knowingly: mine holds now.
        var chosen = await one.SendAsync(Walker.FormsOf(edit, answer.Page).Single(form => form.Name == "contract"), _ => null);
        Assert.Equal(StatusCodes.Status302Found, chosen.Status);
        Assert.Equal("My title", Typed(await one.GetAsync(edit), "Form.Title"));
    }

    [Theory]
    [InlineData("claire@harbourbooks.example", "Harbour Books", "The document has changed since this page was opened.")]
    [InlineData("anna@vector.example", "Вектор", "Документ изменился с тех пор, как вы открыли страницу.")]
    public async Task What_changed_after_it_was_opened_is_not_signed_and_the_new_document_is_agreed_to_anew(string email, string client, string sentence)
    {
        using var martin = await host.SignInAsync(Manager);
        using var signatory = await host.SignInAsync(email);
        var contract = await OfferedAsync(martin, client, email);
        var sign = await FormAsync(signatory, $"{contract}/sign", "sign");
        await DoneAsync(martin, contract, "withdraw", ("Form.Reason", "A stage was missing."));
        await DoneAsync(martin, $"{contract}/edit", "contract", ("Form.Title", "Offered anew"));
        await DoneAsync(martin, $"{contract}/offer", "offer");

        var code = await host.CodeAsync(email);
        var answer = await signatory.PostAsync(sign.Address, [
            .. sign.Fields.Where(field => field.Name is not ("Form.Password" or "Form.Code")).Select(field => KeyValuePair.Create(field.Name, field.Value)),
            new("Form.Consents", "true"), new("Form.Password", "violet harbour 41"), new("Form.Code", code)]);

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Contains(sentence, answer.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(Value(sign, "Form.DocumentHash"), answer.Page.QuerySelector("[name='Form.DocumentHash']")!.GetAttribute("value"));
        Assert.False(answer.Page.QuerySelector("[name='Form.Consents']")!.HasAttribute("checked"));
        Assert.Equal(0L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.signature WHERE contract_id = '{contract.Split('/')[^1]}'")));
    }

    [Fact]
    public async Task Who_is_shut_out_in_the_middle_of_a_form_changes_nothing_and_is_led_to_the_door()
    {
        using var martin = await host.SignInAsync(Manager);
        using var nora = await host.SignInAsync("nora@northlight.example");
        using var tom = await host.SignInAsync("tom@harbourbooks.example");
        var profile = Walker.FormsOf("/profile", (await tom.GetAsync("/profile")).Page).First(form => form.Fields.Any(field => field.Name == "Form.Name"));
        var person = Assert.Single(await host.ReadAsync<Guid>("SELECT id FROM portal.person WHERE email = 'tom@harbourbooks.example'"));
        await DoneAsync(nora, $"/administration/people/{person}", "disable", ("Form.Reason", "Left the company."));

        var answer = await tom.SendAsync(profile, field => field.Name == "Form.Name" ? "Somebody else" : null);

        Assert.Equal(StatusCodes.Status401Unauthorized, answer.Status);
        Assert.Contains("your access was closed", answer.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector("main a[href='/sign-in']"));
        Assert.Equal("Tom", Assert.Single(await host.ReadAsync<string>($"SELECT split_part(name, ' ', 1) FROM portal.person WHERE id = '{person}'")));
        await DoneAsync(nora, $"/administration/people/{person}", "enable", ("Form.Reason", "Came back."));
    }

    [Theory]
    [InlineData("/record?client=x&contract=y&person=z&from=0001-01-01&to=9999-12-31&after=nonsense")]
    [InlineData("/record.csv?client=x&contract=y&person=z&from=0001-01-01&to=9999-12-31")]
    [InlineData("/record?from=yesterday&to=never&kind=%00")]
    [InlineData("/contracts?after=nonsense&state=nonsense")]
    public async Task An_address_with_nonsense_in_it_is_answered_all_the_same(string address)
    {
        using var astrid = await host.SignInAsync("astrid@northlight.example");
        Assert.Equal(StatusCodes.Status200OK, (await astrid.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Another_clients_record_is_not_found_and_what_leaves_as_a_table_is_noted()
    {
        var vector = (await host.IdsOfAsync("Вектор"))[0];
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        using var astrid = await host.SignInAsync("astrid@northlight.example");
        foreach (var address in new[] { $"/record?client={vector}", $"/record.csv?client={vector}", $"/record.xlsx?client={vector}", $"/record.json?client={vector}", $"/record.pdf?client={vector}", $"/clients/{vector}/looks" })
            Assert.Equal(StatusCodes.Status404NotFound, (await claire.GetAsync(address)).Status);

        var table = await astrid.GetAsync($"/record.csv?client={vector}");

        Assert.Equal(StatusCodes.Status200OK, table.Status);
        Assert.Contains("contract.offered", table.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour Books", table.Text, StringComparison.Ordinal);
        Assert.Equal(1L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.look WHERE client_id = '{vector}' AND kind = 'Exported' AND subject_kind = 'record'")));
    }

    [Fact]
    public async Task The_record_leaves_as_a_sealed_statement_as_a_workbook_and_for_programs_with_every_entry_its_table_has()
    {
        var vector = (await host.IdsOfAsync("Вектор"))[0];
        using var astrid = await host.SignInAsync("astrid@northlight.example");

        var statement = System.Text.Encoding.Latin1.GetString(await astrid.FileAsync($"/record.pdf?client={vector}"));
        var workbook = await astrid.FileAsync($"/record.xlsx?client={vector}");
        using var document = System.Text.Json.JsonDocument.Parse(await astrid.FileAsync($"/record.json?client={vector}"));

        Assert.StartsWith("%PDF", statement, StringComparison.Ordinal);
        Assert.Contains("/ETSI.CAdES.detached", statement, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        Assert.Equal(Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.entry WHERE client_id = '{vector}'")), document.RootElement.GetArrayLength());
        var proposed = document.RootElement.EnumerateArray().First(entry => entry.GetProperty("code").GetString() == "amendment.proposed");
        Assert.NotEmpty(proposed.GetProperty("why").GetString()!);
        Assert.NotEmpty(proposed.GetProperty("changes").EnumerateArray());
        Assert.Equal(vector.ToString(), proposed.GetProperty("clientId").GetString());
    }

    private async Task<string> OfferedAsync(Walker martin, string client, string signatory)
    {
        var form = await NewAsync(martin, client);
        var person = Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.person WHERE email = '{signatory}'"));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        var saved = await martin.SendAsync(form, field => field.Name switch
        {
            "Form.StartsOn" or "Form.Stages[0].From" => Iso(today),
            "Form.EndsOn" or "Form.Stages[0].To" => Iso(today.AddDays(90)),
            "Form.ResponsibleClient" => person.ToString(),
            "Form.Stages[0].Name" => "The window",
            "Form.Stages[0].Price" => "1200",
            _ when field.Name.EndsWith("].Text", StringComparison.Ordinal) => "What both sides have agreed on.",
            _ => null,
        });
        Assert.Equal(StatusCodes.Status302Found, saved.Status);
        var contract = saved.Location!.Split("/edit")[0];
        await DoneAsync(martin, $"{contract}/offer", "offer");
        return contract;
    }

    private async Task<Walker.Form> NewAsync(Walker martin, string client = "Harbour Books")
    {
        var owner = Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.client WHERE name = '{client}'"));
        var form = await FormAsync(martin, $"/contracts/new?client={owner}", "contract");
        var number = Interlocked.Increment(ref _numbers);
        return form with
        {
            Fields = [.. form.Fields.Select(field => field.Name switch
            {
                "Form.Number" => field with { Value = $"F-{number}" },
                "Form.Title" => field with { Value = "A new shop window" },
                _ => field,
            })],
        };
    }

    private static async Task<Walker.Form> FormAsync(Walker walker, string address, string name) =>
        Walker.FormsOf(address, (await walker.GetAsync(address)).Page).Single(form => form.Name == name);

    private static Task<Walker.Answer> SendAsync(Walker walker, Walker.Form form, params (string Name, string Value)[] typed) =>
        walker.SendAsync(form, field => Array.Find(typed, pair => pair.Name == field.Name).Value);

    private static async Task DoneAsync(Walker walker, string address, string name, params (string Name, string Value)[] typed) =>
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(walker, await FormAsync(walker, address, name), typed)).Status);

    private static string Value(Walker.Form form, string name) => form.Fields.First(field => field.Name == name).Value;

    private static string? Typed(Walker.Answer answer, string name) => answer.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
