using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ClientPortal.Web.Tests;

/// <summary>Somebody walking through the portal without eyes: keeps cookies, reads pages, fills forms, follows no redirect by itself.</summary>
/// <param name="address">The portal's.</param>
/// <param name="through">What stands between the browser and the portal; null for nothing.</param>
/// <param name="from">Whose page sends what is sent, as browsers say it (Fetch Metadata).</param>
internal sealed class Walker(Uri address, Func<HttpMessageHandler, HttpMessageHandler>? through = null, string from = "same-origin") : IDisposable
{
    private readonly HttpClient _browser = new((through ?? (direct => direct))(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }))
    {
        BaseAddress = new Uri($"http://localhost:{address.Port}"),
        DefaultRequestHeaders = { { "Sec-Fetch-Site", from } },
    };

    /// <summary>A page that was answered.</summary>
    internal sealed record Answer(int Status, string? Location, string Text, IHtmlDocument Page);

    /// <summary>A form as it stands on a page: where it posts to and what it holds.</summary>
    internal sealed record Form(string Address, string? Name, IReadOnlyList<Field> Fields);

    /// <summary>A field of a form.</summary>
    /// <param name="Name">Its posted name.</param>
    /// <param name="Value">What it holds.</param>
    /// <param name="IsTyped">Whether a person types text into it.</param>
    internal sealed record Field(string Name, string Value, bool IsTyped);

    public async Task<Answer> GetAsync(string address) => await ReadAsync(await _browser.GetAsync(address));

    /// <summary>A file as it leaves the portal.</summary>
    public Task<byte[]> FileAsync(string address) => _browser.GetByteArrayAsync(address);

    public async Task<Answer> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await _browser.PostAsync(address, content));
    }

    /// <summary>Posts a form with a file in one of its fields.</summary>
    public async Task<Answer> SendFileAsync(Form form, string name, string fileName, byte[] bytes)
    {
        using var content = new MultipartFormDataContent();
        foreach (var field in form.Fields.Where(field => field.Name != name)) content.Add(new StringContent(field.Value), field.Name);
        content.Add(new ByteArrayContent(bytes), name, fileName);
        return await ReadAsync(await _browser.PostAsync(form.Address, content));
    }

    /// <summary>Posts a form with some fields filled in.</summary>
    public Task<Answer> SendAsync(Form form, Func<Field, string?> fill) =>
        PostAsync(form.Address, form.Fields.Select(field => KeyValuePair.Create(field.Name, fill(field) ?? field.Value)));

    /// <summary>The forms of a page.</summary>
    public static IReadOnlyList<Form> FormsOf(string address, IHtmlDocument page) =>
        [.. page.QuerySelectorAll("form[method=post]").Select(form => new Form(form.GetAttribute("action") ?? address, form.GetAttribute("data-form"), [.. FieldsOf(form)]))];

    public async Task SignInAsync(string email)
    {
        var desk = await GetAsync("/sign-in");
        var code = desk.Page.QuerySelectorAll(".demo li").Single(person => person.TextContent.Contains(email, StringComparison.Ordinal)).QuerySelector(".demo-code code")?.TextContent;
        var answer = await SendAsync(FormsOf("/sign-in", desk.Page).Single(form => form.Name == "password"), field => field.Name switch
        {
            "Form.Email" => email,
            "Form.Password" => "violet harbour 41",
            _ => null,
        });
        if (answer.Location?.Contains("/sign-in/code", StringComparison.Ordinal) != true) return;
        var half = await GetAsync(answer.Location);
        await SendAsync(FormsOf(answer.Location, half.Page).Single(form => form.Name == "code"), field => field.Name == "Form.Code" ? code : null);
    }

    /// <summary>Every page of this site that links lead to, from the home page on, each shape of address a few times.</summary>
    public async Task<List<(string Address, Answer Answer)>> CrawlAsync(int mostOfOneShape = 3)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/", "/profile", "/profile/security"]);
        var pages = new List<(string, Answer)>();
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next)) continue;
            var shape = System.Text.RegularExpressions.Regex.Replace(next.Split('?')[0], "[0-9a-f-]{36}", "*", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            if (shapes[shape] > mostOfOneShape) continue;
            var answer = await GetAsync(next);
            pages.Add((next, answer));
            foreach (var link in answer.Page.QuerySelectorAll("a[href]"))
            {
                var target = link.GetAttribute("href")!.Split('#')[0];
                if (target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal) && !target.StartsWith("/kit", StringComparison.Ordinal)) waiting.Enqueue(target);
            }
        }

        return pages;
    }

    public void Dispose() => _browser.Dispose();

    private static IEnumerable<Field> FieldsOf(IElement form)
    {
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case IHtmlTextAreaElement lines: yield return new Field(name, lines.Value, IsTyped: true); break;
                case IHtmlSelectElement select: yield return new Field(name, select.Value ?? "", IsTyped: false); break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } mark:
                    if (mark.IsChecked) yield return new Field(name, mark.Value, IsTyped: false);
                    break;
                case IHtmlInputElement input: yield return new Field(name, input.Value, input.Type is "text" or "email" or "search" or "password"); break;
                default: break;
            }
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var isText = response.Content.Headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true;
            var text = isText ? await response.Content.ReadAsStringAsync() : "";
            return new Answer((int)response.StatusCode, response.Headers.Location?.ToString(), text, await new HtmlParser().ParseDocumentAsync(text));
        }
    }
}
