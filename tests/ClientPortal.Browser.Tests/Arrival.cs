using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>
/// Waiting for the page a click leads to. The page itself is asked whether it is there: an enhanced page changes its address before its content has come
/// and has no load event, and the driver sometimes misses the event of a page that replaced another in the same moment.
/// </summary>
internal static class Arrival
{
    // Counts the pages that are on their way, from the asking to Blazor's word that they stand.
    private const string Counting = """
        (() => {
          const ask = window.fetch;
          window.pagesOnTheirWay = 0;
          window.fetch = (what, how) => {
            if (!new Headers(how?.headers).get("accept")?.includes("blazor-enhanced-nav")) return ask(what, how);
            window.pagesOnTheirWay++;
            return ask(what, how).catch(fault => { window.pagesOnTheirWay--; throw fault; });
          };
          document.addEventListener("DOMContentLoaded", () => window.Blazor?.addEventListener("enhancedload", () => { window.pagesOnTheirWay = 0; }));
        })();
        """;

    private static readonly PageWaitForURLOptions There = new() { WaitUntil = WaitUntilState.Commit };

    /// <summary>Prepares a window's pages to be waited for.</summary>
    public static Task CountPagesAsync(this IBrowserContext context) => context.AddInitScriptAsync(Counting);

    public static async Task ArriveAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, There);
        await WholeAsync(page);
    }

    public static async Task ArriveAsync(this IPage page, Regex address)
    {
        await page.WaitForURLAsync(address, There);
        await WholeAsync(page);
    }

    public static async Task ArriveAsync(this IPage page, Func<string, bool> address)
    {
        await page.WaitForURLAsync(address, There);
        await WholeAsync(page);
    }

    private static Task WholeAsync(IPage page) => page.EvaluateAsync("""
        () => new Promise(done => {
          const look = () => document.readyState === "complete" && !window.pagesOnTheirWay ? done() : requestAnimationFrame(look);
          look();
        })
        """);
}
