using ClientPortal.Browser.Tests;
using ClientPortal.Testing;
using ClientPortal.Web.Components.Layout;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserHost))]

namespace ClientPortal.Browser.Tests;

/// <summary>The real host in Development on a real port, and one browser for all tests of the assembly.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private readonly Host _host = new();
    private readonly Portal _portal = new();
    private readonly Lock _starting = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>The portal's address, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _host.StartServer();
        // Cookies and passkeys belong to "localhost", not to a number.
        Address = $"http://localhost:{_host.ClientOptions.BaseAddress.Port}";
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>A window as a person has it. What it reports to the console is kept and fails <see cref="Visit.DisposeAsync"/>.</summary>
    internal async Task<Visit> VisitAsync(Look look, bool signedIn = false, bool script = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            Locale = look.Language == "ru" ? "ru-RU" : "en-GB",
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Width < 800 ? 740 : 900 },
            TimezoneId = "Europe/Moscow",
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            ExtraHTTPHeaders = signedIn ? [new(TestPerson.Header, "Anna Petrova")] : [],
        });
        await context.CountPagesAsync();
        return new Visit(context, await context.NewPageAsync(), look);
    }

    /// <summary>A window of the whole portal with the demonstration company in it, as a person has it who is not signed in yet.</summary>
    internal async Task<Visit> JourneyAsync(Look look)
    {
        Start();
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = $"http://localhost:{_portal.ClientOptions.BaseAddress.Port}",
            Locale = look.Language == "ru" ? "ru-RU" : "en-GB",
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Width < 800 ? 740 : 900 },
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.CountPagesAsync();
        return new Visit(context, await context.NewPageAsync(), look);
    }

    /// <summary>The services of the whole portal, to see what a journey left behind.</summary>
    internal IServiceProvider PortalServices
    {
        get
        {
            Start();
            return _portal.Services;
        }
    }

    // Test classes run side by side; the first one here starts the portal, and the others wait for it.
    private void Start()
    {
        lock (_starting) _portal.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _host.DisposeAsync();
        await _portal.DisposeAsync();
    }

    /// <summary>A host in Development over a database of its own.</summary>
    private class Portal : WebApplicationFactory<ClientPortal.Web.Hosting.PortalOptions>
    {
        // The factory asks for its settings in a constructor's time, so there is nothing to await on.
        private readonly HostDatabase _database = HostDatabase.CreateAsync().GetAwaiter().GetResult();

        public Portal() => UseKestrel(0);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _database.DisposeAsync();
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in _database.Settings) builder.UseSetting(key, value);
            // One machine plays everybody: the limit on attempts is tested where it is meant.
            builder.UseSetting("Portal:AttemptsPerMinute", "10000");
            builder.UseSetting("Mail:Folder", Path.Combine(Path.GetTempPath(), "portal-browser-mail"));
            builder.UseEnvironment("Development").ConfigureTestServices(QuickPasswords.Add).ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        }
    }

    /// <summary>The frame for itself: a person known by a header, and every place of the rail.</summary>
    private sealed class Host : Portal
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Portal:Demonstration", "false").ConfigureTestServices(services =>
            {
                // The whole rail, whether its pages are built yet or not.
                services.AddSingleton(new Places(Places.All.Select(place => place.Address).Concat(["/search", "/notices", "/profile", "/sign-in"])));
                TestPerson.Add(services);
            });
        }
    }
}

/// <summary>How a page is looked at.</summary>
/// <param name="Language"><c>en</c> or <c>ru</c>.</param>
/// <param name="Dark">Whether the device asks for dark.</param>
/// <param name="Width">Of the window, in CSS pixels.</param>
public sealed record Look(string Language = "en", bool Dark = false, int Width = 1280)
{
    public override string ToString() => $"{Language}-{(Dark ? "dark" : "light")}-{Width}";
}
