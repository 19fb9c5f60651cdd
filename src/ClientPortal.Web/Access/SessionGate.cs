using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Web.Bell;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ClientPortal.Web.Access;

/// <summary>
/// At each request the cookie's session is looked up: one that was ended, or whose person was shut out, opens nothing any
/// more, and roles are those of this moment.
/// </summary>
internal static class SessionGate
{
    private static readonly object Ended = new();

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            if (await FindAsync(context) is { } signedIn)
            {
                context.ReplacePrincipal(PersonClaims.Principal(signedIn, context.Scheme.Name));
                context.HttpContext.Features.Set(new UnseenNotices(signedIn.OwesSecondFactor ? 0 : signedIn.Unseen));
                return;
            }
        }
        catch (Exception away) when (DatabaseFaults.IsPassing(away) && Problems.IsProblem(context.HttpContext))
        {
            // The page that says so stands without knowing who reads it; their cookie stays for the next one.
            context.RejectPrincipal();
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
        context.HttpContext.Items[Ended] = true;
    }

    /// <summary>Leads to the sign-in page, which says so where a session was ended. Who was about to send a form gets a page that keeps it.</summary>
    public static Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Response.Redirect(context.HttpContext.Items.ContainsKey(Ended) ? $"{context.RedirectUri}&done=ended" : context.RedirectUri);
        return Task.CompletedTask;
    }

    private static async Task<SignedIn?> FindAsync(CookieValidatePrincipalContext context) =>
        context.Principal?.SessionId() is { } session && context.Principal.PersonId() is { } person
            ? await context.HttpContext.RequestServices.GetRequiredService<Sessions>().ResumeAsync(session, person, context.HttpContext.RequestAborted)
            : null;
}
