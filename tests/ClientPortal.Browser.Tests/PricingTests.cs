using System.Globalization;
using System.Text;
using ClientPortal.Domain.Shared;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>Prices from their first line to a client who reads them, and a file that is looked at before it is taken.</summary>
public sealed class PricingTests(BrowserHost host)
{
    private static readonly Words English = new(
        "claire@harbourbooks.example", "GBP", "Rates of the workshop", "A day of development", "A sprint", "per sprint", "Support", "First rates.", "Licences became dearer.",
        "420,50", "12", "35", "4 800", "19", "180",
        "Code;Service;Unit;Price\nDEV;A day of development;day;595,00\nMIG;Migration of content;day;440,00\nAUD;Audit;day;on request\nSEO;Search words;day;-90\nMIG;Migration again;day;400\n");

    private static readonly Words Russian = new(
        "anna@vector.example", "RUB", "Ставки мастерской", "День разработки", "Спринт", "за спринт", "Поддержка", "Первые ставки.", "Подорожали лицензии.",
        "42 000,50", "1 200", "3500", "480 000", "1 900", "18000",
        "Код;Услуга;Ед. изм.;Цена\nDEV;День разработки;день;79 000,00\nMIG;Перенос материалов;день;64 000,00\nAUD;Аудит;день;по запросу\nSEO;Поисковые слова;день;-900\nMIG;Перенос ещё раз;день;60000\n");

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ru", 360)]
    public async Task Prices_are_made_up_published_changed_published_again_imported_and_read_by_a_client(string language, int width)
    {
        var look = new Look(language, Width: width);
        var words = language == "ru" ? Russian : English;
        string list;
        await using (var felix = await host.JourneyAsync(look))
        {
            await felix.SignInAsync("felix@northlight.example");
            if (language == "ru") await felix.SpeakAsync("ru");
            list = await OpenAsync(felix, words);
            await PublishAsync(felix, list, 1, words.First);
            await ChangeAsync(felix, list, words);
            await PublishAsync(felix, list, 2, words.Second);
            await felix.Page.ClickAsync(".price-lines summary >> nth=0");
            await felix.CheckAsync();
            await felix.PictureAsync("price-list");
            await ImportAsync(felix, list, words);
            if (language == "ru") await felix.SpeakAsync("en");
        }

        await using var client = await host.JourneyAsync(look);
        await client.SignInAsync(words.Client);
        await client.OpenAsync("/prices");
        await client.CheckAsync();
        await client.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = words.List, Exact = true }).ClickAsync();
        await client.Page.ArriveAsync("**/prices/*");
        Assert.Contains(words.Second, await client.Page.InnerTextAsync(".why"), StringComparison.Ordinal);
        Assert.Equal(3, await client.Page.Locator(".price-lines details").CountAsync());
        await client.CheckAsync();
        Assert.Equal(404, (await client.OpenAsync(list)).Status);
    }

    private static async Task<string> OpenAsync(Visit visit, Words words)
    {
        var page = visit.Page;
        await visit.OpenAsync("/pricing");
        await visit.CheckAsync();
        await visit.OpenAsync("/pricing/new");
        await visit.CheckAsync();
        await page.FillAsync("[name='Form.NameEnglish']", words.List);
        await page.SelectOptionAsync("[name='Form.Currency']", words.Currency);
        await page.FillAsync("[name='Form.EffectiveFrom']", Iso(ZoneDays.DayOf("Europe/London", TimeProvider.System.GetUtcNow())));
        await page.ClickAsync("[data-form='list'] > button");
        await page.ArriveAsync("**?done=opened");
        var list = new Uri(page.Url).AbsolutePath;

        await BeginAsync(visit, list, words.Day, "Day");
        await page.FillAsync("[name='Form.Code']", "DEV");
        await CostsAsync(page, words.Work, words.Materials);
        await page.FillAsync("[name='Form.Price.Subcontractors']", words.Others);
        await SaveAsync(page);

        await BeginAsync(visit, list, words.Sprint, "Custom");
        await page.FillAsync("[name='Form.UnitText']", words.PerSprint);
        await page.CheckAsync("[name='How'][value='bare']");
        await page.FillAsync("[name='Form.Price.Bare']", "1e30");
        await page.CheckAsync("[name='Form.Price.BareIsGross']");
        await TemplateAsync(page, "Form.Price.Template.");
        await page.ClickAsync("[data-form='price'] > button");
        await page.WaitForSelectorAsync("#f-Form-Price-Bare-wrong");
        await visit.CheckAsync();
        await page.FillAsync("[name='Form.Price.Bare']", words.Bare);
        await SaveAsync(page);

        await BeginAsync(visit, list, words.Support, "Month");
        await page.CheckAsync("[name='How'][value='later']");
        await SaveAsync(page);
        await visit.CheckAsync();
        await page.ClickAsync(".unpriced a");
        await page.ArriveAsync("**/items/*");
        await page.CheckAsync("[name='How'][value='costs']");
        await CostsAsync(page, words.Care, "");
        await SaveAsync(page);
        return list;
    }

    private static async Task ChangeAsync(Visit visit, string list, Words words)
    {
        await visit.OpenAsync(list);
        await visit.Page.ClickAsync(".price-lines summary >> nth=0");
        await visit.Page.ClickAsync(".price-lines details[open] .price-rest a");
        await visit.Page.ArriveAsync("**/items/*");
        await visit.CheckAsync();
        await visit.Page.FillAsync("[name='Form.Price.Materials']", words.Dearer);
        await SaveAsync(visit.Page);
    }

    private static async Task PublishAsync(Visit visit, string list, int number, string reason)
    {
        await visit.OpenAsync($"{list}/publish");
        await visit.CheckAsync();
        await visit.Page.FillAsync("[name='Form.Reason']", reason);
        await visit.Page.ClickAsync("[data-form='publish'] > button");
        await visit.Page.ArriveAsync($"**/prices/*?version={number}");
    }

    private static async Task ImportAsync(Visit visit, string list, Words words)
    {
        var page = visit.Page;
        await visit.OpenAsync($"{list}/import");
        await visit.CheckAsync();
        await page.SetInputFilesAsync("[name='Form.File']", new FilePayload { Name = "rates.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(words.Table) });
        await page.ClickAsync("[data-form='upload'] > button");
        await page.ArriveAsync("**/import/columns");
        await visit.CheckAsync();
        Assert.Equal("Price", await page.InputValueAsync("[name='Form.Columns[3]']"));
        await TemplateAsync(page, "Form.Template.");
        await page.ClickAsync("[data-form='columns'] > button:not(.unseen)");
        await page.ArriveAsync("**/import/dry-run");
        await visit.CheckAsync();
        await visit.PictureAsync("import-dry-run");
        Assert.Equal(3, await page.Locator(".stands-there").CountAsync());
        await page.ClickAsync("[data-form='take'] > button");
        await page.WaitForSelectorAsync(".error-summary");
        await page.CheckAsync("[name='Form.LeaveBadRows']");
        await page.ClickAsync("[data-form='take'] > button");
        await page.ArriveAsync("**?done=imported*");
        Assert.Equal(4, await page.Locator(".price-lines .composition").CountAsync());
        await visit.CheckAsync();
    }

    private static async Task BeginAsync(Visit visit, string list, string name, string unit)
    {
        await visit.OpenAsync($"{list}/items/new");
        await visit.Page.FillAsync("[name='Form.NameEnglish']", name);
        await visit.Page.SelectOptionAsync("[name='Form.Unit']", unit);
    }

    private static async Task CostsAsync(IPage page, string work, string materials)
    {
        await page.FillAsync("[name='Form.Price.Base']", work);
        await page.FillAsync("[name='Form.Price.Materials']", materials);
        await page.FillAsync("[name='Form.Price.MarginPercent']", "22,5");
        await page.FillAsync("[name='Form.Price.TaxPercent']", "20");
    }

    private static async Task TemplateAsync(IPage page, string prefix)
    {
        await page.FillAsync($"[name='{prefix}BaseShare']", "80");
        await page.FillAsync($"[name='{prefix}OtherShare']", "20");
        await page.FillAsync($"[name='{prefix}MarginPercent']", "25");
        await page.FillAsync($"[name='{prefix}TaxPercent']", "20");
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.ClickAsync("[data-form='price'] > button");
        await page.ArriveAsync("**?done=saved");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Words(
        string Client, string Currency, string List, string Day, string Sprint, string PerSprint, string Support, string First, string Second, string Work, string Materials,
        string Others, string Bare, string Dearer, string Care, string Table);
}
