using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using ClientPortal.Browser.Tests;
using ClientPortal.Web.Components.Layout;

[assembly: AssemblyFixture(typeof(BrowserHost))]

namespace ClientPortal.Browser.Tests;

/// <summary>The real host in Development on a real port, and one browser for all tests of the assembly.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private readonly Host _host = new();
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
        return new Visit(context, await context.NewPageAsync(), look);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _host.DisposeAsync();
    }

    private sealed class Host : WebApplicationFactory<ClientPortal.Web.Hosting.PortalOptions>
    {
        public Host() => UseKestrel(0);

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Development").ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .ConfigureTestServices(services =>
        {
            // The whole rail, whether its pages are built yet or not.
            services.AddSingleton(new Places(Places.All.Select(place => place.Address).Concat(["/search", "/notices", "/profile", "/sign-in"])));
            TestPerson.Add(services);
        });
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
