using ClientPortal.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ClientPortal.Web.Access;

/// <summary>
/// At each request the cookie's session is looked up: one that was ended, or whose person was shut out, opens nothing any
/// more, and roles are those of this moment.
/// </summary>
internal static class SessionGate
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal?.SessionId() is { } session && context.Principal.PersonId() is { } person
            && await services.GetRequiredService<Sessions>().ResumeAsync(session, person, context.HttpContext.RequestAborted) is { } signedIn)
        {
            context.ReplacePrincipal(PersonClaims.Principal(signedIn, context.Scheme.Name));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
