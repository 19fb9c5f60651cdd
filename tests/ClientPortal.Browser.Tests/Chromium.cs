using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>
/// A Chromium to test with: one on this machine, else Playwright's own, else Debian's package when we may install it. Otherwise an error that
/// says what to do.
/// </summary>
internal static class Chromium
{
    // The shell without a window first: it takes half the time of the whole browser.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    private static readonly string[] Places =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    // No display, no sandbox inside containers, and nothing that talks to the outside by itself.
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        // Otherwise each window makes pages of the browser's own ready that nobody sees. The last list of features counts, so it names what Playwright turns off too.
        "--disable-features=PreloadTopChromeWebUI,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,ThirdPartyStoragePartitioning,Translate",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        if ((Find() ?? Own(playwright)) is { } there) return await OpenAsync(playwright, there);
        if (await DownloadAsync() && Own(playwright) is { } downloaded) return await OpenAsync(playwright, downloaded);
        if (await InstallAsync() && Find() is { } installed) return await OpenAsync(playwright, installed);
        throw new InvalidOperationException(
            "No Chromium was found, Playwright's could not be downloaded and none could be installed. Install chromium or Google Chrome, or set " +
            "CLIENTPORTAL_CHROMIUM to the path of one.");
    }

    private static Task<IBrowser> OpenAsync(IPlaywright playwright, string path) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Flags });

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLIENTPORTAL_CHROMIUM") is { Length: > 0 } named) return named;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(_ => Places.Concat(path), (name, place) => Path.Combine(place, name)).Concat(Places).FirstOrDefault(File.Exists);
    }

    private static string? Own(IPlaywright playwright) => File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null;

    private static Task<bool> DownloadAsync() => Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0);

    private static async Task<bool> InstallAsync()
    {
        if (!File.Exists("/etc/debian_version") || !string.Equals(Environment.UserName, "root", StringComparison.Ordinal)) return false;
        if (!await RunAsync("apt-get", "update")) return false;
        return await RunAsync("apt-get", "install -y --no-install-recommends chromium-headless-shell")
            || await RunAsync("apt-get", "install -y --no-install-recommends chromium");
    }

    private static async Task<bool> RunAsync(string command, string arguments)
    {
        using var process = Process.Start(command, arguments);
        await process.WaitForExitAsync();
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{command} {arguments}: {process.ExitCode}"));
        return process.ExitCode == 0;
    }
}
