using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>
/// Waiting for the page a click leads to. Asks the document itself whether it is whole: an enhanced page replaces its parts without a load event, and
/// the driver sometimes misses the event of a page that replaced another in the same moment.
/// </summary>
internal static class Arrival
{
    private static readonly PageWaitForURLOptions There = new() { WaitUntil = WaitUntilState.Commit };

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

    private static Task WholeAsync(IPage page) =>
        page.EvaluateAsync("() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true), { once: true }))");
}
