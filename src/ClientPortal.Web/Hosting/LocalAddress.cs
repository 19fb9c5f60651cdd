using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace ClientPortal.Web.Hosting;

/// <summary>Addresses to go back to come from the browser, so they may lead nowhere but here.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path on this site, else the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    /// <summary>The address the browser shows: that of the page, or the one that was asked for where a page of errors stands in its place.</summary>
    public static string Asked(NavigationManager navigation, HttpContext? context) =>
        context?.Features.Get<IStatusCodeReExecuteFeature>() is { } failed ? failed.OriginalPath + failed.OriginalQueryString
        : context?.Features.Get<IExceptionHandlerPathFeature>() is { } broken ? broken.Path
        : new Uri(navigation.Uri).PathAndQuery;

    private static bool IsLocal(string? address) =>
        address is ['/'] || (address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl));
}
