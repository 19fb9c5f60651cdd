using Microsoft.AspNetCore.Mvc;

namespace ClientPortal.Web.Hosting;

/// <summary>Light or dark where a person chose so; else the device says. Kept in a cookie, written into the page by the server.</summary>
internal static class Themes
{
    public const string Address = "/theme";
    public const string Device = "device";
    public const string Light = "light";
    public const string Dark = "dark";

    private const string Cookie = "portal-theme";

    /// <summary>The chosen theme, or null where the device decides.</summary>
    public static string? Of(HttpContext? context) => context?.Request.Cookies[Cookie] is Light or Dark ? context.Request.Cookies[Cookie] : null;

    public static void MapThemeSwitch(this WebApplication app) => app.MapPost(Address, Switch).AllowAnonymous();

    private static IResult Switch(HttpContext context, [FromForm] string theme, [FromForm(Name = "return")] string? back)
    {
        if (theme is not (Device or Light or Dark)) return Results.BadRequest();
        if (theme == Device) context.Response.Cookies.Delete(Cookie);
        else context.Response.Cookies.Append(Cookie, theme, Choices.CookieFor(context));
        return Results.LocalRedirect(LocalAddress.OrHome(back));
    }
}

/// <summary>Cookies for small choices of the reader, kept for a year.</summary>
internal static class Choices
{
    public static CookieOptions CookieFor(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
