using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace ClientPortal.Web.Hosting;

/// <summary>How a person is known from one request to the next: a cookie, and the address of the sign-in page.</summary>
internal static class SignIn
{
    /// <summary>Where who is not signed in is sent.</summary>
    public const string Address = "/sign-in";

    /// <summary>A plain post here ends the session.</summary>
    public const string OutAddress = "/sign-out";

    public static void AddSignIn(this WebApplicationBuilder builder) =>
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = builder.Environment.IsDevelopment() ? "portal" : "__Host-portal";
            cookie.Cookie.Path = "/";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.LoginPath = Address;
            cookie.LogoutPath = OutAddress;
            cookie.ReturnUrlParameter = "return";
        });

    // A form is bound so that the antiforgery token is asked for: nobody else's page may sign a person out.
    public static void MapSignIn(this WebApplication app) =>
        app.MapPost(OutAddress, async (HttpContext context, [FromForm] string? _) =>
        {
            await context.SignOutAsync();
            return Results.LocalRedirect("/");
        }).AllowAnonymous();
}
