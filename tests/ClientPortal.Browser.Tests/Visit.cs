using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>One window of the browser. Closing it fails the test when the page reported an error: a broken script, or a refusal of the content policy.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>How high the picture of a page's beginning is at most, in CSS pixels.</summary>
    private const int Beginning = 1600;

    /// <summary>How high any picture is at most: a browser takes none of a list without end.</summary>
    private const int Highest = 8000;

    // What axe has seen already: kinds of pages, and parts by where they stand and what they are, each in the widths and colours it was seen in.
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly Look _look;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visit(IBrowserContext context, IPage page, Look look)
    {
        (_context, Page, _look) = (context, page, look);
        // Two cores may be busy with a second journey.
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // The browser itself reports the status of a page that is meant to be an error.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal)) _complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public async Task<IResponse> OpenAsync(string address)
    {
        var response = await Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.NotNull(response);
        return response;
    }

    /// <summary>Fails when the page is too wide or hard to use for who cannot see or point.</summary>
    public async Task CheckAsync()
    {
        await CheckWidthAsync();
        await CheckAccessAsync();
    }

    /// <summary>
    /// Fails on what axe calls serious or critical, with the rule, the place and a link that explains it. A page that holds nothing axe has not
    /// seen in these colours and this width is not looked at again.
    /// </summary>
    public async Task CheckAccessAsync()
    {
        var parts = (await PartsAsync()).Select(part => $"{_look.Dark} {_look.Width} {part}").ToList();
        if (parts.TrueForAll(Seen.ContainsKey)) return;
        // The page keeps it; what was found comes back as sentences, since its whole report weighs more than the page.
        if (await Page.EvaluateAsync<bool>("() => !window.axe")) await Page.EvaluateAsync(Axe);
        Assert.Empty(await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { reporter: "no-passes", iframes: false, preload: false })).violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .map(({ id, help, helpUrl, nodes }) => `${id}: ${help} ${nodes.slice(0, 3).map(node => node.html).join(" | ")} ${helpUrl}`)
            """));
        foreach (var part in parts) Seen.TryAdd(part, true);
    }

    /// <summary>Fails when the page is wider than its window.</summary>
    public async Task CheckWidthAsync()
    {
        var wide = await Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
              .filter(part => part.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(part => part.outerHTML.slice(0, 120))
            """);
        Assert.Empty(wide);
        Assert.Equal(_look.Width, await Page.EvaluateAsync<int>("() => Math.max(innerWidth, document.documentElement.scrollWidth)"));
    }

    /// <summary>
    /// Keeps a picture when the environment variable <c>CLIENTPORTAL_SCREENS</c> is set: of the whole page, in the folder it names; or, when it is 1, of
    /// the page's beginning, in place of the one in <c>docs/screens</c> if there is one.
    /// </summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CLIENTPORTAL_SCREENS") is not { Length: > 0 } wish) return;
        var kept = wish == "1";
        var path = Path.Combine(kept ? Path.Combine(Root(), "docs", "screens") : wish, $"{name}-{_look}.png");
        if (kept && !File.Exists(path)) return;
        // As high as the picture: what sticks to the window's edges stands at the picture's.
        var (width, height) = (Page.ViewportSize!.Width, Page.ViewportSize.Height);
        var whole = Math.Max(height, await Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        await Page.SetViewportSizeAsync(width, Math.Min(whole, kept ? Beginning : Highest));
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        await Page.SetViewportSizeAsync(width, height);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private Task<string[]> PartsAsync() => Page.EvaluateAsync<string[]>("""
        () => {
          const name = part => [part.localName, ...[...part.classList].sort(), ...[...part.attributes]
            .filter(({ name }) => !["class", "id", "value"].includes(name))
            .map(({ name, value }) => ["type", "role", "open", "aria-current", "aria-invalid"].includes(name) ? `${name}=${value}` : name).sort()].join(".");
          const places = new Map([[document.documentElement, ""]]);
          const place = part => places.get(part) ?? places.set(part, `${place(part.parentElement)}>${name(part)}`).get(part);
          return [...new Set([location.pathname.replace(/[0-9a-f-]{36}/g, "*"), ...[...document.body.querySelectorAll(":not(svg *)")].map(place)])];
        }
        """);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClientPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("ClientPortal.sln is not above the tests.");
    }
}
