using System.Security.Claims;
using ClientPortal.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Access;

/// <summary>Identity's sign-in with the portal's sessions: a sign-in begins one, and the cookie names it.</summary>
public sealed class PortalSignInManager(
    UserManager<Person> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<Person> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Person> confirmation,
    Sessions sessions) : SignInManager<Person>(users, accessor, principals, options, log, schemes, confirmation)
{
    /// <summary>How the person signs in by the call that follows; said by <see cref="SignInDesk"/>.</summary>
    internal SignInMethod Method { get; set; } = SignInMethod.Password;

    /// <inheritdoc/>
    public override Task<bool> CanSignInAsync(Person user) => Task.FromResult(user.IsWelcome);

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(Person user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.BeginAsync(user.Id, Method, Context.Whence(), Context.RequestAborted);
        var identity = new ClaimsIdentity(PersonClaims.ForCookie(user.Id, session), AuthenticationScheme);
        await Context.SignInAsync(AuthenticationScheme, new ClaimsPrincipal(identity), authenticationProperties ?? new AuthenticationProperties());
    }
}
