using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>Files people bring as price lists: each that is none is told so in its own words, and what was chosen before stays chosen.</summary>
public sealed class PriceImportTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Finance = "felix@northlight.example";
    private const string Table = "Code;Name;Unit;Price\nA-1;Analysis;day;1 200,50\nA-2;Design;day;980,00\nA-3;Advice;day;on request\n";

    private static int _lists;

    public static TheoryData<string, string> Refused => new()
    {
        { "50 MB", "The file is larger than 5 MB. Choose a smaller one." },
        { "not text", "The file's letters cannot be read from byte 2 on. Save it as CSV in UTF-8." },
        { "workbook", "This is a workbook, a document or a picture. Save the table as CSV and choose that file." },
        { "empty", "The file is empty. Choose another one." },
        { "blank", "The file is empty. Choose another one." },
        { "open quote", "A quotation mark in line 2 is not closed or stands where none may." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_no_price_list_is_told_so_in_its_own_words_and_the_one_before_is_still_there(string kind, string sentence)
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        await ChosenAsync(felix, list);

        var answer = await felix.SendFileAsync(await FormAsync(felix, $"{list}/import", "upload"), "Form.File", "prices.csv", Bytes(kind));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.Equal(sentence, answer.Page.QuerySelector("#f-Form-File-wrong")!.TextContent.Trim());
        Assert.Equal("true", answer.Page.QuerySelector("[name='Form.File']")!.GetAttribute("aria-invalid"));
        Assert.Contains("first.csv", answer.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Form.Columns[1]=Name", Chosen(await felix.GetAsync($"{list}/import/columns"), "Form.Columns[1]"));
        Assert.Equal("3", Typed(await felix.GetAsync($"{list}/import/columns"), "Form.SkippedLines"));
    }

    [Fact]
    public async Task No_file_at_all_is_asked_for()
    {
        using var felix = await host.SignInAsync(Finance);
        var form = await FormAsync(felix, $"{await ListAsync(felix)}/import", "upload");

        var answer = await felix.SendAsync(form, _ => null);

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Page.QuerySelector("#f-Form-File-wrong")!.TextContent.Trim());
    }

    [Fact]
    public async Task Letters_of_a_russian_spreadsheet_are_read_without_asking()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Код;Название;Ед. изм.;Цена\nА-1;Анализ;день;24 000,00\n");

        var sent = await felix.SendFileAsync(await FormAsync(felix, $"{list}/import", "upload"), "Form.File", "прайс.csv", bytes);

        var columns = await felix.GetAsync(sent.Location!);
        Assert.Contains("Анализ", columns.Text, StringComparison.Ordinal);
        Assert.Equal("Form.Columns[3]=Price", Chosen(columns, "Form.Columns[3]"));
    }

    [Fact]
    public async Task Columns_that_do_not_make_a_price_are_refused_with_every_choice_still_there()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        await KeptAsync(felix, list);
        var form = await FormAsync(felix, $"{list}/import/columns", "columns");

        var answer = await SendAsync(felix, form, ("Form.Columns[3]", ""), ("Form.SkippedLines", "3, x"), ("Form.Template.MarginPercent", "-5"), ("Form.UnitText", "per sprint"));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Page.QuerySelector(".error-summary")!.TextContent.Trim());
        Assert.Equal(("3, x", "-5", "per sprint"), (Typed(answer, "Form.SkippedLines"), Typed(answer, "Form.Template.MarginPercent"), Typed(answer, "Form.UnitText")));
        Assert.Equal(("Form.Columns[3]=", "Form.Columns[1]=Name"), (Chosen(answer, "Form.Columns[3]"), Chosen(answer, "Form.Columns[1]")));
    }

    [Fact]
    public async Task Bad_rows_stop_the_taking_over_until_they_are_left_out_knowingly()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        await ChosenAsync(felix, list, skipped: "");
        var run = await felix.GetAsync($"{list}/import/dry-run");
        Assert.Contains("on request", run.Page.QuerySelector(".stands-there")!.TextContent, StringComparison.Ordinal);
        var form = Walker.FormsOf($"{list}/import/dry-run", run.Page).Single(form => form.Name == "take");

        var refused = await felix.SendAsync(form, _ => null);
        Assert.Equal(StatusCodes.Status422UnprocessableEntity, refused.Status);
        Assert.Equal(0, await PricesAsync(list));

        var taken = await felix.PostAsync(form.Address, [.. form.Fields.Where(field => field.Name != "Form.LeaveBadRows").Select(field => KeyValuePair.Create(field.Name, field.Value)), new("Form.LeaveBadRows", "true")]);
        Assert.Equal(StatusCodes.Status302Found, taken.Status);
        Assert.Equal(2, await PricesAsync(list));
    }

    [Fact]
    public async Task Each_form_of_the_import_sent_twice_does_its_thing_once_and_answers_both_alike()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        var upload = await FormAsync(felix, $"{list}/import", "upload");
        await AlikeAsync(() => felix.SendFileAsync(upload, "Form.File", "first.csv", Encoding.UTF8.GetBytes(Table)));
        Assert.Equal(1L, Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.price_upload WHERE price_list_id = '{IdOf(list)}'")));
        var columns = await FormAsync(felix, $"{list}/import/columns", "columns");
        await AlikeAsync(() => SendAsync(felix, columns, Choices("4")));
        var take = await FormAsync(felix, $"{list}/import/dry-run", "take");

        await AlikeAsync(() => felix.SendAsync(take, _ => null));

        Assert.Equal(2, await PricesAsync(list));
    }

    [Fact]
    public async Task A_dry_run_of_an_older_draft_is_not_taken_over()
    {
        using var felix = await host.SignInAsync(Finance);
        var list = await ListAsync(felix);
        await ChosenAsync(felix, list, skipped: "4");
        var take = await FormAsync(felix, $"{list}/import/dry-run", "take");
        await ListedAsync(felix, list);

        var answer = await felix.SendAsync(take, _ => null);

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Equal(1, await PricesAsync(list));
        Assert.NotNull(answer.Page.QuerySelector(".error-summary"));
    }

    private static byte[] Bytes(string kind) => kind switch
    {
        "50 MB" => new byte[50 * 1024 * 1024],
        "not text" => [(byte)'A', 0xC3, 0x28, 0x98, 0x81, (byte)'\n'],
        "workbook" => [.. "PK\u0003\u0004"u8, 20, 0, 6, 0, 8, 0, 0, 0],
        "empty" => [],
        "blank" => Encoding.UTF8.GetBytes(" ;;\n\n;;\n"),
        _ => Encoding.UTF8.GetBytes("Code;Name;Price\nA;\"Never closed;1\n"),
    };

    private static (string Name, string Value)[] Choices(string skipped) =>
        [("Form.SkippedLines", skipped), ("Form.Template.BaseShare", "100"), ("Form.Template.MarginPercent", "25"), ("Form.Template.TaxPercent", "20")];

    private static async Task<string> ListAsync(Walker felix)
    {
        var opened = await SendAsync(felix, await FormAsync(felix, "/pricing/new", "list"),
            ("Form.NameEnglish", $"Imported {Interlocked.Increment(ref _lists)}"), ("Form.Currency", "EUR"), ("Form.Zone", "Europe/London"));
        Assert.Equal(StatusCodes.Status302Found, opened.Status);
        return opened.Location!.Split('?')[0];
    }

    private static async Task ListedAsync(Walker felix, string list) => Assert.Equal(StatusCodes.Status302Found, (await SendAsync(felix, await FormAsync(felix, $"{list}/items/new", "price"),
        ("Form.NameEnglish", "Meanwhile"), ("Form.Unit", "Day"), ("Form.Price.Base", "10"), ("Form.Price.MarginPercent", "0"), ("Form.Price.TaxPercent", "0"))).Status);

    private static async Task KeptAsync(Walker felix, string list) => Assert.Equal(StatusCodes.Status302Found,
        (await felix.SendFileAsync(await FormAsync(felix, $"{list}/import", "upload"), "Form.File", "first.csv", Encoding.UTF8.GetBytes(Table))).Status);

    private static async Task ChosenAsync(Walker felix, string list, string skipped = "3")
    {
        await KeptAsync(felix, list);
        Assert.Equal(StatusCodes.Status302Found, (await SendAsync(felix, await FormAsync(felix, $"{list}/import/columns", "columns"), Choices(skipped))).Status);
    }

    private static async Task AlikeAsync(Func<Task<Walker.Answer>> send)
    {
        var (first, second) = (await send(), await send());
        Assert.Equal((StatusCodes.Status302Found, first.Location), (second.Status, second.Location));
    }

    private async Task<long> PricesAsync(string list) => Assert.Single(await host.ReadAsync<long>($"SELECT count(*) FROM portal.price_item WHERE price_list_id = '{IdOf(list)}'"));

    private static string IdOf(string list) => list.Split('/')[^1];

    private static async Task<Walker.Form> FormAsync(Walker walker, string address, string name) =>
        Walker.FormsOf(address, (await walker.GetAsync(address)).Page).Single(form => form.Name == name);

    // The form's first button stands for Enter and carries no name of its own in what is posted here.
    private static Task<Walker.Answer> SendAsync(Walker walker, Walker.Form form, params (string Name, string Value)[] typed) =>
        walker.PostAsync(form.Address, [.. form.Fields.Select(field => KeyValuePair.Create(field.Name, Array.Find(typed, pair => pair.Name == field.Name).Value ?? field.Value)), new("Do", "go")]);

    private static string? Typed(Walker.Answer answer, string name) => answer.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static string Chosen(Walker.Answer answer, string name) => $"{name}={answer.Page.QuerySelector($"[name='{name}'] option[selected]")?.GetAttribute("value")}";
}
